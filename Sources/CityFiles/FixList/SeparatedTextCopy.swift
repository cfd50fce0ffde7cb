/// Copies rows of a separated text byte by byte: its encoding, separator, quotes and line ends.
struct SeparatedTextCopy: FixListCopy {
    private let opened: String
    private let texts: WrittenEncoding

    init(_ opened: String, _ texts: WrittenEncoding) {
        self.opened = opened
        self.texts = texts
    }

    var ending: String { opened.lowercased().contains(".tsv") ? ".tsv" : ".csv" }

    func write(_ list: FixList, to path: String) throws -> [String] {
        guard let file = StoredBytes(opened) else { throw VectorFileError.noFile(path: opened) }
        let wanted = Set(list.entries.map(\.row))
        var header: SeparatedRecord?
        var records: [Int: SeparatedRecord] = [:]
        SeparatedRecord.forEach(in: file) { record in
            if header == nil {
                header = record
            } else if wanted.contains(record.line) {
                records[record.line] = record
            }
        }
        guard let header else { throw VectorFileError.emptyFile(path: opened) }
        let writer = try BytesWriter(path)
        let separator = header.separator
        let names = header.parts(separator)
        let added = [FixList.headers.english, FixList.headers.chinese].compactMap {
            texts.bytes($0)
        }
        let kept = names.indices.filter { !added.contains(SeparatedRecord.unquoted(names[$0])) }
        func line(_ record: SeparatedRecord, _ more: [[UInt8]]) -> [UInt8] {
            let parts = record.parts(separator)
            let own = kept.map { parts.indices.contains($0) ? parts[$0] : [] }
            return Array((own + more).joined(separator: [separator])) + header.lineEnd
        }
        try writer.write(line(header, added))
        for entry in list.entries {
            guard let record = records[entry.row] else {
                throw VectorFileError.noRow(entry.row, path: opened)
            }
            let reasons = [entry.english, entry.chinese].prefix(added.count).map(quoted)
            try writer.write(line(record, Array(reasons)))
        }
        try writer.close()
        guard added.count == 2 else {
            return ["\(texts.name) has no Chinese: the reasons are in English alone."]
        }
        return []
    }

    private func quoted(_ text: String) -> [UInt8] {
        let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
        return texts.bytes(texts.replacingUnmappable(in: quoted)) ?? Array("\"\"".utf8)
    }
}

/// A record of a separated text as it stands there.
struct SeparatedRecord {
    /// The line on which it begins, counted from 1.
    let line: Int
    /// Its bytes without the end of its last line.
    let bytes: [UInt8]
    let lineEnd: [UInt8]

    private static let quote = UInt8(ascii: "\"")

    /// Calls `body` with every record that is not an empty line. Memory is one record.
    static func forEach(in file: StoredBytes, _ body: (SeparatedRecord) -> Void) {
        var line = 1
        var start = 1
        var isQuoted = false
        var bytes: [UInt8] = []
        func end(_ lineEnd: [UInt8]) {
            var end = lineEnd
            if bytes.last == 13 {
                bytes.removeLast()
                end = [13] + end
            }
            if !bytes.isEmpty { body(SeparatedRecord(line: start, bytes: bytes, lineEnd: end)) }
            bytes.removeAll(keepingCapacity: true)
        }
        file.forEachPiece { piece in
            for byte in piece {
                if byte == 10 {
                    line += 1
                    if !isQuoted {
                        end([10])
                        start = line
                        continue
                    }
                } else if byte == quote {
                    isQuoted.toggle()
                }
                bytes.append(byte)
            }
            return true
        }
        end([10])
    }

    /// The separator that a header shows: the one that stands in it most often outside quotes.
    var separator: UInt8 {
        let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let counts = candidates.map { parts($0).count }
        let most = counts.max() ?? 0
        return zip(candidates, counts).first { $0.1 == most }?.0 ?? UInt8(ascii: ",")
    }

    /// The parts between separators, quotes and all.
    ///
    /// No byte of a Chinese character in GB18030 or Big5 is a comma, semicolon, tab or quote.
    func parts(_ separator: UInt8) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var part: [UInt8] = []
        var isQuoted = false
        for byte in bytes {
            if byte == Self.quote { isQuoted.toggle() }
            if byte == separator, !isQuoted {
                parts.append(part)
                part = []
            } else {
                part.append(byte)
            }
        }
        return parts + [part]
    }

    /// A part without quotes, spaces around it and the mark of byte order.
    static func unquoted(_ part: [UInt8]) -> [UInt8] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = part.starts(with: mark) ? Array(part.dropFirst(3)) : part
        return bytes.filter { $0 != quote && $0 != 0x20 }
    }
}
