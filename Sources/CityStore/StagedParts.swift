import City
import Foundation
import GRDB
import Geo

/// The rows of a delivery in a staging file: whole columns as runs of bytes.
///
/// They are read back as a whole or not at all; what SQLite gives them is a file that is whole after
/// a crash.
struct StagedParts {
    private let db: Database
    /// SQLite takes a gigabyte at a time; shorter pieces need less memory.
    private static let pieceSize = 16 << 20

    init(_ db: Database) { self.db = db }

    func write(_ rows: DeliveredRows) throws {
        let table = rows.table
        let texts = rows.texts.parts
        try write("texts", texts.bytes)
        try write("starts", texts.starts)
        try write("numbers", table.numbers)
        try write("keys", table.keys)
        for (index, column) in table.columns.enumerated() { try write("column \(index)", column) }
        let shapes = table.shapes.parts
        try write("kinds", shapes.kinds)
        try write("points", shapes.points)
        var bytes = Data()
        var ends: [Int] = []
        for shape in shapes.others {
            bytes.append(SpatialBlob.encode(shape, keepsParts: true))
            ends.append(bytes.count)
        }
        try write("shapes", Array(bytes))
        try write("ends", ends)
        try write("samples", Array(try JSONEncoder().encode(rows.samples)))
        try write("absent", Array(try JSONEncoder().encode(rows.absences)))
    }

    /// The rows, or `nil` if the parts do not belong together.
    func read(_ layer: Layer) throws -> DeliveredRows? {
        guard let texts = TextPool(bytes: try read("texts"), starts: try read("starts")) else {
            return nil
        }
        let bytes = Data(try read("shapes") as [UInt8])
        var others: [Shape] = []
        var start = 0
        for end in try read("ends") as [Int] {
            guard (start...bytes.count).contains(end),
                let shape = SpatialBlob.decode(Data(bytes[start..<end]))
            else { return nil }
            others.append(shape)
            start = end
        }
        guard
            let shapes = ShapeColumn(
                kinds: try read("kinds"), points: try read("points"), others: others),
            let table = RowTable(
                layer: layer, numbers: try read("numbers"), keys: try read("keys"),
                columns: try layer.fields.indices.map { try read("column \($0)") },
                shapes: shapes, texts: texts)
        else { return nil }
        var rows = DeliveredRows(layer: layer)
        rows.table = table
        rows.texts = texts
        rows.samples = try JSONDecoder().decode(
            [DatumSample].self, from: Data(try read("samples") as [UInt8]))
        rows.absences = try JSONDecoder().decode(
            [DeliveredRows.Absence].self, from: Data(try read("absent") as [UInt8]))
        return rows
    }

    private func write(_ name: String, _ elements: [some BitwiseCopyable]) throws {
        let insert = try db.cachedStatement(sql: "INSERT INTO part (name, bytes) VALUES (?, ?)")
        try elements.withUnsafeBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: Self.pieceSize) {
                let piece = bytes[start..<min(start + Self.pieceSize, bytes.count)]
                try insert.execute(arguments: [name, Data(piece)])
            }
        }
    }

    private func read<Element: BitwiseCopyable>(_ name: String) throws -> [Element] {
        let cursor = try Row.fetchCursor(
            db, sql: "SELECT bytes FROM part WHERE name = ? ORDER BY id", arguments: [name])
        var bytes = Data()
        while let row = try cursor.next() {
            try row.withUnsafeData(atIndex: 0) { if let piece = $0 { bytes.append(piece) } }
        }
        let count = bytes.count / MemoryLayout<Element>.stride
        return [Element](unsafeUninitializedCapacity: count) { memory, filled in
            _ = bytes.copyBytes(to: UnsafeMutableRawBufferPointer(memory))
            filled = count
        }
    }
}
