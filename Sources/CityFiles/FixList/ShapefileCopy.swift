import Foundation

/// Copies rows of a shapefile, or of a table alone, byte by byte: geometries, texts in whatever
/// encoding, widths of columns, `.prj` and `.cpg`.
struct ShapefileCopy: FixListCopy {
    private let opened: String
    private let texts: WrittenEncoding
    private let isTable: Bool

    /// The widest text that a table holds.
    private static let width = 254

    init(_ opened: String, _ texts: WrittenEncoding) {
        self.opened = opened
        self.texts = texts
        isTable = opened.lowercased().hasSuffix(".dbf")
    }

    var ending: String { isTable ? ".dbf" : ".shp" }

    func write(_ list: FixList, to path: String) throws -> [String] {
        let stem = String(path.dropLast(4))
        guard let tablePath = isTable ? opened : ShapefileSafety.tablePath(of: opened),
            let file = StoredBytes(tablePath), let table = DBaseTable(file)
        else { throw VectorFileError.broken(path: opened, detail: "no table") }
        let places = try self.places(of: list, file, table)
        let notes = try writeTable(list, places, (file, table), to: stem + ".dbf")
        if !isTable { try writeShapes(places, to: stem) }
        for ending in [".prj", ".cpg", ".dbt", ".fpt"] {
            try copy(ending, to: stem)
        }
        return notes
    }

    /// The record of each row: records that are marked as deleted are no rows.
    private func places(
        of list: FixList, _ file: StoredBytes, _ table: DBaseTable
    ) throws -> [Int] {
        let wanted = Set(list.entries.map(\.row))
        var records: [Int: Int] = [:]
        var row = 0
        var record = 0
        let many = max(1, (1 << 20) / max(1, table.recordWidth))
        while record < table.recordCount {
            let count = min(many, table.recordCount - record)
            let bytes = file.bytes(
                at: table.recordStart + record * table.recordWidth, count * table.recordWidth)
            for place in 0..<count where bytes.little(place * table.recordWidth, 1) != 0x2A {
                row += 1
                if wanted.contains(row) { records[row] = record + place }
            }
            record += count
        }
        return try list.entries.map { entry in
            guard let record = records[entry.row] else {
                throw VectorFileError.noRow(entry.row, path: opened)
            }
            return record
        }
    }

    private func writeTable(
        _ list: FixList, _ places: [Int], _ source: (file: StoredBytes, table: DBaseTable),
        to path: String
    ) throws -> [String] {
        let (file, table) = source
        var notes: [String] = []
        let headers = [FixList.headers.english, FixList.headers.chinese].map { Array($0.utf8) }
        var names = [headers[0]]
        if let chinese = texts.bytes(FixList.headers.chinese) {
            names.append(chinese)
        } else {
            notes.append("\(texts.name) has no Chinese: the reasons are in English alone.")
        }
        let kept = table.fields.indices.filter {
            !(headers + names).contains(table.fields[$0].name)
        }
        let fields =
            kept.map { table.fields[$0] }
            + names.map { DBaseTable.Field(text: $0, width: Self.width) }
        guard fields.reduce(1, { $0 + $1.width }) <= 0xFFFF else {
            throw VectorFileError.cannotWrite(path: path, detail: "its records are too wide")
        }
        let writer = try BytesWriter(path)
        try writer.write(table.header(fields: fields, recordCount: list.entries.count))
        for (entry, place) in zip(list.entries, places) {
            let record = file.bytes(
                at: table.recordStart + place * table.recordWidth, table.recordWidth)
            let parts = table.parts(of: record)
            try writer.write([0x20] + kept.flatMap { parts[$0] })
            try writer.write(padded(entry.english))
            if names.count > 1 { try writer.write(padded(entry.chinese)) }
        }
        try writer.write([0x1A])
        try writer.close()
        return notes
    }

    private func padded(_ text: String) -> [UInt8] {
        let bytes = texts.bytes(texts.cut(text, to: Self.width)) ?? []
        return bytes + [UInt8](repeating: 0x20, count: Self.width - bytes.count)
    }

    private func writeShapes(_ places: [Int], to stem: String) throws {
        let endings = [".shx", ".SHX", ".Shx"]
        guard let shapes = StoredBytes(opened),
            let index = endings.lazy.compactMap({ StoredBytes(opened.dropLast(4) + $0) }).first
        else { throw VectorFileError.broken(path: opened, detail: "no index") }
        let header = shapes.bytes(at: 0, 100)
        let records = places.map { place in
            let entry = index.bytes(at: 100 + 8 * place, 8)
            return shapes.bytes(at: 2 * entry.big(0, 4) + 8, 2 * entry.big(4, 4))
        }
        let size = records.reduce(100) { $0 + $1.count + 8 }
        let shapeWriter = try BytesWriter(stem + ".shp")
        let indexWriter = try BytesWriter(stem + ".shx")
        try shapeWriter.write(Self.header(header, size: size))
        try indexWriter.write(Self.header(header, size: 100 + 8 * records.count))
        var place = 100
        for (number, record) in records.enumerated() {
            let length = [UInt8](big: record.count / 2, 4)
            try indexWriter.write([UInt8](big: place / 2, 4) + length)
            try shapeWriter.write([UInt8](big: number + 1, 4) + length + record)
            place += record.count + 8
        }
        try shapeWriter.close()
        try indexWriter.close()
    }

    /// The header with another size. Its box stays that of the delivery, which holds all its rows.
    private static func header(_ header: [UInt8], size: Int) -> [UInt8] {
        var bytes = header
        bytes.replaceSubrange(24..<28, with: [UInt8](big: size / 2, 4))
        return bytes
    }

    private func copy(_ ending: String, to stem: String) throws {
        let endings = [ending, ending.uppercased(), ending.capitalized]
        guard let file = endings.lazy.compactMap({ StoredBytes(opened.dropLast(4) + $0) }).first
        else { return }
        let writer = try BytesWriter(stem + ending)
        var failure: (any Error)?
        file.forEachPiece { piece in
            do { try writer.write(Array(piece)) } catch { failure = error }
            return failure == nil
        }
        if let failure { throw failure }
        try writer.close()
    }
}

/// A new file that is written from its beginning to its end.
final class BytesWriter {
    private let path: String
    private let handle: FileHandle
    private var pending: [UInt8] = []

    init(_ path: String) throws(VectorFileError) {
        self.path = path
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw .cannotWrite(path: path, detail: "the file cannot be made") }
        self.handle = handle
    }

    func write(_ bytes: [UInt8]) throws(VectorFileError) {
        pending += bytes
        if pending.count > 1 << 20 { try flush() }
    }

    func close() throws(VectorFileError) {
        try flush()
        try? handle.close()
    }

    private func flush() throws(VectorFileError) {
        do {
            try handle.write(contentsOf: pending)
        } catch {
            throw .cannotWrite(path: path, detail: "the disk is full or not writable")
        }
        pending.removeAll(keepingCapacity: true)
    }
}
