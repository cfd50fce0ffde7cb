import City
import GRDB
import Geo

extension Register {
    /// The areas of the levels that a delivery names in columns of its own.
    static func territory(saidBy rows: DeliveredRows, _ db: Database) throws -> [DeclaredLevel] {
        try DeclaredLevel.columns(of: rows.table.layer).compactMap { kind, column in
            // Where the files lack the column its texts are none.
            guard rows.table.column(column).contains(where: { $0 >= 0 }) else { return nil }
            return DeclaredLevel(
                kind: kind, column: column, rows: try LayerTable(layer: kind.layer).rows(db))
        }
    }
}

extension RegisteredRows {
    /// The rows near the places of a delivery, each once.
    ///
    /// Complexity: O(log n) for each place, for n registered rows.
    func neighbours(of rows: DeliveredRows, _ texts: inout TextPool) throws -> RowTable {
        var table = RowTable(layer: layer)
        let statement = try RawStatement(
            db,
            """
            \(select) WHERE id IN (
                SELECT pkid FROM idx_\(layer.table)_geometry
                WHERE xmax >= ?1 AND xmin <= ?2 AND ymax >= ?3 AND ymin <= ?4)
            """)
        var found: Set<Int> = []
        for row in 0..<rows.table.count {
            guard let place = rows.table.shapes.point(row) else { continue }
            let box = Metric(at: place).box(within: Self.neighbourhood)
            for (index, units) in [box.west, box.east, box.south, box.north].enumerated() {
                try statement.bind(
                    Double(units) / Coordinate.unitsPerDegree, at: Int32(index) + 1)
            }
            while try statement.step() {
                guard found.insert(statement.integer(0)).inserted else { continue }
                add(statement, to: &table, &texts)
            }
        }
        return table
    }

    /// How far around, in metres, things concern one another, whatever their category.
    private static let neighbourhood = 5.0
}
