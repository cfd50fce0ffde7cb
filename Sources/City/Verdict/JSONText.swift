/// JSON as bytes, written without asking types what they hold.
///
/// The text is what `JSONEncoder` writes for the same values with sorted keys; whoever writes an
/// object keeps its keys in order.
struct JSONText {
    private(set) var bytes: [UInt8] = []
    /// Whether the next value stands behind another one.
    private var needsComma = false

    /// A text for which room is kept beforehand.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Writes an object; `write` writes its keys and values.
    @inline(__always)
    mutating func object(_ write: (inout JSONText) -> Void) {
        open(UInt8(ascii: "{"))
        write(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array, each item by `write`.
    @inline(__always)
    mutating func array<Item>(_ items: [Item], _ write: (inout JSONText, Item) -> Void) {
        open(UInt8(ascii: "["))
        for item in items { write(&self, item) }
        close(UInt8(ascii: "]"))
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    @inline(__always)
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Writes a key, given as it stands in the text, with quotes and colon: `"code":`. A value must
    /// follow.
    @inline(__always)
    mutating func key(_ key: StaticString) {
        separate()
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        needsComma = false
    }

    /// Writes a text, or `null`.
    mutating func text(_ text: String?) {
        guard var text else { return null() }
        separate()
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            if utf8.contains(where: Self.isSpecial) {
                for byte in utf8 { append(escaping: byte) }
            } else {
                bytes.append(contentsOf: utf8)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(escaping byte: UInt8) {
        guard Self.isSpecial(byte) else { return bytes.append(byte) }
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x00..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: Array("u00".utf8))
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        default: bytes.append(byte)
        }
    }

    /// Writes a number, whole ones without a point, or `null`.
    mutating func number(_ number: Double?) {
        guard let number else { return null() }
        separate()
        var text = number.description
        text.withUTF8 { utf8 in
            let isWhole =
                utf8.count > 2 && utf8[utf8.count - 2] == UInt8(ascii: ".")
                && utf8[utf8.count - 1] == UInt8(ascii: "0")
            bytes.append(contentsOf: isWhole ? utf8.dropLast(2) : utf8[...])
        }
    }

    /// Writes a whole number.
    mutating func number(_ number: Int) {
        separate()
        bytes.append(contentsOf: number.description.utf8)
    }

    /// Writes `true` or `false`.
    mutating func bool(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Writes `null`.
    mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }
}
