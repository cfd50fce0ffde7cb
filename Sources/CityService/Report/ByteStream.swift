/// Bytes on their way out: gathered, and handed on before they become many.
///
/// Whoever writes calls ``pass()`` between one thing and the next, so that only there anything can
/// fail.
struct ByteStream {
    private var bytes: [UInt8] = []
    private let write: ([UInt8]) throws -> Void

    /// How many bytes are gathered before they are handed on.
    static let chunk = 65_536

    /// A stream into a function.
    init(to write: @escaping ([UInt8]) throws -> Void) {
        self.write = write
        bytes.reserveCapacity(Self.chunk + 4096)
    }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Adds a comma-separated record as a line.
    mutating func appendRecord(_ fields: [String]) { SeparatedText.append(fields, to: &bytes) }

    /// Hands on what is gathered, if it is enough.
    mutating func pass() throws {
        if bytes.count >= Self.chunk { try finish() }
    }

    /// Hands on whatever is left.
    mutating func finish() throws {
        guard !bytes.isEmpty else { return }
        try write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
