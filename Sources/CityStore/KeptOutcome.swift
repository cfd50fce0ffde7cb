public import City
import Foundation
import GRDB
public import Geo

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
            millimetres INTEGER, longitude INTEGER, latitude INTEGER,
            before_longitude INTEGER, before_latitude INTEGER);
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
                INSERT INTO difference (row, row_key, change, millimetres, longitude, latitude,
                    before_longitude, before_latitude)
                VALUES (nullif(?, -1), ?, ?, nullif(?, -1), ?, ?, ?, ?)
                """)
            try differences { row in
                try insert.bind(row.row ?? -1, at: 1)
                try insert.bind(row.key, at: 2)
                try insert.bind(row.change.rawValue, at: 3)
                try insert.bind(row.movedMetres.map { Int(($0 * 1000).rounded()) } ?? -1, at: 4)
                try insert.bind(row.place, at: 5)
                try insert.bind(row.before, at: 7)
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
        difference.place = place(row, "longitude", "latitude")
        if row.hasColumn("before_longitude") {
            difference.before = place(row, "before_longitude", "before_latitude")
        }
        return difference
    }

    private static func place(_ row: Row, _ longitude: String, _ latitude: String) -> Coordinate? {
        guard let longitude = row[longitude] as Int32?, let latitude = row[latitude] as Int32?
        else { return nil }
        return Coordinate(longitude: longitude, latitude: latitude)
    }

    /// Visits every finding: those of the whole layer first, then by row.
    ///
    /// - Parameters:
    ///   - box: only findings that have a place in it, if it is given.
    ///   - limit: how many at most.
    public func forEachFinding(
        in box: Box? = nil, limit: Int? = nil, _ visit: (Finding) throws -> Void
    ) throws {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT * FROM finding WHERE ?1 IS NULL
                        OR (longitude BETWEEN ?1 AND ?2 AND latitude BETWEEN ?3 AND ?4)
                    ORDER BY row IS NOT NULL, row, id LIMIT ?5
                    """,
                arguments: [box?.west, box?.east, box?.south, box?.north, limit ?? -1])
            while let row = try rows.next() {
                if let finding = Self.finding(row) { try visit(finding) }
            }
        }
    }
}

extension RawStatement {
    /// Binds a place, or NULL twice.
    fileprivate func bind(_ place: Coordinate?, at index: Int32) throws {
        guard let place else {
            let nowhere = String?.none
            try bind(nowhere, at: index)
            return try bind(nowhere, at: index + 1)
        }
        try bind(Int(place.longitude), at: index)
        try bind(Int(place.latitude), at: index + 1)
    }
}
