/// Comma-separated text after RFC 4180: quoted fields may hold commas, quotes and line breaks.
enum SeparatedText {
    /// One record as a line.
    static func line(_ fields: [String]) -> String {
        var bytes: [UInt8] = []
        append(fields, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds one record as a line.
    static func append(_ fields: [String], to bytes: inout [UInt8]) {
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(field, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private static func append(_ field: String, to bytes: inout [UInt8]) {
        var field = field
        field.withUTF8 { utf8 in
            guard utf8.contains(where: needsQuotes) else {
                bytes.append(contentsOf: utf8)
                return
            }
            bytes.append(UInt8(ascii: "\""))
            for byte in utf8 {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
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
        var text = text
        try text.withUTF8 { utf8 in
            var reader = Reader(utf8)
            while let record = try reader.next() {
                if record.fields != [""] { try visit(record) }
            }
        }
    }

    private struct Reader {
        private let bytes: UnsafeBufferPointer<UInt8>
        private var position: Int
        private var line = 1

        init(_ bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
            position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        }

        mutating func next() throws -> Record? {
            guard position < bytes.count else { return nil }
            var record = Record(line: line, fields: [])
            record.fields.reserveCapacity(8)
            repeat { record.fields.append(try field(of: record.line)) } while takes(",")
            if takes("\r"), position == bytes.count { return record }
            if takes("\n") { line += 1 }
            return record
        }

        private mutating func takes(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
                return false
            }
            position += 1
            return true
        }

        private func endsField(_ byte: UInt8, at place: Int) -> Bool {
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
                || (byte == UInt8(ascii: "\r")
                    && (place + 1 == bytes.count || bytes[place + 1] == UInt8(ascii: "\n")))
        }

        private mutating func field(of record: Int) throws -> String {
            let start = position
            while position < bytes.count, !endsField(bytes[position], at: position) {
                if bytes[position] == UInt8(ascii: "\""), position == start {
                    return try quoted(in: record)
                }
                position += 1
            }
            return String(
                decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        }

        /// A field in quotes; what stands behind the closing one is taken as it is.
        private mutating func quoted(in record: Int) throws -> String {
            position += 1
            var field: [UInt8] = []
            while true {
                guard position < bytes.count else {
                    throw CityServiceError.quoteOpen(line: record)
                }
                let byte = bytes[position]
                position += 1
                if byte != UInt8(ascii: "\"") {
                    if byte == UInt8(ascii: "\n") { line += 1 }
                    field.append(byte)
                } else if position < bytes.count, bytes[position] == byte {
                    field.append(byte)
                    position += 1
                } else {
                    break
                }
            }
            while position < bytes.count, !endsField(bytes[position], at: position) {
                field.append(bytes[position])
                position += 1
            }
            return String(decoding: field, as: UTF8.self)
        }
    }
}
