import City
import Foundation
import GRDB
import Geo

/// Writes one edition from a checked delivery, inside the transaction of whoever calls.
struct EditionWriter {
    let db: Database
    let number: Int
    let registration: Registration
    let result: CheckResult

    private var comparison: Comparison { registration.comparison }
    private var layer: Layer { comparison.layer }
    private var table: LayerTable { LayerTable(layer: layer) }
    private var name: String { layer.table }

    /// From how many changes on the spatial index is packed anew rather than changed box by box.
    private static let bulk = 10_000

    /// One change of the layer, by the rows of the two tables.
    private enum Change {
        case new(Int)
        case changed(Int, from: Int)
        case vanished(Int)
    }

    /// Writes rows and log, and packs the spatial index if much of it changes.
    ///
    /// - Returns: `false` if the delivery changes nothing.
    func write() throws -> Bool {
        let changes = changesInOrder()
        guard !changes.isEmpty else { return false }
        // What is overwritten must be gone only where people's names stand.
        try db.execute(sql: "PRAGMA secure_delete = \(layer == .people ? "ON" : "OFF")")
        let isBulk =
            table.hasGeometry && changes.count >= Self.bulk && registration.isWholeLayer
        guard isBulk else {
            _ = try apply(changes)
            return true
        }
        let triggers = try SpatialTriggers(of: name, db)
        try triggers.drop()
        let numbers = try apply(changes)
        try PackedRTree(of: name, db).fill(boxes(afterwards: numbers))
        try triggers.create()
        return true
    }

    /// The changes in the order of keys, in which the table, its index and the log grow at their
    /// ends.
    private func changesInOrder() -> [Change] {
        var changes: [(key: Int32, change: Change)] = []
        for (row, change) in result.changes.enumerated() {
            switch change {
            case .new?: changes.append((comparison.delivered.keys[row], .new(row)))
            case .moved?, .retyped?, .reowned?, .changed?:
                let match = Int(comparison.matches[row])
                changes.append((comparison.delivered.keys[row], .changed(row, from: match)))
            case .unchanged?, .vanished?, nil: break
            }
        }
        let vanished = Set(result.vanished.map(comparison.texts.known))
        for (row, key) in comparison.registered.keys.enumerated() where vanished.contains(key) {
            changes.append((key, .vanished(row)))
        }
        let texts = comparison.texts
        return changes.sorted { texts.precedes($0.key, $1.key) }.map(\.change)
    }

    /// Applies the changes and returns the numbers that new rows were given, by delivered row.
    private func apply(_ changes: [Change]) throws -> [Int: Int] {
        let marks = { (count: Int) in Array(repeating: "?", count: count).joined(separator: ", ") }
        let insert = try RawStatement(
            db,
            "INSERT INTO \(name) (id, \(table.columnList)) VALUES (\(marks(table.columns.count + 1)))"
        )
        let assignments = table.columns.dropFirst().map { "\($0) = ?" }.joined(separator: ", ")
        let update = try RawStatement(db, "UPDATE \(name) SET \(assignments) WHERE id = ?")
        let delete = try RawStatement(db, "DELETE FROM \(name) WHERE id = ?")
        let log = try ChangeLog(db, edition: number, table)
        var next = 1 + (try Int.fetchOne(db, sql: "SELECT max(id) FROM \(name)") ?? 0)
        var numbers: [Int: Int] = [:]
        for change in changes {
            switch change {
            case .new(let row):
                try insert.bind(next, at: 1)
                try insert.bind(comparison.delivered.keys[row], of: comparison.texts, at: 2)
                try bind(row, to: insert, from: 3)
                try insert.run()
                try log.new(comparison.delivered.keys[row], comparison.texts)
                numbers[row] = next
                next += 1
            case .changed(let row, let match):
                let id = comparison.registered.numbers[match]
                let before = try log.json(ofRow: id)
                try bind(row, to: update, from: 1)
                try update.bind(id, at: Int32(table.columns.count))
                try update.run()
                try log.changed(id, before: before)
            case .vanished(let row):
                let id = comparison.registered.numbers[row]
                let before = try log.json(ofRow: id)
                try delete.bind(id, at: 1)
                try delete.run()
                try log.vanished(comparison.registered.keys[row], comparison.texts, before: before)
            }
        }
        return numbers
    }

