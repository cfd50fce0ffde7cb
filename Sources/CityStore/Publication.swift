public import City
import Foundation
import GRDB

extension Register {
    /// Makes a checked delivery the next edition, in one transaction: readers see the old edition
    /// or the new one, and so does whoever opens the file after a crash.
    ///
    /// - Parameters:
    ///   - summary: what is known about the delivery as a whole.
    ///   - registration: the delivery beside the edition against which it was checked.
    ///   - result: what the check said.
    ///   - time: when this happens, ISO 8601 in UTC.
    /// - Returns: the edition, or `nil` if the delivery changes nothing.
    /// - Throws: ``CityStoreError/editionMoved(delivery:checked:current:)`` if somebody published
    ///   in between.
    public func publish(
        _ summary: DeliverySummary, _ registration: Registration, result: CheckResult,
        at time: String
    ) throws -> Edition? {
        try DatabaseFile.translating(path) {
            try writer().writeWithoutTransaction { db in
                var edition: Edition?
                try db.inTransaction(.immediate) {
                    let current = try Self.currentEdition(db)
                    guard current == registration.edition else {
                        throw CityStoreError.editionMoved(
                            delivery: summary.delivery, checked: registration.edition,
                            current: current)
                    }
                    let hash = LaterHash(of: registration, result)
                    let writer = EditionWriter(
                        db: db, number: current + 1, registration: registration, result: result)
                    guard try writer.write() else { return .rollback }
                    let layerHash = try hash.value(db)
                    edition = try Self.record(
                        current + 1, summary, result, layerHash: layerHash, at: time, db)
                    return .commit
                }
                return edition
            }
        }
    }

    private static func record(
        _ number: Int, _ summary: DeliverySummary, _ result: CheckResult, layerHash: String,
        at time: String, _ db: Database
    ) throws -> Edition? {
        try db.execute(
            sql: """
                INSERT INTO layer_hash (layer, hash) VALUES (?, ?)
                ON CONFLICT (layer) DO UPDATE SET hash = excluded.hash
                """,
            arguments: [summary.layer, layerHash])
        let stored = try Row.fetchAll(db, sql: "SELECT layer, hash FROM layer_hash")
        let hashes: [String: String] = Dictionary(
            uniqueKeysWithValues: stored.map { ($0["layer"], $0["hash"]) })
        func count(_ changes: RowChange...) -> Int {
            result.changes.count { $0.map(changes.contains) ?? false }
        }
        try db.execute(
            sql: """
                INSERT INTO edition (number, delivery, layer, file_name, published_at, new_rows,
                    changed_rows, vanished_rows, unchanged_rows, rejected_rows, warnings,
                    content_hash, correction)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, summary.delivery, summary.layer, summary.fileName, time, count(.new),
                count(.moved, .retyped, .reowned, .changed), result.vanished.count,
                count(.unchanged), result.rejectedRows,
                result.findings.count { $0.severity == .warning },
                ContentHash.combined(
                    Layer.all.map { ($0.name, hashes[$0.name] ?? ContentHash.ofNothing) }),
                summary.correction,
            ])
        return try Row.fetchOne(
            db, sql: "SELECT * FROM edition WHERE number = ?", arguments: [number]
        ).map(Edition.init)
    }

    /// The SHA-256 of the current contents, computed afresh from every row.
    public func contentHash() throws -> String {
        try DatabaseFile.translating(path) {
            try reader.read { db in
                try ContentHash.combined(
                    Layer.all.map { ($0.name, try ContentHash.hash(of: $0, db)) })
            }
        }
    }

    /// The faults that SQLite finds in the file, and whether the log of changes and the contents
    /// agree with the editions; empty if all is well.
    public func integrityFaults() throws -> [String] {
        let faults = try DatabaseFile.translating(path) {
            try reader.read { db in
                try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            }
        }
        guard faults.isEmpty, let last = try editions().last else { return faults }
        let hash = try contentHash()
        return hash == last.contentHash
            ? []
            : ["The contents have hash \(hash), edition \(last.number) had \(last.contentHash)."]
    }
}
