internal import CSpatiaLite
import City
import Foundation
import GRDB

/// A prepared statement spoken to without a value in between, for the few loops that go over every
/// row of a census.
///
/// GRDB owns the statement; what SQLite says is thrown as GRDB throws it.
struct RawStatement {
    private let statement: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer?

    init(_ db: Database, _ sql: String) throws {
        statement = try db.makeStatement(sql: sql)
        handle = statement.sqliteStatement
        connection = db.sqliteConnection
    }

    // MARK: Writing

    /// Binds a text of a pool, or NULL; the pool must outlive the next ``run()``.
    func bind(_ text: Int32, of texts: TextPool, at index: Int32) throws {
        guard text >= 0 else { return try check(sqlite3_bind_null(handle, index)) }
        try texts.withUTF8(text) { bytes in
            let result = bytes.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
            }
            try check(result)
        }
    }

    /// Binds a text, or NULL.
    func bind(_ text: String?, at index: Int32) throws {
        guard let text else { return try check(sqlite3_bind_null(handle, index)) }
        try check(sqlite3_bind_text(handle, index, text, -1, Self.copied))
    }

    /// Binds a number.
    func bind(_ number: Int, at index: Int32) throws {
        try check(sqlite3_bind_int64(handle, index, Int64(number)))
    }

    /// Binds a number.
    func bind(_ number: Double, at index: Int32) throws {
        try check(sqlite3_bind_double(handle, index, number))
    }

    /// Binds bytes, or NULL.
    func bind(_ bytes: Data?, at index: Int32) throws {
        guard let bytes else { return try check(sqlite3_bind_null(handle, index)) }
        let result = bytes.withUnsafeBytes {
            sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
        }
        try check(result)
    }

    /// Runs a statement that returns no rows, and makes it ready for the next values.
    func run() throws {
        let result = sqlite3_step(handle)
        sqlite3_reset(handle)
        guard result == SQLITE_DONE || result == SQLITE_ROW else { throw error(result) }
    }

    /// SQLite's mark for bytes that it shall copy.
    private static var copied: sqlite3_destructor_type? {
        unsafeBitCast(-1, to: sqlite3_destructor_type?.self)
    }

    // MARK: Reading

    /// Goes to the next row; `false` after the last.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(handle)
            return false
        case let result:
            sqlite3_reset(handle)
            throw error(result)
        }
    }

    /// Whether a column has no value.
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// The whole number in a column.
    func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

    /// Takes the canonical text in a column into a pool: numbers as Swift writes them.
    func text(_ column: Int32, into texts: inout TextPool) -> Int32 {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL, SQLITE_BLOB: return TextPool.none
        case SQLITE_FLOAT: return texts.place(of: String(sqlite3_column_double(handle, column)))
        case SQLITE_INTEGER: return texts.place(of: String(sqlite3_column_int64(handle, column)))
        default:
            guard let text = sqlite3_column_text(handle, column) else { return TextPool.none }
            let count = Int(sqlite3_column_bytes(handle, column))
            return texts.place(of: UnsafeBufferPointer(start: text, count: count))
        }
    }

    /// The text in a column.
    func text(_ column: Int32) -> String? {
        sqlite3_column_text(handle, column).map { String(cString: $0) }
    }

    /// Lends the bytes in a column for the time of a call; none for NULL.
    func withBytes<Value>(
        _ column: Int32, _ work: (UnsafeRawBufferPointer) throws -> Value
    ) rethrows -> Value {
        let bytes = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return try work(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count))
    }

    // MARK: Failures

    private func check(_ result: Int32) throws {
        if result != SQLITE_OK { throw error(result) }
    }

    private func error(_ result: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: result),
            message: connection.flatMap(sqlite3_errmsg).map { String(cString: $0) })
    }
}
