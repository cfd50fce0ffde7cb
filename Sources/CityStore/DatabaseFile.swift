import Foundation
import GRDB

/// What can be told about a database file before SQLite opens it.
///
/// SQLite opens anything and fails at the first question; these checks turn that into a sentence
/// about what is wrong, and change nothing.
enum DatabaseFile {
    /// Marks our files in the header, where `file` and SQLite's `application_id` find it.
    enum Mark: Int32 {
        /// A register: "WGRG".
        case register = 0x5747_5247
        /// A ledger: "WGLD".
        case ledger = 0x5747_4C44
        /// A staging file: "WGST".
        case staging = 0x5747_5354
    }

    /// Refuses what is no file of ours, or is cut short.
    ///
    /// Source of the header's layout: sqlite.org/fileformat2.html, section 1.3.
    static func inspect(_ path: String, expecting mark: Mark) throws(CityStoreError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .noFile(path: path)
        }
        if isFolder.boolValue { throw .isFolder(path: path) }
        // Reading a pipe would wait for whoever writes into it.
        let type = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)[.type]
        guard type as? FileAttributeType == .typeRegular else { throw .notADatabase(path: path) }
        let header: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            header = try file.read(upToCount: 100) ?? Data()
        } catch {
            throw .inaccessible(path: path, detail: "it cannot be read")
        }
        guard header.starts(with: Data("SQLite format 3\0".utf8)) else {
            throw .notADatabase(path: path)
        }
        guard header.count == 100 else {
            throw .damaged(path: path, detail: "its header is cut short")
        }
        guard bigEndian(header, at: 68) == UInt32(mark.rawValue) else {
            throw .notACity(path: path)
        }
        let pageSize = bigEndian(header, at: 16) >> 16
        let expected = UInt64(pageSize == 1 ? 65_536 : pageSize) * UInt64(bigEndian(header, at: 28))
        // With a log beside it a file may rightly be behind its own header.
        if size(of: path) < expected, size(of: path + "-wal") == 0 {
            throw .damaged(
                path: path, detail: "\(size(of: path)) of \(expected) bytes are there")
        }
    }

    /// The number by which the disk knows the file of a name.
    static func number(of path: String) -> UInt64? {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        return (attributes?[.systemFileNumber] as? NSNumber)?.uint64Value
    }

    private static func bigEndian(_ header: Data, at offset: Int) -> UInt32 {
        header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func size(of path: String) -> UInt64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.size] as? UInt64 ?? 0
    }

    /// Runs work on a file and tells SQLite's failures as ours.
    static func translating<Value>(_ path: String, _ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_CORRUPT:
                throw CityStoreError.damaged(path: path, detail: error.message ?? "inconsistent")
            case .SQLITE_NOTADB: throw CityStoreError.notADatabase(path: path)
            case .SQLITE_BUSY, .SQLITE_LOCKED: throw CityStoreError.busy(path: path)
            case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_FULL, .SQLITE_PERM:
                throw CityStoreError.inaccessible(
                    path: path, detail: error.message ?? "\(error.resultCode)")
            default: throw error
            }
        }
    }

    /// The settings that every file of ours shares: nothing acknowledged is lost even if the
    /// machine loses power, and what is deleted is overwritten: people can be erased.
    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
                    PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;
                    """)
        }
        return configuration
    }

    /// Makes a file in write-ahead mode, in which readers never wait for the writer. It appears
    /// complete or not at all.
    static func create(
        _ path: String, as mark: Mark, _ configuration: Configuration,
        _ fill: (DatabaseQueue) throws -> Void
    ) throws {
        let unfinished = path + ".new"
        for ending in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: unfinished + ending)
        }
        try translating(path) {
            let queue = try DatabaseQueue(path: unfinished, configuration: configuration)
            try queue.inDatabase { db in
                try db.execute(sql: "PRAGMA application_id = \(mark.rawValue)")
                try db.execute(sql: "PRAGMA journal_mode = WAL")
            }
            try fill(queue)
            try queue.close()
        }
        do {
            try FileManager.default.moveItem(atPath: unfinished, toPath: path)
        } catch {
            throw CityStoreError.inaccessible(path: path, detail: "it cannot be written")
        }
    }
}
