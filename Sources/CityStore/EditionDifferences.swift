public import City
import Foundation
import GRDB

extension Register {
    /// What differs in a layer between two editions, net of what came in between, in the order of
    /// keys. The later edition may be named first: then everything is told backwards.
    ///
    /// People are compared without names and numbers, which are in no edition.
    /// Complexity: O(log of the layer's changes) and O(rows that changed).
    ///
    /// - Throws: ``CityStoreError/noEdition(_:current:)``.
    public func differences(
        in layer: Layer, from first: Int, to last: Int
    ) throws -> [RowDifference] {
        try read { db in
            let current = try Self.currentEdition(db)
            for edition in [first, last] { try Self.check(edition, current: current) }
            guard first != last else { return [] }
            let states = try RowStates(
                LayerTable(layer: layer), after: min(first, last), to: max(first, last), db)
            let isForward = first < last
            return Self.comparison(
                layer, from: isForward ? states.before : states.after,
                to: isForward ? states.after : states.before
            ).differences
        }
    }

    private static func comparison(
        _ layer: Layer, from old: [LayerRow], to new: [LayerRow]
    ) -> Comparison {
        var rows = DeliveredRows(layer: layer, rows: new)
        rows.hasGeometries = true
        var texts = rows.texts
        var registered = RowTable(layer: layer)
        for row in old {
            registered.append(
                number: registered.count + 1, values: row.values.map { texts.place(of: $0) },
                shape: row.shape, texts: &texts)
        }
        return Comparison(rows, registered: registered, texts: texts)
    }
}

/// The rows that some editions changed, as they stood before and after them, in the order of keys.
private struct RowStates {
    var before: [LayerRow] = []
    var after: [LayerRow] = []

    private struct Change {
        var before: String?
        var after: String?
        var isChangedLater = false
    }

    init(_ table: LayerTable, after first: Int, to last: Int, _ db: Database) throws {
        let changes = try Self.changes(table, after: first, to: last, db)
        let current = try db.makeStatement(
            sql: "SELECT \(table.columnList) FROM \(table.layer.table) WHERE row_key = ?")
        for (key, change) in changes.sorted(by: { Self.precedes($0.key, $1.key) }) {
            if let json = change.before {
                before.append(Self.open(try table.row(json: json), table))
            }
            if change.isChangedLater {
                if let json = change.after {
                    after.append(Self.open(try table.row(json: json), table))
                }
            } else if let row = try Row.fetchOne(current, arguments: [key]) {
                after.append(Self.open(table.row(row), table))
            }
        }
    }

    /// The changes of the editions by key: what the first found, and what the first one after them
    /// found.
    private static func changes(
        _ table: LayerTable, after first: Int, to last: Int, _ db: Database
    ) throws -> [String: Change] {
        var changes: [String: Change] = [:]
        let log = try Row.fetchCursor(
            db,
            sql: """
                SELECT row_key, before, edition FROM change WHERE layer = ? AND edition > ?
                ORDER BY id
                """,
            arguments: [table.layer.name, first])
        while let entry = try log.next() {
            let key: String = entry[0]
            if (entry[2] as Int) <= last {
                if changes[key] == nil { changes[key] = Change(before: entry[1]) }
            } else if changes[key]?.isChangedLater == false {
                changes[key]?.after = entry[1]
                changes[key]?.isChangedLater = true
            }
        }
        return changes
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// The row without what no edition knows.
    private static func open(_ row: LayerRow, _ table: LayerTable) -> LayerRow {
        var row = row
        let kept = table.layer.openFields
        for (index, field) in table.layer.fields.enumerated() where !kept.contains(field) {
            row.values[index] = nil
        }
        return row
    }
}
