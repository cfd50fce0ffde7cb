internal import CSpatiaLite
import GRDB

/// Gives a connection SpatiaLite's functions for as long as it is open.
///
/// SQLite itself owns SpatiaLite's cache: a private SQL function carries it, and SQLite destroys
/// the function, and with it the cache, when it closes the connection. GRDB has no public hook for
/// that moment.
enum SpatialConnection {
    /// Makes SpatiaLite known to a connection.
    static func prepare(_ db: Database) throws {
        guard let handle = db.sqliteConnection, let cache = spatialite_alloc_connection() else {
            throw DatabaseError(resultCode: .SQLITE_NOMEM, message: "SpatiaLite has no memory")
        }
        spatialite_init_ex(handle, cache, 0)
        spatialite_set_silent_mode(cache)
        let result = sqlite3_create_function_v2(
            handle, "wangge_spatial_cache", 0, SQLITE_UTF8, cache,
            { context, _, _ in sqlite3_result_null(context) }, nil, nil,
            { cache in spatialite_cleanup_ex(cache) })
        guard result == SQLITE_OK else {
            throw DatabaseError(resultCode: ResultCode(rawValue: result))
        }
    }
}
