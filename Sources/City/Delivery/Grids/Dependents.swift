/// Rows of one layer that hang on some areas.
public struct Dependents: Hashable, Sendable, Codable {
    /// The layer.
    public var layer: String
    /// The column that names the areas; `geometry` for rows that lie on their ground.
    public var column: String
    /// How many rows.
    public var rows: Int
    /// The keys of the first of them.
    public var examples: [String]

    private static let shown = 5

    /// The rows of some keys; `nil` if there are none.
    public init?(layer: Layer, column: String, keys: [String]) {
        guard !keys.isEmpty else { return nil }
        self.layer = layer.name
        self.column = column
        rows = keys.count
        examples = Array(keys.sorted().prefix(Self.shown))
    }
}
