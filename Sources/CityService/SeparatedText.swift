/// Comma-separated text after RFC 4180: quoted fields may hold commas, quotes and line breaks.
enum SeparatedText {
    /// One record as a line.
    static func line(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\n"
    }

    private static func quoted(_ field: String) -> String {
        let needsQuotes = field.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
                || $0 == UInt8(ascii: "\r")
        }
        guard needsQuotes else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }

    /// A record of a text, with the line on which it begins, counted from 1.
    struct Record {
        var line: Int
        var fields: [String]
    }

    /// Calls `visit` with every record; empty lines are none, and a byte order mark is let fall.
    ///
    /// - Throws: ``CityServiceError/quoteOpen(line:)``, or what `visit` throws.
    static func forEachRecord(of text: String, _ visit: (Record) throws -> Void) throws {
        var bytes = Array(text.utf8)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        var line = 1
        while !bytes.isEmpty {
            let start = line
            let (fields, isClosed) = takeRecord(&bytes, &line)
            guard isClosed else { throw CityServiceError.quoteOpen(line: start) }
            if fields != [""] { try visit(Record(line: start, fields: fields)) }
        }
    }

    private static func takeRecord(
        _ bytes: inout ArraySlice<UInt8>, _ line: inout Int
    ) -> (fields: [String], isClosed: Bool) {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && bytes.first == byte:
                field.append(byte)
                bytes.removeFirst()
            case UInt8(ascii: "\"") where isQuoted || field.isEmpty:
                isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            case UInt8(ascii: "\n") where !isQuoted:
                line += 1
                if field.last == UInt8(ascii: "\r") { field.removeLast() }
                return (fields + [String(decoding: field, as: UTF8.self)], true)
            default:
                if byte == UInt8(ascii: "\n") { line += 1 }
                field.append(byte)
            }
        }
        return (fields + [String(decoding: field, as: UTF8.self)], !isQuoted)
    }
}
