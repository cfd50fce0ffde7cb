public import City
import GRDB
import Geo

extension Register {
    /// The layers whose rows name an organization that answers for them, but for components, whose
    /// records name several.
    public static let heldLayers: [Layer] =
        AreaKind.allCases.map(\.layer)
        + [.roadChiefSegments, .places, .partitions, .rulings, .posts, .mandates]

    /// Visits what an organization answers for in a layer, as the current edition says it and as it
    /// holds on a day, in the order of keys.
    ///
    /// Of posts and partitions the person is left out. Complexity: O(rows of the layer).
    ///
    /// - Parameters:
    ///   - key: the key after which to begin.
    ///   - limit: how many at most.
    public func forEachHolding(
        of organization: String, in layer: Layer, on day: Day, after key: String? = nil,
        limit: Int? = nil, _ visit: (Holding) throws -> Void
    ) throws {
        let table = LayerTable(layer: layer)
        let shown = HeldColumns(layer)
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT \(table.columnList) FROM \(layer.table)
                    WHERE organization = ?1 AND row_key > ?2 AND \(shown.isInForce)
                    ORDER BY row_key LIMIT ?4
                    """,
                arguments: [organization, key ?? "", "\(day)", limit ?? -1])
            while let row = try rows.next() {
                try visit(shown.holding(table.row(row), key: row[0]))
            }
        }
    }

    /// What a post is for, as its row names it: the layer and the thing itself, if both are
    /// registered.
    public func target(of post: Post) throws -> (layer: Layer, holding: Holding)? {
        guard let layer = Layer.named(post.targetLayer),
            let row = try row(of: layer, key: post.target)
        else { return nil }
        return (layer, HeldColumns(layer).holding(row, key: post.target))
    }

    /// A post by its code.
    public func post(_ code: String) throws -> Post? {
        try row(of: .posts, key: code).flatMap { Post($0) }
    }
}

/// What is told of the rows of a layer: never a person.
private struct HeldColumns {
    private let layer: Layer
    private let name: Int?
    private let shown: [(column: String, place: Int)]

    private static let told = [
        "category", "categories", "territory", "road_level", "role", "title", "target_layer",
        "target", "theme", "component", "document", "grade",
    ]

    init(_ layer: Layer) {
        self.layer = layer
        name = layer.fields.firstIndex { $0.column == "name" }
        shown = layer.fields.enumerated().compactMap { place, field in
            Self.told.contains(field.column) ? (field.column, place) : nil
        }
    }

    /// Whether a row holds on the day `?3`: the last day of an area or a segment is not included,
    /// that of a post or a rule is.
    var isInForce: String {
        let columns = layer.fields.map(\.column)
        if columns.contains("start_date") {
            return "coalesce(start_date <= ?3, TRUE) AND coalesce(?3 < end_date, TRUE)"
        }
        if columns.contains("valid_from") {
            return "coalesce(valid_from <= ?3, TRUE) AND coalesce(?3 <= valid_to, TRUE)"
        }
        // The day is bound in any case.
        return "?3 IS NOT NULL"
    }

    func holding(_ row: LayerRow, key: String) -> Holding {
        var holding = Holding(code: key, name: name.flatMap { row.values[$0] }, box: row.shape?.box)
        for (column, place) in shown { holding.attributes[column] = row.values[place] }
        return holding
    }
}
