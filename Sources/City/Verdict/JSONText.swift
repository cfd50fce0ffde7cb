/// JSON as bytes, written without asking types what they hold.
///
/// The text is what `JSONEncoder` writes for the same values with sorted keys; whoever writes an
/// object keeps its keys in order.
struct JSONText: ~Copyable {
    private var buffer: UnsafeMutableBufferPointer<UInt8>
    private var count = 0
    /// Whether the next value stands behind another one.
    private var needsComma = false

    /// A text for which room is kept beforehand.
    init(capacity: Int) { buffer = .allocate(capacity: max(capacity, 256)) }

    deinit { buffer.deallocate() }

    /// The text in UTF-8.
    var bytes: [UInt8] { Array(buffer[..<count]) }

    /// Makes room for more bytes.
    @inline(__always)
    private mutating func reserve(_ more: Int) {
        guard count + more > buffer.count else { return }
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(
            capacity: max(buffer.count * 2, count + more))
        _ = larger.update(fromContentsOf: buffer[..<count])
        buffer.deallocate()
        buffer = larger
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) {
        reserve(1)
        buffer[count] = byte
        count += 1
    }

    @inline(__always)
    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(bytes.count)
        for byte in bytes {
            buffer[count] = byte
            count += 1
        }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append($0) }
    }

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
        append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        append(bracket)
        needsComma = true
    }

    @inline(__always)
    private mutating func separate() {
        if needsComma { append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Writes a key, given as it stands in the text, with quotes and colon: `"code":`. A value must
    /// follow.
    @inline(__always)
    mutating func key(_ key: StaticString) {
        separate()
        key.withUTF8Buffer { append($0) }
        needsComma = false
    }

    /// Writes a key that only the running program knows. A value must follow.
    mutating func key(named name: String) {
        text(name)
        append(":")
        needsComma = false
    }

    /// Writes a text, or `null`.
    mutating func text(_ text: String?) {
        guard var text else { return null() }
        separate()
        append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            if utf8.contains(where: Self.isSpecial) {
                for byte in utf8 { append(escaping: byte) }
            } else {
                append(utf8)
            }
        }
        append(UInt8(ascii: "\""))
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(escaping byte: UInt8) {
        guard Self.isSpecial(byte) else { return append(byte) }
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x00..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            append("u00")
            append(digits[Int(byte >> 4)])
            append(digits[Int(byte & 15)])
        default: append(byte)
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
            append(UnsafeBufferPointer(rebasing: isWhole ? utf8.dropLast(2) : utf8[...]))
        }
    }

    /// Writes a whole number.
    mutating func number(_ number: Int) {
        separate()
        var text = number.description
        text.withUTF8 { append($0) }
    }

    /// Writes `true` or `false`.
    mutating func bool(_ value: Bool) {
        separate()
        append(value ? "true" : "false")
    }

    /// Writes `null`.
    mutating func null() {
        separate()
        append("null")
    }
}
