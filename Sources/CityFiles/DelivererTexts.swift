import CGDAL
import Foundation

/// The raw bytes of a file's texts, for formats that do not state their encoding reliably.
///
/// Read through GDAL's file system, so that zipped files work alike.
enum DelivererTexts {
    /// The texts of a DBF table: its field names and records, without the binary header.
    ///
    /// Source: the dBASE III layout; records begin at the offset in bytes 8–9, field descriptors of
    /// 32 bytes follow the first 32, their names are the first 11 bytes of each.
    static func ofDBF(besides shapefile: String) -> [UInt8] {
        let bytes = contents(besides: shapefile, endings: [".dbf", ".DBF", ".Dbf"])
        guard bytes.count > 32 else { return [] }
        let start = Int(bytes[8]) | Int(bytes[9]) << 8
        var texts: [UInt8] = []
        var descriptor = 32
        while descriptor + 32 <= min(start, bytes.count), bytes[descriptor] != 0x0D {
            texts += bytes[descriptor..<descriptor + 11].prefix { $0 != 0 }
            texts.append(UInt8(ascii: " "))
            descriptor += 32
        }
        return texts + bytes.dropFirst(start).map { $0 == 0x1A ? UInt8(ascii: " ") : $0 }
    }

    /// The whole of a text file, without a byte order mark.
    static func ofText(_ path: String) -> [UInt8] {
        let bytes = contents(path)
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    /// The line on which each record of a separated text begins, counted from 1: empty lines are no
    /// records, and quoted texts may run over several lines.
    static func recordLines(ofText path: String) -> [Int] {
        var lines: [Int] = []
        var line = 1
        var start = 1
        var isQuoted = false
        var isEmpty = true
        func endRecord() {
            if !isEmpty { lines.append(start) }
            isEmpty = true
        }
        for byte in ofText(path) {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                if isQuoted { continue }
                endRecord()
                start = line
            case UInt8(ascii: "\r"): continue
            case UInt8(ascii: "\""):
                isQuoted.toggle()
                isEmpty = false
            default: isEmpty = false
            }
        }
        endRecord()
        return lines
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
        guard let file = VSIFOpenL(path, "rb") else { return [] }
        defer { VSIFCloseL(file) }
        VSIFSeekL(file, 0, SEEK_END)
        let size = Int(VSIFTellL(file))
        VSIFSeekL(file, 0, SEEK_SET)
        var bytes = [UInt8](repeating: 0, count: size)
        let read = bytes.withUnsafeMutableBytes { VSIFReadL($0.baseAddress, 1, size, file) }
        return Array(bytes.prefix(read))
    }
}
