import Foundation

/// JSON written as it comes, so that a report of any length takes no more memory than a chunk.
struct JSONStream {
    var bytes: ByteStream
    /// Whether the next item stands behind another one.
    private var needsComma = false

    init(_ bytes: ByteStream) { self.bytes = bytes }

    /// Writes an object; `write` writes its members.
    mutating func object(_ write: (inout JSONStream) throws -> Void) rethrows {
        try container("{", "}", write)
    }

    /// Writes an array; `write` writes its items.
    mutating func array(_ write: (inout JSONStream) throws -> Void) rethrows {
        try container("[", "]", write)
    }

    private mutating func container(
        _ open: StaticString, _ close: StaticString, _ write: (inout JSONStream) throws -> Void
    ) rethrows {
        separate()
        bytes.append(open)
        needsComma = false
        try write(&self)
        bytes.append(close)
        needsComma = true
    }

    /// Begins a line of its own for the next item.
    mutating func line() {
        separate()
        bytes.append("\n")
        needsComma = false
    }

    /// Begins the line on which the container closes: nothing follows.
    mutating func lastLine() {
        bytes.append("\n")
        needsComma = false
    }

    /// Writes the name of a member, whose value follows.
    mutating func key(_ name: StaticString) {
        separate()
        bytes.append("\"")
        bytes.append(name)
        bytes.append("\":")
        needsComma = false
    }

    mutating func text(_ text: String) {
        separate()
        bytes.append("\"")
        for byte in text.utf8 { append(escaping: byte) }
        bytes.append("\"")
    }

    mutating func number(_ number: Int) { raw(String(number)) }

    mutating func null() { raw("null") }

    /// Writes what is JSON already.
    mutating func raw(_ json: String) {
        separate()
        bytes.append(json)
    }

    /// Writes a small value by its own encoding.
    mutating func value(_ value: some Encodable) throws {
        raw(String(decoding: try JSON.compact.encode(value), as: UTF8.self))
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func append(escaping byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append("\\\"")
        case UInt8(ascii: "\\"): bytes.append("\\\\")
        case 0x0A: bytes.append("\\n")
        case 0x0D: bytes.append("\\r")
        case 0x09: bytes.append("\\t")
        case 0..<0x20:
            let digits = String(byte, radix: 16)
            bytes.append("\\u00" + (digits.count == 1 ? "0" : "") + digits)
        default: bytes.append(byte)
        }
    }
}
