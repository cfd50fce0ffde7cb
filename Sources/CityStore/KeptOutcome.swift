public import City
import Foundation
import GRDB
import Geo

/// What a check came to, kept in the staging file: its numbers and every row that would change.
///
/// The tables are made by the first check that keeps something, so that deliveries staged before are
/// as good as any.
extension StagingFile {
    private static let outcomeTables = """
        DROP TABLE IF EXISTS outcome;
        DROP TABLE IF EXISTS difference;
        CREATE TABLE outcome (json TEXT NOT NULL);
        CREATE TABLE difference (
            id INTEGER PRIMARY KEY, row INTEGER, row_key TEXT NOT NULL, change TEXT NOT NULL,
            millimetres INTEGER, longitude INTEGER, latitude INTEGER);
        """

    /// Keeps what a check came to, in place of what an earlier one did.
    ///
    /// - Parameter differences: calls the function that it is given with every changed row.
    public func keep(
        _ outcome: CheckOutcome,
        differences: (_ visit: (DifferenceRow) throws -> Void) throws -> Void
    ) throws {
        let json = String(decoding: try JSONEncoder().encode(outcome), as: UTF8.self)
        try write { db in
            try db.execute(sql: Self.outcomeTables)
            let insert = try RawStatement(
                db,
                """
                INSERT INTO difference (row, row_key, change, millimetres, longitude, latitude)
                VALUES (nullif(?, -1), ?, ?, nullif(?, -1), ?, ?)
                """)
            let nowhere = String?.none
            try differences { row in
                try insert.bind(row.row ?? -1, at: 1)
                try insert.bind(row.key, at: 2)
                try insert.bind(row.change.rawValue, at: 3)
                try insert.bind(row.movedMetres.map { Int(($0 * 1000).rounded()) } ?? -1, at: 4)
                if let place = row.place {
                    try insert.bind(Int(place.longitude), at: 5)
                    try insert.bind(Int(place.latitude), at: 6)
                } else {
                    try insert.bind(nowhere, at: 5)
                    try insert.bind(nowhere, at: 6)
                }
                try insert.run()
            }
            try db.execute(sql: "INSERT INTO outcome (json) VALUES (?)", arguments: [json])
        }
    }

    /// What the last check came to; `nil` if the delivery was not checked.
    public func outcome() throws -> CheckOutcome? {
        try read { db in
            guard try db.tableExists("outcome") else { return nil }
            return try String.fetchOne(db, sql: "SELECT json FROM outcome").flatMap {
                try? JSONDecoder().decode(CheckOutcome.self, from: Data($0.utf8))
            }
        }
    }

    /// Some of the rows that would change, each with its number in the list, which begins at 1.
    ///
    /// Complexity: O(rows returned), or O(rows that change) if one kind alone is asked for.
    ///
    /// - Parameters:
    ///   - number: the number after which to begin.
    ///   - limit: how many rows at most.
    ///   - change: the kind, if not all are wanted.
    public func differences(
        after number: Int, limit: Int, of change: RowChange?
    ) throws -> [(number: Int, row: DifferenceRow)] {
        try read { db in
            guard try db.tableExists("difference") else { return [] }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM difference WHERE id > ? AND (? IS NULL OR change = ?)
                    ORDER BY id LIMIT ?
                    """,
                arguments: [number, change?.rawValue, change?.rawValue, limit])
            return rows.compactMap { row in Self.difference(row).map { (row["id"], $0) } }
        }
    }

    private static func difference(_ row: Row) -> DifferenceRow? {
        guard let change = RowChange(rawValue: row["change"]) else { return nil }
        var difference = DifferenceRow(row: row["row"], key: row["row_key"], change: change)
        difference.movedMetres = (row["millimetres"] as Int?).map { Double($0) / 1000 }
        if let longitude = row["longitude"] as Int32?, let latitude = row["latitude"] as Int32? {
            difference.place = Coordinate(longitude: longitude, latitude: latitude)
        }
        return difference
    }

    /// Visits every finding: those of the whole layer first, then by row.
    public func forEachFinding(_ visit: (Finding) throws -> Void) throws {
        try read { db in
            let rows = try Row.fetchCursor(
                db, sql: "SELECT * FROM finding ORDER BY row IS NOT NULL, row, id")
            while let row = try rows.next() {
                if let finding = Self.finding(row) { try visit(finding) }
            }
        }
    }
}
