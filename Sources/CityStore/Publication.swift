public import City
import Crypto
import Foundation
import GRDB

extension Register {
    /// Makes a checked delivery the next edition, in one transaction: readers see the old edition
    /// or the new one, and so does whoever opens the file after a crash.
    ///
    /// - Parameters:
    ///   - delivery: a delivery that was checked against the current edition.
    ///   - result: what the check said.
    ///   - time: when this happens, ISO 8601 in UTC.
    /// - Returns: the edition, or `nil` if the delivery changes nothing.
    /// - Throws: ``CityStoreError/editionMoved(delivery:checked:current:)`` if somebody published
    ///   in between.
    public func publish(
        _ delivery: StagingFile, result: CheckResult, checkedEdition: Int, at time: String
    ) throws -> Edition? {
        let summary = try delivery.summary()
        return try DatabaseFile.translating(path) {
            try writer().writeWithoutTransaction { db in
                try db.execute(
                    sql: "ATTACH DATABASE ? AS staging", arguments: [delivery.path])
                defer { try? db.execute(sql: "DETACH DATABASE staging") }
                var edition: Edition?
                try db.inTransaction(.immediate) {
                    let current = try Self.currentEdition(db)
                    guard current == checkedEdition else {
                        throw CityStoreError.editionMoved(
                            delivery: delivery.name, checked: checkedEdition, current: current)
                    }
                    let writer = EditionWriter(
                        db: db, table: LayerTable(layer: delivery.layer), number: current + 1)
                    guard try writer.changesAnything() else { return .rollback }
                    try writer.logChanges()
                    try writer.apply()
                    edition = try writer.record(summary, result, at: time)
                    return .commit
                }
                return edition
            }
        }
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

/// Writes one edition from an attached staging file.
private struct EditionWriter {
    let db: Database
    let table: LayerTable
    let number: Int

    private static let changes = "change IN ('moved', 'retyped', 'reowned', 'changed')"

    private var name: String { table.layer.table }

    func changesAnything() throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM staging.staged_row
                        WHERE change = 'new' OR \(Self.changes))
                    OR EXISTS (SELECT 1 FROM staging.vanished)
                """) ?? false
    }

    /// Before and after of every row, in the order of keys.
    func logChanges() throws {
        try db.execute(
            sql: """
                INSERT INTO main.change (edition, layer, row_key, before, after)
                SELECT ?, ?, row_key, before, after FROM (
                    SELECT s.row_key AS row_key,
                        CASE WHEN r.id IS NULL THEN NULL ELSE \(table.json(of: "r")) END AS before,
                        \(table.json(of: "s")) AS after
                    FROM staging.staged_row s LEFT JOIN main.\(name) r ON r.row_key = s.row_key
                    WHERE s.change = 'new' OR s.\(Self.changes)
                    UNION ALL
                    SELECT r.row_key, \(table.json(of: "r")), NULL
                    FROM staging.vanished v JOIN main.\(name) r ON r.row_key = v.row_key)
                ORDER BY row_key
                """,
            arguments: [number, table.layer.name])
    }

    func apply() throws {
        try db.execute(
            sql: """
                DELETE FROM main.\(name)
                WHERE row_key IN (SELECT row_key FROM staging.vanished)
                """)
        let assignments = table.columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        try db.execute(
            sql: """
                INSERT INTO main.\(name) (\(table.columnList))
                SELECT \(table.list(of: "s")) FROM staging.staged_row s
                WHERE s.change = 'new' OR s.\(Self.changes) ORDER BY s.id
                ON CONFLICT (row_key) DO UPDATE SET \(assignments)
                """)
    }

    func record(
        _ summary: DeliverySummary, _ result: CheckResult, at time: String
    ) throws -> Edition? {
        try db.execute(
            sql: """
                INSERT INTO layer_hash (layer, hash) VALUES (?, ?)
                ON CONFLICT (layer) DO UPDATE SET hash = excluded.hash
                """,
            arguments: [table.layer.name, try ContentHash.hash(of: table.layer, db)])
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
                    content_hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, summary.delivery, summary.layer, summary.fileName, time, count(.new),
                count(.moved, .retyped, .reowned, .changed), result.vanished.count,
                count(.unchanged), result.rejectedRows,
                result.findings.count { $0.severity == .warning },
                ContentHash.combined(
                    Layer.all.map { ($0.name, hashes[$0.name] ?? ContentHash.ofNothing) }),
            ])
        return try Row.fetchOne(
            db, sql: "SELECT * FROM edition WHERE number = ?", arguments: [number]
        ).map(Edition.init)
    }
}

/// The SHA-256 of contents in sorted order, so that the same city has the same hash wherever and
/// in whatever order it was put together.
private enum ContentHash {
    /// The hash of a layer without rows.
    static let ofNothing = hex(SHA256.hash(data: Data()))

    /// The hash of a layer: every row in the order of keys, every column with its length.
    ///
    /// People count without names and numbers, which can be erased without changing a hash.
    static func hash(of layer: Layer, _ db: Database) throws -> String {
        let table = LayerTable(layer: layer)
        let columns = (["row_key"] + table.kept + (table.hasGeometry ? ["geometry"] : []))
            .joined(separator: ", ")
        var hash = SHA256()
        let cursor = try Row.fetchCursor(
            db, sql: "SELECT \(columns) FROM main.\(layer.table) ORDER BY row_key")
        while let row = try cursor.next() {
            for (_, value) in row { update(&hash, value) }
        }
        return hex(hash.finalize())
    }

    private static func update(_ hash: inout SHA256, _ value: DatabaseValue) {
        let bytes: Data? =
            switch value.storage {
            case .null: nil
            case .string(let text): Data(text.utf8)
            case .int64(let number): Data(String(number).utf8)
            case .double(let number): Data(String(number).utf8)
            case .blob(let data): data
            }
        let length = bytes.map { Int64($0.count) } ?? -1
        withUnsafeBytes(of: length.littleEndian) { hash.update(bufferPointer: $0) }
        if let bytes { hash.update(data: bytes) }
    }

    /// One hash for all layers, in the order of their names.
    static func combined(_ layers: [(name: String, hash: String)]) -> String {
        let text = layers.sorted { $0.name < $1.name }.map { "\($0.name) \($0.hash)\n" }.joined()
        return hex(SHA256.hash(data: Data(text.utf8)))
    }

    private static func hex(_ digest: some Sequence<UInt8>) -> String {
        digest.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }
}
