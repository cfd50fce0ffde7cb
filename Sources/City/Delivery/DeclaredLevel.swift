/// A column in which rows say in which area they lie, with the areas of its kind.
public struct DeclaredLevel: Sendable {
    /// The kind of the areas.
    public var kind: AreaKind
    /// The column of the delivered layer.
    public var column: String
    /// The registered areas.
    public var rows: [LayerRow]

    /// A level by its parts.
    public init(kind: AreaKind, column: String, rows: [LayerRow]) {
        self.kind = kind
        self.column = column
        self.rows = rows
    }

    /// The kinds of areas that a layer's rows can say they lie in, by the names of the columns.
    public static func columns(of layer: Layer) -> [(kind: AreaKind, column: String)] {
        guard AreaKind(layer: layer) == nil, layer.geometry != .none else { return [] }
        return AreaKind.territory.compactMap { kind in
            layer.field(kind.layer.table).map { (kind, $0.column) }
        }
    }
}
