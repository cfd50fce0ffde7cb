public import City
import GRDB
import Geo

extension Register {
    /// Keeps waivers, all or none, and returns them with their numbers.
    public func add(_ waivers: [Waiver]) throws -> [Waiver] {
        try DatabaseFile.translating(path) {
            try writer().write { db in
                let insert = try db.makeStatement(
                    sql: """
                        INSERT INTO waiver (layer, rule, row_key, fault, longitude, latitude, english,
                            chinese, reason, waived_by, waived_at, delivery)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                return try waivers.map { waiver in
                    try insert.execute(arguments: [
                        waiver.layer, waiver.rule.rawValue, waiver.key, waiver.fault,
                        waiver.place?.longitude, waiver.place?.latitude, waiver.english,
                        waiver.chinese, waiver.reason, waiver.by, waiver.at, waiver.delivery,
                    ])
                    var kept = waiver
                    kept.number = Int(db.lastInsertedRowID)
                    return kept
                }
            }
        }
    }

    /// All waivers in the order of their numbers, the revoked ones too.
    public func waivers() throws -> [Waiver] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM waiver ORDER BY id").compactMap(Self.waiver)
        }
    }

    /// Revokes the waivers of some numbers that are in force, and returns how many there were.
    public func revokeWaivers(
        _ numbers: ClosedRange<Int>, by: String, at time: String
    ) throws -> Int {
        try DatabaseFile.translating(path) {
            try writer().write { db in
                try db.execute(
                    sql: """
                        UPDATE waiver SET revoked_by = ?, revoked_at = ?
                        WHERE id BETWEEN ? AND ? AND revoked_at IS NULL
                        """,
                    arguments: [by, time, numbers.lowerBound, numbers.upperBound])
                return db.changesCount
            }
        }
    }

    /// The waivers of a layer that are in force.
    static func waivers(of layer: Layer, _ db: Database) throws -> [Waiver] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM waiver WHERE layer = ? AND revoked_at IS NULL ORDER BY id",
            arguments: [layer.name]
        ).compactMap(waiver)
    }

    /// A waiver; `nil` if its rule is not known.
    private static func waiver(_ row: Row) -> Waiver? {
        guard let rule = Finding.Rule(rawValue: row["rule"]) else { return nil }
        var waiver = Waiver(
            layer: row["layer"], rule: rule, key: row["row_key"], fault: row["fault"],
            english: row["english"], chinese: row["chinese"], reason: row["reason"],
            by: row["waived_by"], at: row["waived_at"], delivery: row["delivery"])
        waiver.number = row["id"]
        if let longitude = row["longitude"] as Int32?, let latitude = row["latitude"] as Int32? {
            waiver.place = Coordinate(longitude: longitude, latitude: latitude)
        }
        waiver.revokedBy = row["revoked_by"]
        waiver.revokedAt = row["revoked_at"]
        return waiver
    }
}
