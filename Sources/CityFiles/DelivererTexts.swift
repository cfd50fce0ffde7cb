import CGDAL
import Foundation

/// The raw bytes of a file's texts, for formats that do not state their encoding reliably.
///
/// Read through GDAL's file system, so that zipped files work alike.
enum DelivererTexts {
    /// How much of a file is looked at in one run, and how many further runs are spread over the
    /// rest.
    private static let firstRun = 4 << 20
    private static let laterRun = 256 << 10
    private static let laterRuns = 16

    /// Texts of a DBF table: its field names and, of a large table, some of its records from the
    /// beginning and all over the rest; without the binary header.
    ///
    /// Source: the dBASE III layout; records of the length in bytes 10–11 begin at the offset in
    /// bytes 8–9, field descriptors of 32 bytes follow the first 32, their names are the first 11
    /// bytes of each.
    static func ofDBF(besides shapefile: String) -> [UInt8] {
        let endings = [".dbf", ".DBF", ".Dbf"]
        guard let file = endings.lazy.compactMap({ RawFile(shapefile.dropLast(4) + $0) }).first
        else { return [] }
        let header = file.bytes(from: 0, count: 65_536)
        guard header.count > 32 else { return [] }
        let start = Int(header[8]) | Int(header[9]) << 8
        let length = max(1, Int(header[10]) | Int(header[11]) << 8)
        var texts: [UInt8] = []
        var descriptor = 32
        while descriptor + 32 <= min(start, header.count), header[descriptor] != 0x0D {
            texts += header[descriptor..<descriptor + 11].prefix { $0 != 0 }
            texts.append(UInt8(ascii: " "))
            descriptor += 32
        }
        for run in runs(from: start, to: file.size, step: length) {
            texts += file.bytes(from: run.lowerBound, count: run.count).map {
                $0 == 0x1A ? UInt8(ascii: " ") : $0
            }
        }
        return texts
    }

    /// Which parts of a file are looked at; all begin and end on a multiple of `step`.
    private static func runs(from start: Int, to end: Int, step: Int) -> [Range<Int>] {
        func aligned(_ offset: Int) -> Int { start + (offset - start) / step * step }
        guard start < end else { return [] }
        let first = start..<min(end, aligned(start + firstRun + step))
        guard first.upperBound < end else { return [first] }
        let rest = end - first.upperBound
        let later = (1...laterRuns).map { number -> Range<Int> in
            let from = aligned(first.upperBound + rest * (number - 1) / laterRuns)
            return max(from, first.upperBound)..<min(end, aligned(from + laterRun + step))
        }
        return [first] + later.filter { !$0.isEmpty }
    }

    /// Texts of a text file, without a byte order mark: of a large one whole lines from the
    /// beginning and all over the rest.
    static func ofText(_ path: String) -> [UInt8] {
        guard let file = RawFile(path) else { return [] }
        var texts: [UInt8] = []
        for run in runs(from: 0, to: file.size, step: 1) {
            var bytes = file.bytes(from: run.lowerBound, count: run.count)[...]
            if run.lowerBound == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
                bytes = bytes.dropFirst(3)
            }
            let newline = UInt8(ascii: "\n")
            if run.lowerBound > 0 { bytes = bytes.drop { $0 != newline } }
            if run.upperBound < file.size, let end = bytes.lastIndex(of: newline) {
                bytes = bytes[..<end]
            }
            texts += bytes
        }
        return texts
    }

    /// The line on which each record of a separated text begins, counted from 1: empty lines are no
    /// records, and quoted texts may run over several lines.
    static func recordLines(ofText path: String) -> [Int] {
        guard let file = RawFile(path) else { return [] }
        var counter = RecordCounter()
        var offset = 0
        while offset < file.size {
            let piece = file.bytes(from: offset, count: 1 << 20)
            if piece.isEmpty { break }
            offset += piece.count
            for byte in piece { counter.add(byte) }
        }
        return counter.finish()
    }

    private struct RecordCounter {
        private var lines: [Int] = []
        private var line = 1
        private var start = 1
        private var isQuoted = false
        private var isEmpty = true

        mutating func add(_ byte: UInt8) {
            if isFirst, [0xEF, 0xBB, 0xBF].contains(byte) { return }
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                if isQuoted { return }
                endRecord()
                start = line
            case UInt8(ascii: "\r"): return
            case UInt8(ascii: "\""):
                isQuoted.toggle()
                isEmpty = false
            default: isEmpty = false
            }
        }

        /// Whether nothing but a byte order mark was met.
        private var isFirst: Bool { lines.isEmpty && isEmpty && line == 1 }

        private mutating func endRecord() {
            if !isEmpty { lines.append(start) }
            isEmpty = true
        }

        mutating func finish() -> [Int] {
            endRecord()
            return lines
        }
    }

    /// The encoding that a `.cpg` file beside a shapefile names.
    static func declared(besides shapefile: String) -> String? {
        let text = String(
            decoding: contents(besides: shapefile, endings: [".cpg", ".CPG", ".Cpg"]),
            as: UTF8.self
        ).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : text
    }

    /// The first file beside a shapefile that is there and not empty.
    private static func contents(besides shapefile: String, endings: [String]) -> [UInt8] {
        endings.lazy.map { contents(shapefile.dropLast(4) + $0) }.first { !$0.isEmpty } ?? []
    }

    private static func contents(_ path: String) -> [UInt8] {
        RawFile(path).map { $0.bytes(from: 0, count: min($0.size, 1 << 16)) } ?? []
    }
}

/// A file open for reading through GDAL's file system.
private final class RawFile {
    private let file: UnsafeMutablePointer<VSILFILE>
    /// How many bytes it has.
    let size: Int

    init?(_ path: String) {
        guard let file = VSIFOpenL(path, "rb") else { return nil }
        self.file = file
        VSIFSeekL(file, 0, SEEK_END)
        size = Int(VSIFTellL(file))
    }

    deinit { VSIFCloseL(file) }

    /// Some bytes from an offset on, fewer where the file ends.
    func bytes(from offset: Int, count: Int) -> [UInt8] {
        let count = max(0, min(count, size - offset))
        VSIFSeekL(file, vsi_l_offset(offset), SEEK_SET)
        return [UInt8](unsafeUninitializedCapacity: count) { memory, filled in
            filled = VSIFReadL(memory.baseAddress, 1, count, file)
        }
    }
}
