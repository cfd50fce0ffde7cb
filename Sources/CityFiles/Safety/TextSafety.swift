/// What a delivered text may be.
enum TextSafety {
    /// The endings of texts in which a zero byte ends what GDAL reads, without a word.
    static let endings = [".csv", ".tsv", ".txt", ".json", ".geojson", ".geojsonl", ".dxf", ".mif"]

    /// Whether a text has zero bytes, and where.
    static func checkZeroBytes(_ file: StoredBytes) throws(FileObjection) {
        var line = 1
        var found = false
        file.forEachPiece { piece in
            guard let zero = piece.firstIndex(of: 0) else {
                line += piece.count { $0 == UInt8(ascii: "\n") }
                return true
            }
            line += piece[..<zero].count { $0 == UInt8(ascii: "\n") }
            found = true
            return false
        }
        if found { throw .zeroBytes(line: line) }
    }

    /// Whether every record ends: GDAL would hold what a quotation encloses in memory, were it all
    /// of the file.
    static func checkRecords(_ file: StoredBytes) throws(FileObjection) {
        var isQuoted = false
        var (line, firstLine) = (1, 1)
        var (place, start) = (0, 0)
        var isEndless = false
        file.forEachPiece { piece in
            for byte in piece {
                place += 1
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                guard byte == UInt8(ascii: "\n") else { continue }
                line += 1
                if !isQuoted { (start, firstLine) = (place, line) }
            }
            isEndless = place - start > FileSafety.Limit.recordBytes
            return !isEndless
        }
        if isEndless {
            throw .endlessRecord(line: firstLine, limit: FileSafety.Limit.recordBytes)
        }
    }

    /// Whether a file begins as XML does, in UTF-8 or UTF-16.
    static func isXML(_ start: [UInt8]) -> Bool {
        let text = start.filter { $0 != 0 }.drop {
            [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x20, 0x09, 0x0A, 0x0D].contains($0)
        }
        return text.first == UInt8(ascii: "<")
    }

    /// Whether an XML file declares a document type: entities that name each other let a file of a
    /// kilobyte grow to gigabytes, or bring in other files.
    ///
    /// A declaration stands before the first element, among comments and instructions.
    static func checkXML(_ file: StoredBytes, name: String) throws(FileObjection) {
        let bytes = file.bytes(at: 0, 1 << 20)
        // Zero bytes are left out, so that UTF-16 reads as ASCII does.
        var prolog = Substring(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
        while true {
            guard let open = prolog.utf8.firstIndex(of: UInt8(ascii: "<")) else {
                if bytes.count < 1 << 20 { return }
                break
            }
            prolog = prolog[open...]
            let isComment = prolog.hasPrefix("<!--")
            if !isComment, prolog.hasPrefix("<!") { break }
            guard isComment || prolog.hasPrefix("<?") else { return }
            guard let end = prolog.firstRange(of: isComment ? "-->" : "?>") else { break }
            prolog = prolog[end.upperBound...]
        }
        throw .declaresEntities(name.split(separator: "/").last.map(String.init) ?? name)
    }

    /// Whether a MapInfo table stands for others: a view or a seamless table names their paths.
    static func checkTAB(_ file: StoredBytes) throws(FileObjection) {
        let text = String(decoding: file.bytes(at: 0, 1 << 20), as: UTF8.self).lowercased()
        let words = text.filter { !$0.isWhitespace }
        guard !words.contains("createview"), !words.contains("\\isseamless\"=\"true\""),
            !words.contains("opentable")
        else { throw .namesOtherFiles }
    }
}
