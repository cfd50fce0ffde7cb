public import City
import Foundation
import GRDB

/// What takes an edition back: rows as they stood before it, and the keys of those that it added.
public struct Inverse: Sendable {
    /// The rows, to be delivered.
    public var rows: DeliveredRows
    /// The edition beside which they were put together.
    public var current: Int
}

extension Register {
    /// The inverse of an edition, out of the log of changes.
    ///
    /// Texts, numbers and geometries come back byte for byte. Names and numbers of people were never
    /// in the log: a person who changed keeps the name that is registered now, and one who had gone
    /// comes back as a code with a mark in place of the name, and with a warning, until somebody who
    /// may know hands the name in again. Nothing that was erased returns.
    ///
    /// Complexity: O(log of changes), and O(log n) for each row that later editions touched.
    ///
    /// - Throws: ``CityStoreError/noEdition(_:current:)``, or
    ///   ``CityStoreError/changedSince(edition:later:layer:key:)`` if a row that the edition changed
    ///   is not as it left it. Of people that is every row of a later edition: what became of their
    ///   names cannot be told.
    public func inverse(of edition: Int) throws -> Inverse {
        try read { db in
            let current = try Self.currentEdition(db)
            let name = try String.fetchOne(
                db, sql: "SELECT layer FROM edition WHERE number = ?", arguments: [edition])
            guard let name else { throw CityStoreError.noEdition(edition, current: current) }
            guard let layer = Layer.named(name) else {
                throw CityStoreError.newerSchema(path: path)
            }
            let log = UndoneEdition(db: db, number: edition, table: LayerTable(layer: layer))
            try log.refuseChangedSince()
            return Inverse(rows: try log.rowsBefore(), current: current)
        }
    }
}

/// One edition as the log of changes tells it.
struct UndoneEdition {
    let db: Database
    let number: Int
    let table: LayerTable

    private var layer: Layer { table.layer }

    func refuseChangedSince() throws {
        let isTouched = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM edition WHERE layer = ? AND number > ?)",
            arguments: [layer.name, number])
        guard isTouched == true else { return }
        let changes = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, row_key, before, after, (SELECT max(edition) FROM change later
                    WHERE later.layer = change.layer AND later.row_key = change.row_key
                        AND later.edition > change.edition)
                FROM change WHERE edition = ? ORDER BY id
                """,
            arguments: [number])
        while let change = try changes.next() {
            guard let later = change[4] as Int?, try !isAsItWasLeft(change) else { continue }
            throw CityStoreError.changedSince(
                edition: number, later: later, layer: layer.name, key: change[1])
        }
    }

    /// Whether a row that later editions touched is as this one left it.
    func isAsItWasLeft(_ change: Row) throws -> Bool {
        guard layer != .people else { return false }
        let key: String = change[1]
        let isNew = change[2] as String? == nil
        let left: String? =
            isNew
            ? try String.fetchOne(
                db,
                sql: """
                    SELECT before FROM change WHERE layer = ? AND row_key = ? AND id > ?
                    ORDER BY id LIMIT 1
                    """,
                arguments: [layer.name, key, change[0] as Int]) : change[3]
        let now = try String.fetchOne(
            db,
            sql: "SELECT \(table.json(of: layer.table)) FROM \(layer.table) WHERE row_key = ?",
            arguments: [key])
        if left == now { return true }
        guard let left, let now else { return false }
        return try table.row(json: left) == table.row(json: now)
    }

    func rowsBefore() throws -> DeliveredRows {
        var rows = DeliveredRows(layer: layer)
        rows.hasGeometries = true
        if layer == .people { rows.leave(ErasedName.columns) }
        let changes = try RawStatement(
            db,
            """
            SELECT row_key, before IS NULL, after IS NULL, \(table.parts(ofJSON: "before"))
            FROM change WHERE edition = \(number) ORDER BY id
            """)
        while try changes.step() {
            if changes.integer(1) == 1 {
                rows.withdrawn.append(changes.text(0, into: &rows.texts))
            } else {
                add(changes, isBack: changes.integer(2) == 1, to: &rows)
            }
        }
        return rows
    }

    private func add(_ change: RawStatement, isBack: Bool, to rows: inout DeliveredRows) {
        var values: [Int32] = []
        values.reserveCapacity(layer.fields.count)
        for column in 3..<Int32(3 + layer.fields.count) {
            values.append(change.text(column, into: &rows.texts))
        }
        if layer == .people, isBack { ErasedName.mark(&values, in: &rows) }
        rows.table.append(
            number: rows.table.count + 1, values: values,
            shape: table.hasGeometry
                ? LayerTable.shape(hex: change.text(Int32(3 + layer.fields.count))) : nil,
            texts: &rows.texts)
    }
}

/// What stands for the name of a person who comes back.
private enum ErasedName {
    /// The columns that the log of changes does not know.
    static let columns = Layer.people.fields.filter { !Layer.people.openFields.contains($0) }
        .map(\.column)

    static func mark(_ values: inout [Int32], in rows: inout DeliveredRows) {
        let fields = Layer.people.fields
        guard let name = fields.firstIndex(where: { $0.column == "name" }),
            let code = fields.firstIndex(where: { $0.column == "code" })
        else { return }
        values[name] = rows.texts.place(of: "〔姓名已删除〕")
        rows.findings.append(
            Finding(
                .fieldMissing, .warning, row: rows.table.count + 1,
                key: rows.texts.text(values[code]),
                english: """
                    The person comes back without name and number: what left the register is kept \
                    nowhere. Hand them in again if they may be kept.
                    """,
                chinese: "该人员恢复后没有姓名和电话：删除的个人信息不予保留，如确需保留请重新交付。",
                group: "erased"))
    }
}
