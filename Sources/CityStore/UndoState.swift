public import City
import GRDB

extension Register {
    /// Some editions, the newest first.
    ///
    /// - Parameter number: the number before which to begin; the newest without it.
    public func editions(before number: Int?, limit: Int) throws -> [Edition] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM edition WHERE number < ? ORDER BY number DESC LIMIT ?",
                arguments: [number ?? Int.max, limit]
            ).map(Edition.init)
        }
    }

    /// What stands against undoing an edition, as far as the log of changes tells; `nil` if nothing
    /// does.
    ///
    /// The check of what is undone can refuse more: what others name.
    /// Complexity: O(`budget` · log changes).
    ///
    /// - Parameter budget: how many changes are looked at, at most.
    /// - Throws: ``UndoUnknown`` if that is not enough to tell.
    public func obstacle(toUndoing edition: Edition, budget: Int) throws -> CityStoreError? {
        guard let layer = Layer.named(edition.layer) else { return nil }
        return try read { db -> CityStoreError? in
            let log = UndoneEdition(db: db, number: edition.number, table: LayerTable(layer: layer))
            guard let candidates = try log.candidates(budget) else { throw UndoUnknown() }
            for (change, later) in candidates {
                if try log.isAsItWasLeft(change) { continue }
                return .changedSince(
                    edition: edition.number, later: later, layer: layer.name, key: change[1])
            }
            return nil
        }
    }
}

/// Whether an edition can be undone cannot be told with few looks.
public struct UndoUnknown: Error {
    /// Nothing more is known.
    public init() {}
}

extension UndoneEdition {
    /// The edition's changes to rows that later editions changed again, each with the latest of
    /// those; `nil` if too many changes would have to be looked at.
    ///
    /// The log is append-only and its numbers follow the editions, so that an edition's changes are
    /// one run of it: the shorter side is gone through, and the other is asked row by row.
    fileprivate func candidates(_ budget: Int) throws -> [(change: Row, later: Int)]? {
        let last = try Int.fetchOne(db, sql: "SELECT max(id) FROM change") ?? 0
        let (first, end) = (
            try firstChange(of: number, last), try firstChange(of: number + 1, last)
        )
        let (own, later) = (end - first, last - end + 1)
        guard min(own, later) <= budget else { return nil }
        let sql =
            own <= later
            ? """
            SELECT id, row_key, before, after, (SELECT max(edition) FROM change later
                WHERE later.layer = change.layer AND later.row_key = change.row_key
                    AND later.edition > change.edition) AS latest
            FROM change WHERE id >= ? AND id < ? AND layer = ? AND latest IS NOT NULL
            ORDER BY id
            """
            : """
            SELECT own.id, own.row_key, own.before, own.after, max(later.edition)
            FROM change later CROSS JOIN change own
                ON own.layer = later.layer AND own.row_key = later.row_key
                    AND own.edition = \(number)
            WHERE later.id >= ? AND later.id < ? AND later.layer = ?
            GROUP BY own.id ORDER BY own.id
            """
        let run = own <= later ? [first, end] : [end, last + 1]
        return try Row.fetchAll(db, sql: sql, arguments: [run[0], run[1], table.layer.name])
            .map { ($0, $0[4] as Int) }
    }

    /// The number of the first change of an edition or of a later one.
    private func firstChange(of edition: Int, _ last: Int) throws -> Int {
        let ask = try db.cachedStatement(sql: "SELECT edition FROM change WHERE id = ?")
        var (low, high) = (1, last + 1)
        while low < high {
            let middle = (low + high) / 2
            let found = try Int.fetchOne(ask, arguments: [middle]) ?? 0
            if found < edition { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
