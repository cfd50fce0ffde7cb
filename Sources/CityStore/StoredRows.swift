public import City
import GRDB

/// The rows of a layer in one edition, one after the other in the order of their keys, as often as
/// they are asked for.
public struct StoredRows {
    private let table: LayerTable
    private let db: Database
    /// The rows that changed later, in the order of keys; `nil` for those that came later.
    private let before: [(key: String, row: LayerRow?)]

    fileprivate init(_ table: LayerTable, asOf edition: Int?, _ db: Database) throws {
        self.table = table
        self.db = db
        before =
            try edition.map { try table.undone(after: $0, db) }?.map { (key: $0, row: $1) }
            .sorted { Self.precedes($0.key, $1.key) } ?? []
    }

    /// Visits every row. Memory is one row and those that changed since the edition.
    public func forEach(_ visit: (LayerRow) throws -> Void) throws {
        var before = before[...]
        let cursor = try Row.fetchCursor(
            db, sql: "SELECT \(table.columnList) FROM \(table.layer.table) ORDER BY row_key")
        while let next = try cursor.next() {
            let key: String = next[0]
            while let first = before.first, Self.precedes(first.key, key) {
                try first.row.map(visit)
                before.removeFirst()
            }
            if let first = before.first, !Self.precedes(key, first.key) {
                try first.row.map(visit)
                before.removeFirst()
            } else {
                try visit(table.row(next))
            }
        }
        for (_, row) in before { try row.map(visit) }
    }

    /// The order of SQLite: that of the bytes.
    private static func precedes(_ one: String, _ other: String) -> Bool {
        one.utf8.lexicographicallyPrecedes(other.utf8)
    }
}

extension Register {
    /// Reads a layer of the current edition, or of an earlier one, without holding it.
    ///
    /// - Parameter read: may visit the rows several times, and always sees the same.
    public func withRows<Value>(
        of layer: Layer, asOf edition: Int? = nil, _ read: (StoredRows) throws -> Value
    ) throws -> Value {
        try self.read { db in
            try Self.check(edition, current: try Self.currentEdition(db))
            return try read(StoredRows(LayerTable(layer: layer), asOf: edition, db))
        }
    }
}
