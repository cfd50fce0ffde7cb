public import City
import Foundation
import GRDB
import Geo

/// A delivery that waits: its rows, what was found in them, and what they would change.
///
/// Nothing in it is visible to others before it is published. The file is ours alone, so it is
/// written without a log and thrown away when the delivery is published.
public final class StagingFile {
    /// The delivery's name: the layer and eight random digits.
    public let name: String
    /// Where the file is.
    public private(set) var path: String
    /// The delivered layer.
    public let layer: Layer
    private var queue: DatabaseQueue

    /// The folder of a register's staging files.
    public static func folder(ofRegister path: String) -> String {
        let base = path.hasSuffix(".db") ? String(path.dropLast(3)) : path
        return base + ".staging"
    }

    /// The names of the deliveries that wait beside a register.
    public static func names(ofRegister path: String) -> [String] {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder(ofRegister: path))
        return (files ?? []).filter { $0.hasSuffix(".db") }.map { String($0.dropLast(3)) }.sorted()
    }

    /// Makes the file of a new delivery; it is one that waits once it is filled.
    public init(creating summary: DeliverySummary, layer: Layer, register: String) throws {
        let folder = Self.folder(ofRegister: register)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CityStoreError.inaccessible(path: folder, detail: "it cannot be made")
        }
        Self.sweep(folder)
        name = summary.delivery
        path = "\(folder)/\(summary.delivery)\(Self.readingEnding)"
        self.layer = layer
        queue = try Self.open(path)
        try create(summary)
    }

    /// Opens the file of a delivery that waits.
    public init(opening name: String, register: String) throws {
        let staged = Self.names(ofRegister: register)
        guard staged.contains(name) else {
            throw CityStoreError.noDelivery(name, staged: staged)
        }
        self.name = name
        path = "\(Self.folder(ofRegister: register))/\(name).db"
        try DatabaseFile.inspect(path, expecting: .staging)
        let queue = try Self.open(path)
        self.queue = queue
        let (layout, layerName) = try DatabaseFile.translating(path) {
            try queue.read { db in
                (
                    try Int.fetchOne(db, sql: "PRAGMA user_version"),
                    try String.fetchOne(db, sql: "SELECT layer FROM delivery")
                )
            }
        }
        guard layout == Self.layout else { throw CityStoreError.otherStaging(delivery: name) }
        guard let layer = layerName.flatMap(Layer.named) else {
            throw CityStoreError.newerSchema(path: path)
        }
        self.layer = layer
    }

    /// The form of the file; one of another form is staged again.
    private static let layout = 4

    /// How the name of a file ends while it is being filled.
    private static let readingEnding = ".reading"

    /// Removes what was left by programs that were killed while they read a file. A day is longer
    /// than any reading takes.
    private static func sweep(_ folder: String) {
        let files = FileManager.default
        for file in (try? files.contentsOfDirectory(atPath: folder)) ?? []
        where file.hasSuffix(readingEnding) {
            let path = "\(folder)/\(file)"
            let changed = try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date
            if let changed, changed < Date(timeIntervalSinceNow: -86_400) {
                try? files.removeItem(atPath: path)
            }
        }
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        try DatabaseFile.translating(path) {
            var configuration = DatabaseFile.configuration
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
            }
            return try DatabaseQueue(path: path, configuration: configuration)
        }
    }

    private func create(_ summary: DeliverySummary) throws {
        try write { db in
            try db.execute(
                sql: """
                    PRAGMA application_id = \(DatabaseFile.Mark.staging.rawValue);
                    PRAGMA user_version = \(Self.layout);
                    CREATE TABLE delivery (
                        layer TEXT NOT NULL, summary TEXT NOT NULL, checked_edition INTEGER);
                    CREATE TABLE part (
                        id INTEGER PRIMARY KEY, name TEXT NOT NULL, bytes BLOB NOT NULL);
                    CREATE INDEX part_of_name ON part (name);
                    CREATE TABLE finding (
                        id INTEGER PRIMARY KEY, is_read INTEGER NOT NULL, rule TEXT NOT NULL,
                        severity TEXT NOT NULL, row INTEGER, row_key TEXT, longitude INTEGER,
                        latitude INTEGER, english TEXT NOT NULL, chinese TEXT NOT NULL,
                        grouping TEXT NOT NULL);
                    """)
            let json = String(decoding: try JSONEncoder().encode(summary), as: UTF8.self)
            try db.execute(
                sql: "INSERT INTO delivery (layer, summary) VALUES (?, ?)",
                arguments: [layer.name, json])
        }
    }

    private func write<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try DatabaseFile.translating(path) { try queue.write(work) }
    }

    private func read<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try DatabaseFile.translating(path) { try queue.read(work) }
    }

    /// What is known about the delivery as a whole.
    public func summary() throws -> DeliverySummary {
        try read { db in
            let json = try String.fetchOne(db, sql: "SELECT summary FROM delivery") ?? ""
            return try JSONDecoder().decode(DeliverySummary.self, from: Data(json.utf8))
        }
    }

    /// Takes in the delivered rows, all or nothing; from then on the delivery is one that waits.
    public func fill(_ rows: DeliveredRows) throws {
        try write { db in
            try StagedParts(db).write(rows)
            try Self.insert(rows.findings, areRead: true, db)
        }
        try settle()
    }

    /// Gives the filled file the name under which deliveries are found.
    private func settle() throws {
        let settled = path.dropLast(Self.readingEnding.count) + ".db"
        try queue.close()
        // Who was told that a delivery waits finds it after a power failure.
        if let file = FileHandle(forUpdatingAtPath: path) {
            try? file.synchronize()
            try? file.close()
        }
        try FileManager.default.moveItem(atPath: path, toPath: String(settled))
        path = String(settled)
        queue = try Self.open(path)
    }

    private static func insert(
        _ findings: some Sequence<Finding>, areRead: Bool, _ db: Database
    ) throws {
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO finding (is_read, rule, severity, row, row_key, longitude, latitude,
                    english, chinese, grouping) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for finding in findings {
            try insert.execute(arguments: [
                areRead, finding.rule.rawValue, finding.severity.rawValue, finding.row,
                finding.key, finding.place?.longitude, finding.place?.latitude, finding.english,
                finding.chinese, finding.group,
            ])
        }
    }

    /// The delivered rows in the order of the file, with what was found when they were read.
    public func rows() throws -> DeliveredRows {
        var rows = try read { db in try StagedParts(db).read(layer) }
        guard rows != nil else {
            throw CityStoreError.damaged(path: path, detail: "rows are missing")
        }
        rows?.findings = try readFindings()
        return rows ?? DeliveredRows(layer: layer)
    }

    /// What was found when the rows were read.
    private func readFindings() throws -> [Finding] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM finding WHERE is_read ORDER BY id")
                .compactMap(Self.finding)
        }
    }

    private static func finding(_ row: Row) -> Finding? {
        guard let rule = Finding.Rule(rawValue: row["rule"]),
            let severity = Finding.Severity(rawValue: row["severity"])
        else { return nil }
        var finding = Finding(
            rule, severity, row: row["row"], key: row["row_key"], english: row["english"],
            chinese: row["chinese"])
        if let longitude = row["longitude"] as Int32?, let latitude = row["latitude"] as Int32? {
            finding.place = Coordinate(longitude: longitude, latitude: latitude)
        }
        finding.group = row["grouping"]
        return finding
    }

    /// Keeps what a check said, in place of what an earlier one said.
    public func keep(_ result: CheckResult, checkedEdition: Int) throws {
        let read = Set(try readFindings())
        try write { db in
            try db.execute(sql: "DELETE FROM finding WHERE NOT is_read")
            try Self.insert(result.findings.lazy.filter { !read.contains($0) }, areRead: false, db)
            try db.execute(
                sql: "UPDATE delivery SET checked_edition = ?", arguments: [checkedEdition])
        }
    }

    /// Throws the delivery away.
    public func discard() throws {
        try queue.close()
        try Self.remove(path)
    }

    /// Throws a delivery that waits away without reading it, whoever staged it.
    ///
    /// - Throws: ``CityStoreError/noDelivery(_:staged:)`` if none of that name waits.
    public static func discard(_ name: String, register: String) throws {
        let staged = names(ofRegister: register)
        guard staged.contains(name) else { throw CityStoreError.noDelivery(name, staged: staged) }
        try remove("\(folder(ofRegister: register))/\(name).db")
    }

    private static func remove(_ path: String) throws {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw CityStoreError.inaccessible(path: path, detail: "it cannot be removed")
        }
        // The folder goes with its last delivery; one that is not empty stays.
        rmdir(parent(of: path))
    }

    private static func parent(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }
}
