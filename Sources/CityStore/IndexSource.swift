public import City
import GRDB
import Geo

extension Register {
    /// Packs an edition for questions: the current one, or an earlier one.
    ///
    /// Components are read one by one and packed at once, so that memory holds the packed index and
    /// little else. Complexity: O(rows).
    public func index(asOf edition: Int? = nil, on day: Day) throws -> CityIndex {
        try read { db in
            let current = try Self.currentEdition(db)
            try Self.check(edition, current: current)
            // Today's rows are read as they are; only an earlier edition is put together.
            let earlier = edition == current ? nil : edition
            let contents = try CityContents(
                withoutComponents: try Self.settings(db), edition: edition ?? current
            ) { try Self.rows(of: $0, asOf: earlier, db) }
            return try CityIndex(contents, on: day) { take in
                try Self.forEachComponent(asOf: earlier, db, take)
            }
        }
    }

    /// Everything a verdict needs, as plain values, of the current edition or of an earlier one.
    public func contents(asOf edition: Int? = nil) throws -> CityContents {
        try read { db in
            let current = try Self.currentEdition(db)
            try Self.check(edition, current: current)
            var contents = try CityContents(
                withoutComponents: try Self.settings(db), edition: edition ?? current
            ) { try Self.rows(of: $0, asOf: edition, db) }
            try Self.forEachComponent(asOf: edition, db) { contents.components.append($0) }
            return contents
        }
    }

    private static func forEachComponent(
        asOf edition: Int?, _ db: Database, _ take: (Component) -> Void
    ) throws {
        var undone = try edition.map { try LayerTable(layer: .components).undone(after: $0, db) }
        let cursor = try Row.fetchCursor(
            db,
            sql: """
                SELECT row_key, geometry, \(Component.columns.joined(separator: ", "))
                FROM component
                """)
        while let row = try cursor.next() {
            if undone != nil, let before = undone?.removeValue(forKey: row[0]) {
                before.flatMap(Component.init(row:)).map(take)
                continue
            }
            component(row).map(take)
        }
        for (_, before) in (undone ?? [:]).sorted(by: { $0.key < $1.key }) {
            before.flatMap(Component.init(row:)).map(take)
        }
    }

    private static func component(_ row: Row) -> Component? {
        let values = Component.columns.indices.map { row[$0 + 2] as String? }
        let shape = try? row.withUnsafeData(atIndex: 1) { $0.flatMap(SpatialBlob.decode) }
        guard let shape else { return nil }
        return Component(values: values, shape: shape)
    }

    // MARK: What changed

    /// What editions after one changed.
    public enum Difference: Sendable {
        /// These components alone, in the order of the changes: the code, and how it stands now;
        /// `nil` if it is gone.
        case components([(code: String, after: Component?)])
        /// Something else, or more components than were asked for.
        case more
    }

    /// What the editions after one changed, if it is no more than some components.
    ///
    /// Complexity: O(changes), whatever the length of the log.
    public func difference(
        after edition: Int, to last: Int, atMost limit: Int
    ) throws -> Difference {
        try read { db in
            let editions = try Edition.fetchAll(db, after: edition, to: last)
            let changes = editions.reduce(0) {
                $0 + $1.newRows + $1.changedRows + $1.vanishedRows
            }
            let later = try Edition.fetchAll(db, after: last, to: .max).reduce(0) {
                $0 + $1.newRows + $1.changedRows + $1.vanishedRows
            }
            guard changes <= limit,
                editions.allSatisfy({ $0.layer == Layer.components.name })
            else { return .more }
            let table = LayerTable(layer: .components)
            // The log is in the order of editions: its end is what they changed. A new row is what
            // its next change was told from, or what it is now.
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT row_key, CASE WHEN after IS NOT NULL OR before IS NOT NULL THEN after
                        ELSE coalesce(
                            (SELECT before FROM change later WHERE later.layer = change.layer
                                AND later.row_key = change.row_key AND later.id > change.id
                                ORDER BY later.id LIMIT 1),
                            (SELECT \(table.json(of: "component")) FROM component
                                WHERE component.row_key = change.row_key)) END
                    FROM change ORDER BY id DESC LIMIT ? OFFSET ?
                    """,
                arguments: [changes, later])
            return .components(
                try rows.reversed().map { row in
                    let after = try (row[1] as String?).map(table.row(json:))
                    return (row[0], after.flatMap(Component.init(row:)))
                })
        }
    }
}

extension Edition {
    fileprivate static func fetchAll(
        _ db: Database, after edition: Int, to last: Int
    ) throws -> [Edition] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM edition WHERE number > ? AND number <= ? ORDER BY number",
            arguments: [edition, last]
        ).map(Edition.init)
    }
}
