import Crypto
import Foundation
import GRDB

/// The ledger of a city: who may ask, and what was done.
///
/// It stands beside the register in a file of its own, so that a publication never blocks it.
/// Safe to share between threads.
public final class Ledger: Sendable {
    /// Where the file is.
    public let path: String
    private let queue: DatabaseQueue

    /// The path of the ledger that belongs to a register.
    public static func path(ofRegister path: String) -> String {
        (path.hasSuffix(".db") ? String(path.dropLast(3)) : path) + ".ledger.db"
    }

    /// Opens the ledger beside a register; the first opening makes it.
    public init(ofRegister register: String) throws {
        let path = Self.path(ofRegister: register)
        self.path = path
        if !FileManager.default.fileExists(atPath: path) {
            try DatabaseFile.create(path, as: .ledger, DatabaseFile.configuration) {
                try Self.migrator.migrate($0)
            }
        }
        try DatabaseFile.inspect(path, expecting: .ledger)
        queue = try DatabaseFile.translating(path) {
            let queue = try DatabaseQueue(
                path: path, configuration: DatabaseFile.configuration)
            if try queue.read(Self.migrator.hasBeenSuperseded) {
                throw CityStoreError.newerSchema(path: path)
            }
            if try !queue.read(Self.migrator.hasCompletedMigrations) {
                try Self.migrator.migrate(queue)
            }
            return queue
        }
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 tokens and audit") { db in
            try db.execute(
                sql: """
                    CREATE TABLE token (
                        handle TEXT PRIMARY KEY,
                        name TEXT NOT NULL,
                        role TEXT NOT NULL,
                        hash BLOB NOT NULL UNIQUE,
                        created_at TEXT NOT NULL,
                        revoked_at TEXT
                    );
                    CREATE TABLE audit (
                        id INTEGER PRIMARY KEY,
                        at TEXT NOT NULL,
                        actor TEXT NOT NULL,
                        action TEXT NOT NULL,
                        subject TEXT NOT NULL
                    );
                    CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
                    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
                    CREATE TRIGGER audit_remains BEFORE DELETE ON audit
                    BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
                    """)
        }
        return migrator
    }

    /// A bearer token as the ledger keeps it: everything but the secret.
    public struct Token: Hashable, Sendable, Codable {
        /// What the token is called in lists and audits: eight random digits.
        public var handle: String
        /// What its maker called it.
        public var name: String
        /// What its bearer may do.
        public var role: String
        /// When it was made, ISO 8601 in UTC.
        public var createdAt: String
        /// When it was revoked, if it was.
        public var revokedAt: String?
    }

    /// Makes a token and returns its secret, which is kept nowhere: the ledger has only its hash.
    ///
    /// The secret has 256 random bits, so that a plain hash of it cannot be turned back.
    public func createToken(name: String, role: String, at time: String) throws -> String {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        let secret =
            "wg_"
            + Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
        let handle = String(UInt32.random(in: 0x1000_0000...UInt32.max, using: &random), radix: 16)
        try write { db in
            try db.execute(
                sql: "INSERT INTO token (handle, name, role, hash, created_at) VALUES (?,?,?,?,?)",
                arguments: [handle, name, role, Self.hash(secret), time])
            try Self.note("token created", subject: "\(handle) \(role)", at: time, db)
        }
        return secret
    }

    private static func hash(_ secret: String) -> Data {
        Data(SHA256.hash(data: Data(secret.utf8)))
    }

    /// The valid token of a secret, or `nil`.
    public func token(secret: String) throws -> Token? {
        try DatabaseFile.translating(path) {
            try queue.read { db in
                try Row.fetchOne(
                    db, sql: "SELECT * FROM token WHERE hash = ? AND revoked_at IS NULL",
                    arguments: [Self.hash(secret)]
                ).map(Self.token)
            }
        }
    }

    /// The valid token of a handle, or `nil`.
    public func token(handle: String) throws -> Token? {
        try DatabaseFile.translating(path) {
            try queue.read { db in
                try Row.fetchOne(
                    db, sql: "SELECT * FROM token WHERE handle = ? AND revoked_at IS NULL",
                    arguments: [handle]
                ).map(Self.token)
            }
        }
    }

    /// All tokens, in the order in which they were made.
    public func tokens() throws -> [Token] {
        try DatabaseFile.translating(path) {
            try queue.read { db in
                try Row.fetchAll(db, sql: "SELECT * FROM token ORDER BY created_at, rowid")
                    .map(Self.token)
            }
        }
    }

    private static func token(_ row: Row) -> Token {
        Token(
            handle: row["handle"], name: row["name"], role: row["role"],
            createdAt: row["created_at"], revokedAt: row["revoked_at"])
    }

    /// Revokes every valid token with a handle or a name.
    ///
    /// - Returns: how many were revoked.
    public func revokeTokens(_ handleOrName: String, at time: String) throws -> Int {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE token SET revoked_at = ?
                    WHERE revoked_at IS NULL AND (handle = ? OR name = ?)
                    """,
                arguments: [time, handleOrName, handleOrName])
            let count = db.changesCount
            if count > 0 { try Self.note("token revoked", subject: handleOrName, at: time, db) }
            return count
        }
    }

    /// Puts on record that something was done.
    public func note(_ action: String, subject: String, at time: String) throws {
        try write { try Self.note(action, subject: subject, at: time, $0) }
    }

    private static func note(
        _ action: String, subject: String, at time: String, _ db: Database
    ) throws {
        try db.execute(
            sql: "INSERT INTO audit (at, actor, action, subject) VALUES (?, 'console', ?, ?)",
            arguments: [time, action, subject])
    }

    private func write<Value>(_ work: (Database) throws -> Value) throws -> Value {
        try DatabaseFile.translating(path) { try queue.write(work) }
    }
}
