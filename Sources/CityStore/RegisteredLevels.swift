import City
import Foundation
import GRDB

extension Register {
    /// Adds what a delivery of areas is checked against beside its own layer: the other levels of
    /// the territory, and the codes that the layer has no longer.
    ///
    /// Complexity: O(rows of those levels and of the layer's log).
    static func addLevels(
        to registered: inout Registered, for rows: DeliveredRows, _ db: Database
    ) throws {
        let layer = rows.table.layer
        guard let kind = AreaKind(layer: layer) else { return }
        for level in levels(beside: kind) {
            registered.levels[level.layer.name] = try LayerTable(layer: level.layer).rows(db)
        }
        registered.retired = try retired(layer, named: named(in: rows), db)
    }

    /// The levels above a kind, and the one below if it is one of them.
    private static func levels(beside kind: AreaKind) -> [AreaKind] {
        let above = AreaKind.territory.filter { $0.rawValue < kind.rawValue && $0 != .unitGrid }
        guard AreaKind.territory.contains(kind) else { return above }
        return above + AreaKind.territory.filter { $0.rawValue > kind.rawValue }.prefix(1)
    }

    /// The codes that delivered rows have or state as their lineage.
    private static func named(in rows: DeliveredRows) -> Set<String> {
        var codes = Set(rows.table.keys.map { rows.texts[$0] })
        for text in Set(rows.table.column("lineage")) where text >= 0 {
            codes.formUnion(rows.texts[text].split(separator: ";").map(String.init))
        }
        return codes
    }

    /// The codes that a layer had and has no longer, with the ground of those that are named.
    ///
    /// What an undoing took out was published by mistake and never stood for anything.
    static func retired(
        _ layer: Layer, named: Set<String>, _ db: Database
    ) throws -> [String: RetiredArea] {
        let table = LayerTable(layer: layer)
        var retired: [String: RetiredArea] = [:]
        let changes = try Row.fetchCursor(
            db,
            sql: """
                SELECT row_key, edition, before FROM change
                WHERE layer = ? AND after IS NULL AND before IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM \(layer.table) AS now
                        WHERE now.row_key = change.row_key)
                    AND edition NOT IN (SELECT number FROM edition
                        WHERE file_name LIKE 'undo of edition %')
                ORDER BY id
                """,
            arguments: [layer.name])
        while let change = try changes.next() {
            let key: String = change[0]
            var area = RetiredArea(edition: change[1])
            if named.contains(key) {
                area.shape = try (change[2] as String?).map(table.row(json:))?.shape
            }
            retired[key] = area
        }
        return retired
    }
}
