public import City
import GRDB
import Geo

extension StagingFile {
    /// What the last check kept, packed to be drawn.
    ///
    /// Of a delivery that an earlier version of the program checked, nothing is known of where rows
    /// stood before.
    /// Complexity: O(rows that would change + findings).
    public func map() throws -> DeliveryMap {
        try read { db in
            var map = DeliveryMap()
            try Self.addFindings(to: &map, db)
            guard try db.tableExists("difference") else { return map }
            let columns = try db.columns(in: "difference").map(\.name)
            let before =
                columns.contains("before_longitude")
                ? "before_longitude, before_latitude" : "NULL, NULL"
            let rows = try RawStatement(
                db,
                """
                SELECT row, row_key, change, longitude, latitude, \(before) FROM difference
                ORDER BY id
                """)
            while try rows.step() {
                guard let key = rows.text(1), let change = rows.text(2).flatMap(RowChange.init)
                else { continue }
                let row = rows.integer(0)
                map.add(
                    DifferenceRow(
                        row: row > 0 ? row : nil, key: key, change: change,
                        place: rows.place(3), before: rows.place(5)))
            }
            map.pack()
            return map
        }
    }

    private static func addFindings(to map: inout DeliveryMap, _ db: Database) throws {
        let rows = try RawStatement(
            db, "SELECT rule, severity, row, longitude, latitude FROM finding ORDER BY id")
        while try rows.step() {
            guard let rule = rows.text(0).flatMap(Finding.Rule.init),
                let severity = rows.text(1).flatMap(Finding.Severity.init)
            else { continue }
            let row = rows.integer(2)
            map.add(rule, severity, row: row > 0 ? row : nil, place: rows.place(3))
        }
    }
}

extension RawStatement {
    /// The place in two columns, longitude and latitude; `nil` for NULL.
    fileprivate func place(_ column: Int32) -> Coordinate? {
        guard !isNull(column) else { return nil }
        return Coordinate(
            longitude: Int32(clamping: integer(column)),
            latitude: Int32(clamping: integer(column + 1)))
    }
}
