import City
import Foundation
import GRDB
import Geo

/// The SQL of one layer's table, derived from the layer's description.
struct LayerTable {
    let layer: Layer

    /// Whether the table has a geometry.
    var hasGeometry: Bool { layer.geometry != .none }

    /// Whether single lines and polygons are written as multi-part ones.
    var keepsParts: Bool { layer.geometry != .any }

    /// The columns that a row is made of: key, fields, geometry.
    var columns: [String] {
        ["row_key"] + layer.fields.map(\.column) + (hasGeometry ? ["geometry"] : [])
    }

    var columnList: String { columns.joined(separator: ", ") }

    /// Reads a row that begins at a column of a result.
    func row(_ row: Row, at start: Int = 1) -> LayerRow {
        let values = layer.fields.indices.map { Self.text(row[start + $0] as DatabaseValue) }
        let blob = hasGeometry ? row[start + layer.fields.count] as Data? : nil
        return LayerRow(values: values, shape: blob.flatMap(SpatialBlob.decode))
    }

    /// The canonical text of a stored value: numbers come back as Swift writes them.
    private static func text(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null, .blob: nil
        case .string(let text): text
        case .int64(let number): String(number)
        case .double(let number): String(number)
        }
    }

    /// Every row in the order of keys, or those for which a condition holds.
    func rows(_ db: Database, where condition: String = "TRUE") throws -> [LayerRow] {
        let cursor = try Row.fetchCursor(
            db,
            sql: "SELECT \(columnList) FROM \(layer.table) WHERE \(condition) ORDER BY row_key")
        var rows: [LayerRow] = []
        while let next = try cursor.next() { rows.append(row(next)) }
        return rows
    }

    /// The columns that the log of changes and the hashes of editions know.
    var kept: [String] { layer.openFields.map(\.column) }

    /// The row as the change log keeps it: JSON of an alias's columns, with the geometry in hex.
    ///
    /// Of people names and numbers are not kept: they stand in one erasable table alone.
    func json(of alias: String) -> String {
        var pairs = kept.map { "'\($0)', \(alias).\($0)" }
        if hasGeometry { pairs.append("'geometry', hex(\(alias).geometry)") }
        return "json_object(\(pairs.joined(separator: ", ")))"
    }

    /// Every row as it stood in an earlier edition: today's rows with all later changes undone.
    ///
    /// Names and numbers of people are not in the log of changes; a row of theirs that changed
    /// since comes back without.
    func rows(asOf edition: Int, _ db: Database) throws -> [LayerRow] {
        var rows = Dictionary(
            try self.rows(db).map { ($0.key(in: layer), $0) }, uniquingKeysWith: { $1 })
        for (key, before) in try undone(after: edition, db) { rows[key] = before }
        return rows.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The rows that changed after an edition, by key, as they stood in it; `nil` for those that it
    /// did not have.
    func undone(after edition: Int, _ db: Database) throws -> [String: LayerRow?] {
        var before: [String: LayerRow?] = [:]
        let changes = try Row.fetchCursor(
            db,
            sql: """
                SELECT row_key, before FROM change
                WHERE layer = ? AND edition > ? ORDER BY id DESC
                """,
            arguments: [layer.name, edition])
        while let change = try changes.next() {
            before.updateValue(try (change[1] as String?).map(row(json:)), forKey: change[0])
        }
        return before
    }

    /// Reads what ``json(of:)`` wrote.
    func row(json: String) throws -> LayerRow {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let values = layer.fields.map { field -> String? in
            switch object?[field.column] {
            case let text as String: text
            case let number as NSNumber:
                field.kind == .decimal || field.kind == .metres
                    ? String(number.doubleValue) : number.stringValue
            default: nil
            }
        }
        let blob = (object?["geometry"] as? String).flatMap { Data(hex: $0) }
        return LayerRow(values: values, shape: blob.flatMap(SpatialBlob.decode))
    }
}

extension Data {
    /// The bytes of a text in hex, or `nil` if it is none.
    fileprivate init?(hex: String) {
        let digits = hex.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
        let values = digits.compactMap(\.self)
        self.init(
            stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] * 16 + values[$0 + 1]) }
        )
    }
}
