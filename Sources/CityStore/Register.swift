// CityStore keeps a city on disk and hands out values. All SQL of the project is here.
//
// Three kinds of file: the *register* (`city.db`), which is the current edition in plain spatial
// tables with an append-only log of changes; the *ledger* beside it (tokens and audit), so that a
// publication never blocks a dispatcher; and one *staging* file per delivery. No handle, row or
// statement leaves the module. Start reading at `Register`.

public import City
import Foundation
import GRDB
import Synchronization

/// The register of a city: its current edition, and how it came to be.
///
/// Readers never wait for the writer: the file is in write-ahead mode, a reader sees the edition at
/// which it began. Reading leaves every byte of the file as it is. Safe to share between threads.
public final class Register: Sendable {
    /// Where the file is.
    public let path: String
    let reader: DatabaseQueue
    /// Which file it was when it was opened, whatever its name is.
    private let file: UInt64?
    /// Opened by the first publication.
    private let openedWriter = Mutex<DatabaseQueue?>(nil)

    /// Opens the register of an existing city.
    ///
    /// - Throws: ``CityStoreError`` if the file is none, or cannot be used.
    public init(path: String) throws {
        try DatabaseFile.inspect(path, expecting: .register)
        self.path = path
        file = DatabaseFile.number(of: path)
        reader = try DatabaseFile.translating(path) {
            try DatabaseQueue(path: path, configuration: Self.configuration)
        }
        try DatabaseFile.translating(path) {
            if try reader.read(Self.migrator.hasBeenSuperseded) {
                throw CityStoreError.newerSchema(path: path)
            }
            // Migrating writes, even where nothing is to be done.
            if try !reader.read(Self.migrator.hasCompletedMigrations) {
                try Self.migrator.migrate(try writer())
            }
        }
    }

    /// Whether the file that was opened still stands in its place.
    ///
    /// - Throws: ``CityStoreError/replaced(path:)`` if a backup was put there, or nothing is left.
    public func checkInPlace() throws {
        if DatabaseFile.number(of: path) != file { throw CityStoreError.replaced(path: path) }
    }

    /// Makes an empty city. The file appears complete or not at all.
    ///
    /// - Throws: ``CityStoreError`` if the file exists or cannot be made.
    public static func create(path: String, settings: CitySettings) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CityStoreError.exists(path: path)
        }
        try DatabaseFile.create(path, as: .register, configuration) { queue in
            try migrator.migrate(queue)
            try queue.write { db in
                try db.execute(
                    sql: "INSERT INTO city (id, name, code, scheme) VALUES (1, ?, ?, ?)",
                    arguments: [settings.name, settings.code, settings.scheme.rawValue])
            }
        }
    }

    /// The one connection that writes.
    func writer() throws -> DatabaseQueue {
        try openedWriter.withLock { opened in
            if let opened { return opened }
            let queue = try DatabaseQueue(path: path, configuration: Self.configuration)
            opened = queue
            return queue
        }
    }

    static var configuration: Configuration {
        var configuration = DatabaseFile.configuration
        configuration.prepareDatabase(SpatialConnection.prepare)
        configuration.prepareDatabase(ExactNumber.prepare)
        return configuration
    }

    /// The schema as a list of frozen steps; a released step is never edited.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 register") { db in
            try db.execute(
                sql: "SELECT InitSpatialMetaData(0, 'NONE'); SELECT InsertEpsgSrid(4490)")
            try db.execute(sql: RegisterSchema1.frame)
            try db.execute(sql: RegisterSchema1.layers)
        }
        migrator.registerMigration("2 every layer") { db in
            try db.execute(sql: RegisterSchema2.layers)
        }
        migrator.registerMigration("3 accepted corrections") { db in
            try db.execute(sql: "ALTER TABLE edition ADD COLUMN correction TEXT")
        }
        RegisterSchemaWaivers.register(in: &migrator)
        return migrator
    }

    // MARK: Reading

    /// The city's name, code and code scheme.
    public func settings() throws -> CitySettings { try read(Self.settings) }

    /// Lets go of the pages of the file that are held in memory: after all were read once.
    public func releaseMemory() { reader.releaseMemory() }

    /// A number that changes whenever somebody else has written to the file; asking costs next to
    /// nothing.
    public func dataVersion() throws -> Int {
        try read { db in try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0 }
    }

    /// The hash of the contents of an edition, as it was recorded; empty for the edition 0.
    public func contentHash(of edition: Int) throws -> String {
        try read { db in
            try String.fetchOne(
                db, sql: "SELECT content_hash FROM edition WHERE number = ?", arguments: [edition])
                ?? ""
        }
    }

    /// The number of the current edition; 0 before anything is published.
    public func currentEdition() throws -> Int { try read(Self.currentEdition) }

    /// The rows of a layer in the order of their keys, of the current edition or of an earlier one.
    public func rows(of layer: Layer, asOf edition: Int? = nil) throws -> [LayerRow] {
        try read { db in
            try Self.check(edition, current: try Self.currentEdition(db))
            return try Self.rows(of: layer, asOf: edition, db)
        }
    }

    /// One row of a layer as it is registered, or `nil`. Complexity: O(log rows).
    public func row(of layer: Layer, key: String) throws -> LayerRow? {
        try read { db in try LayerTable(layer: layer).row(key: key, db) }
    }

    static func rows(
        of layer: Layer, asOf edition: Int?, _ db: Database
    ) throws -> [LayerRow] {
        let table = LayerTable(layer: layer)
        return try edition.map { try table.rows(asOf: $0, db) } ?? table.rows(db)
    }

    static func check(_ edition: Int?, current: Int) throws {
        if let edition, !(0...current).contains(edition) {
            throw CityStoreError.noEdition(edition, current: current)
        }
    }

    /// The published editions, oldest first.
    public func editions() throws -> [Edition] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM edition ORDER BY number").map(Edition.init)
        }
    }

    func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try DatabaseFile.translating(path) { try reader.read(work) }
    }

    static func settings(_ db: Database) throws -> CitySettings {
        guard let row = try Row.fetchOne(db, sql: "SELECT name, code, scheme FROM city"),
            let scheme = CodeScheme(rawValue: row["scheme"])
        else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the city has no settings")
        }
        return CitySettings(name: row["name"], code: row["code"], scheme: scheme)
    }

    static func currentEdition(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT max(number) FROM edition") ?? 0
    }
}

extension Edition {
    init(_ row: Row) {
        self.init(
            number: row["number"], delivery: row["delivery"], layer: row["layer"],
            fileName: row["file_name"], publishedAt: row["published_at"],
            newRows: row["new_rows"], changedRows: row["changed_rows"],
            vanishedRows: row["vanished_rows"], unchangedRows: row["unchanged_rows"],
            rejectedRows: row["rejected_rows"], warnings: row["warnings"],
            contentHash: row["content_hash"], correction: row["correction"])
    }
}
