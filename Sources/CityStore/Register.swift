// CityStore keeps a city on disk and hands out values. All SQL of the project is here.
//
// Three kinds of file: the *register* (`city.db`), which is the current edition in plain spatial
// tables with an append-only log of changes; the *ledger* beside it (tokens and audit), so that a
// publication never blocks a dispatcher; and one *staging* file per delivery. No handle, row or
// statement leaves the module. Start reading at `Register`.

public import City
import Foundation
import GRDB

/// The register of a city: its current edition, and how it came to be.
///
/// Readers never wait for the writer: the file is in write-ahead mode, a reader sees the edition at
/// which it began. Safe to share between threads.
public final class Register: Sendable {
    /// Where the file is.
    public let path: String
    let pool: DatabasePool

    /// Opens the register of an existing city.
    ///
    /// - Throws: ``CityStoreError`` if the file is none, or cannot be used.
    public init(path: String) throws {
        try DatabaseFile.inspect(path, expecting: .register)
        self.path = path
        pool = try DatabaseFile.translating(path) {
            let pool = try DatabasePool(path: path, configuration: Self.configuration)
            if try pool.read(Self.migrator.hasBeenSuperseded) {
                throw CityStoreError.newerSchema(path: path)
            }
            try Self.migrator.migrate(pool)
            return pool
        }
    }

    /// Makes an empty city. The file appears complete or not at all.
    ///
    /// - Throws: ``CityStoreError`` if the file exists or cannot be made.
    public static func create(path: String, settings: CitySettings) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw CityStoreError.exists(path: path)
        }
        let unfinished = path + ".new"
        try? FileManager.default.removeItem(atPath: unfinished)
        try DatabaseFile.translating(path) {
            let queue = try DatabaseQueue(path: unfinished, configuration: configuration)
            try queue.inDatabase { db in
                try db.execute(
                    sql: "PRAGMA application_id = \(DatabaseFile.Mark.register.rawValue)")
            }
            try migrator.migrate(queue)
            try queue.write { db in
                try db.execute(
                    sql: "INSERT INTO city (id, name, code, scheme) VALUES (1, ?, ?, ?)",
                    arguments: [settings.name, settings.code, settings.scheme.rawValue])
            }
            try queue.close()
        }
        do {
            try FileManager.default.moveItem(atPath: unfinished, toPath: path)
        } catch {
            throw CityStoreError.inaccessible(path: path, detail: "it cannot be written")
        }
    }

    private static var configuration: Configuration {
        var configuration = DatabaseFile.configuration(readers: 3)
        configuration.prepareDatabase(SpatialConnection.prepare)
        return configuration
    }

    /// The schema as a list of frozen steps; a released step is never edited.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 register") { db in
            try db.execute(sql: "SELECT InitSpatialMetaData(0, 'NONE'); SELECT InsertEpsgSrid(4490)")
            try db.execute(sql: RegisterSchema1.frame)
            try db.execute(sql: RegisterSchema1.layers)
        }
        return migrator
    }

    // MARK: Reading

    /// The city's name, code and code scheme.
    public func settings() throws -> CitySettings { try read(Self.settings) }

    /// The number of the current edition; 0 before anything is published.
    public func currentEdition() throws -> Int { try read(Self.currentEdition) }

    /// Everything a verdict needs, of one edition.
    public func contents() throws -> CityContents {
        try read { db in
            try CityContents(
                settings: try Self.settings(db), edition: try Self.currentEdition(db)
            ) { layer in try LayerTable(layer: layer).rows(db) }
        }
    }

    /// The rows of a layer in the order of their keys.
    public func rows(of layer: Layer) throws -> [LayerRow] {
        try read { try LayerTable(layer: layer).rows($0) }
    }

    /// The published editions, oldest first.
    public func editions() throws -> [Edition] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM edition ORDER BY number").map(Edition.init)
        }
    }

    /// What the check of a delivery needs to know, with the edition at which it holds.
    public func registered(for layer: Layer) throws -> (registered: Registered, edition: Int) {
        try read { db in
            var registered = Registered(settings: try Self.settings(db))
            for target in Layer.all where target != .components || layer == .posts {
                registered.keys[target.name] = try String.fetchSet(
                    db, sql: "SELECT row_key FROM \(target.table)")
            }
            registered.categories = CityContents.categories(
                in: try LayerTable(layer: .categories).rows(db))
            for row in try LayerTable(layer: layer).rows(db) {
                registered.rows[row.key(in: layer)] = row
            }
            for outline in [Layer.districts, .subdistricts, .communities]
            where registered.outline.isEmpty {
                registered.outline = try LayerTable(layer: outline).rows(db)
            }
            return (registered, try Self.currentEdition(db))
        }
    }

    private func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try DatabaseFile.translating(path) { try pool.read(work) }
    }

    private static func settings(_ db: Database) throws -> CitySettings {
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

/// An edition 版次: what one publication made of the register.
public struct Edition: Hashable, Sendable, Codable {
    /// Its number; editions are numbered from 1 without gaps.
    public var number: Int
    /// The delivery that was published.
    public var delivery: String
    /// The delivered layer.
    public var layer: String
    /// The name of the delivered file, without its folder.
    public var fileName: String
    /// When it was published, ISO 8601 in UTC.
    public var publishedAt: String
    /// How many rows it added.
    public var newRows: Int
    /// How many rows it changed.
    public var changedRows: Int
    /// How many rows it removed.
    public var vanishedRows: Int
    /// How many delivered rows were registered alike before.
    public var unchangedRows: Int
    /// How many delivered rows were rejected.
    public var rejectedRows: Int
    /// How many warnings the check gave.
    public var warnings: Int
    /// The SHA-256 of the register's sorted contents, in hex.
    public var contentHash: String

    init(_ row: Row) {
        number = row["number"]
        delivery = row["delivery"]
        layer = row["layer"]
        fileName = row["file_name"]
        publishedAt = row["published_at"]
        newRows = row["new_rows"]
        changedRows = row["changed_rows"]
        vanishedRows = row["vanished_rows"]
        unchangedRows = row["unchanged_rows"]
        rejectedRows = row["rejected_rows"]
        warnings = row["warnings"]
        contentHash = row["content_hash"]
    }
}
