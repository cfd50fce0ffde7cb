public import City
import GRDB
public import Geo
import Synchronization

/// Reads features of the current edition, on a connection of its own so that nobody else waits.
///
/// Safe to share between threads; questions are answered one after the other.
public final class FeatureReader: Sendable {
    private let path: String
    private let queue: DatabaseQueue
    private let known = Mutex<[String: Known]>([:])

    /// What all features of a collection have in common.
    public struct Extent: Hashable, Sendable {
        /// How many there are.
        public var count: Int
        /// The box around them; `nil` without places.
        public var box: Box?
    }

    /// An extent with the contents of which it is true.
    private struct Known {
        var contents: String
        var extent: Extent
    }

    /// A reader of the register of a path.
    ///
    /// - Throws: ``CityStoreError`` if the file cannot be used.
    public init(path: String) throws {
        self.path = path
        queue = try DatabaseFile.translating(path) {
            var configuration = Register.configuration
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA cache_size = -16384")
            }
            return try DatabaseQueue(path: path, configuration: configuration)
        }
    }

    private func read<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        let path = path
        return try await queue.read { db in
            try DatabaseFile.translating(path) { try work(db) }
        }
    }

    /// The city's name, code and code scheme.
    public func settings() async throws -> CitySettings { try await read(Register.settings) }

    /// The number of the current edition.
    public func edition() async throws -> Int { try await read(Register.currentEdition) }

    /// A page of features.
    ///
    /// Complexity: O(limit · log rows) for whole collections; a box or a filter looks at every row
    /// until the page is full.
    public func page(_ query: FeatureQuery) async throws -> FeaturePage {
        try await read { db in
            let features = try Self.features(query, db)
            let isLast = features.count <= query.limit
            let page = Array(features.prefix(query.limit))
            var matched: Int?
            if query.isWhole {
                matched = try self.extent(of: query.collection, db).count
            } else if isLast, query.after == nil {
                matched = page.count
            }
            return FeaturePage(
                features: page, next: isLast ? nil : page.last?.key, matched: matched)
        }
    }

    /// The feature of a key, or `nil`. Complexity: O(log rows).
    public func feature(of collection: FeatureCollection, key: String) async throws -> Feature? {
        try await read { db in
            try LayerTable(layer: collection.layer).row(key: key, db).map {
                Feature(key: key, row: $0)
            }
        }
    }

    /// How many features collections have and where; counted anew only after a change.
    public func extents(
        of collections: [FeatureCollection]
    ) async throws -> [Extent] {
        try await read { db in try collections.map { try self.extent(of: $0, db) } }
    }

    /// Up to one feature more than the page has, so that it is known whether there is a next one.
    private static func features(_ query: FeatureQuery, _ db: Database) throws -> [Feature] {
        let sql = FeatureSQL(query, isNarrow: try isNarrow(query, db))
        let table = LayerTable(layer: query.collection.layer)
        let boxes = query.collection.hasGeometry ? query.boxes : nil
        let cursor = try Row.fetchCursor(
            db, sql: sql.text, arguments: StatementArguments(sql.arguments))
        var features: [Feature] = []
        while features.count <= query.limit, let next = try cursor.next() {
            let row = table.row(next)
            if let boxes {
                guard let shape = row.shape, boxes.contains(where: shape.meets) else { continue }
            }
            features.append(Feature(key: next[0], row: row))
        }
        return features
    }

    private static func isNarrow(_ query: FeatureQuery, _ db: Database) throws -> Bool {
        guard let boxes = query.boxes, query.collection.hasGeometry else { return false }
        let sql = FeatureSQL(counting: boxes, of: query.collection.layer)
        let count = try Int.fetchOne(
            db, sql: sql.text, arguments: StatementArguments(sql.arguments))
        return (count ?? 0) <= FeatureSQL.sortedAtMost
    }

    private func extent(of collection: FeatureCollection, _ db: Database) throws -> Extent {
        let contents =
            try String.fetchOne(
                db, sql: "SELECT hash FROM layer_hash WHERE layer = ?", arguments: [collection.id])
            ?? "edition \(try Register.currentEdition(db))"
        if let known = known.withLock({ $0[collection.id] }), known.contents == contents {
            return known.extent
        }
        let extent = try Self.measure(collection.layer, db)
        known.withLock { $0[collection.id] = Known(contents: contents, extent: extent) }
        return extent
    }

    private static func measure(_ layer: Layer, _ db: Database) throws -> Extent {
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(layer.table)") ?? 0
        guard layer.geometry != .none,
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT min(xmin), min(ymin), max(xmax), max(ymax)
                    FROM \(FeatureSQL.tree(of: layer.table))
                    """),
            let west = row[0] as Double?, let south = row[1] as Double?,
            let east = row[2] as Double?, let north = row[3] as Double?,
            let lower = try? Coordinate(longitudeDegrees: west, latitudeDegrees: south),
            let upper = try? Coordinate(longitudeDegrees: east, latitudeDegrees: north)
        else { return Extent(count: count, box: nil) }
        return Extent(count: count, box: Box(lower, upper))
    }
}