    /// Binds the texts and the geometry of a delivered row.
    private func bind(_ row: Int, to statement: RawStatement, from first: Int32) throws {
        var index = first
        for column in comparison.delivered.columns {
            try statement.bind(column[row], of: comparison.texts, at: index)
            index += 1
        }
        guard table.hasGeometry else { return }
        let shape = comparison.delivered.shapes[row]
        try statement.bind(
            shape.map { SpatialBlob.encode($0, keepsParts: table.keepsParts) }, at: index)
    }

    /// The boxes of all rows as they stand now.
    private func boxes(afterwards numbers: [Int: Int]) -> [(number: Int64, box: Box)] {
        let vanished = Set(result.vanished.map(comparison.texts.known))
        var boxes: [(number: Int64, box: Box)] = []
        func add(_ number: Int, _ shapes: ShapeColumn, _ row: Int) {
            guard let box = shapes.box(row) else { return }
            boxes.append((Int64(number), box))
        }
        var replaced = [Bool](repeating: false, count: comparison.registered.count)
        for (row, change) in result.changes.enumerated() {
            switch change {
            case nil, .unchanged?, .vanished?: continue
            case .new?:
                if let number = numbers[row] { add(number, comparison.delivered.shapes, row) }
            case .moved?, .retyped?, .reowned?, .changed?:
                let match = Int(comparison.matches[row])
                replaced[match] = true
                add(comparison.registered.numbers[match], comparison.delivered.shapes, row)
            }
        }
        for row in 0..<comparison.registered.count
        where !replaced[row] && !vanished.contains(comparison.registered.keys[row]) {
            add(comparison.registered.numbers[row], comparison.registered.shapes, row)
        }
        return boxes
    }
}

/// Appends to the log of changes.
///
/// Of a new row only the key is kept: what it said is the row itself, or what the next change of the
/// same key has as its before.
private struct ChangeLog {
    private let edition: Int
    private let insertNew: RawStatement
    private let insertChanged: RawStatement
    private let insertVanished: RawStatement
    private let select: RawStatement

    init(_ db: Database, edition: Int, _ table: LayerTable) throws {
        self.edition = edition
        let name = table.layer.table
        let head = "INSERT INTO change (edition, layer, row_key, before, after)"
        insertNew = try RawStatement(
            db, "\(head) VALUES (?, '\(table.layer.name)', ?, NULL, NULL)")
        insertChanged = try RawStatement(
            db,
            """
            \(head) SELECT ?, '\(table.layer.name)', row_key, ?, \(table.json(of: name)) FROM \(name)
            WHERE id = ?
            """)
        insertVanished = try RawStatement(
            db, "\(head) VALUES (?, '\(table.layer.name)', ?, ?, NULL)")
        select = try RawStatement(db, "SELECT \(table.json(of: name)) FROM \(name) WHERE id = ?")
    }

    func json(ofRow id: Int) throws -> String? {
        try select.bind(id, at: 1)
        var json: String?
        while try select.step() { json = select.text(0) }
        return json
    }

    func new(_ key: Int32, _ texts: TextPool) throws {
        try insertNew.bind(edition, at: 1)
        try insertNew.bind(key, of: texts, at: 2)
        try insertNew.run()
    }

    func changed(_ id: Int, before: String?) throws {
        try insertChanged.bind(edition, at: 1)
        try insertChanged.bind(before, at: 2)
        try insertChanged.bind(id, at: 3)
        try insertChanged.run()
    }

    func vanished(_ key: Int32, _ texts: TextPool, before: String?) throws {
        try insertVanished.bind(edition, at: 1)
        try insertVanished.bind(key, of: texts, at: 2)
        try insertVanished.bind(before, at: 3)
        try insertVanished.run()
    }
}

/// The triggers with which SpatiaLite keeps a table's spatial index: put away while much of the
/// table changes, and put back as they were.
private struct SpatialTriggers {
    private let db: Database
    private let triggers: [(name: String, sql: String)]

    init(of table: String, _ db: Database) throws {
        self.db = db
        triggers = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
            arguments: [table]
        ).map { ($0["name"], $0["sql"]) }
    }

    func drop() throws {
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \"\(trigger.name)\"") }
    }

    func create() throws {
        for trigger in triggers { try db.execute(sql: trigger.sql) }
    }
}
