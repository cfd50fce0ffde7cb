/// A part of an index that can be written as bytes and used from them without parsing.
public protocol Packed: Sendable {
    /// Takes the parts in the order in which they were written.
    init(from reader: inout PackedReader) throws(PackedError)

    /// Writes the parts one after another.
    func write(to writer: inout PackedWriter) throws
}

/// A reason why bytes are not what this program wrote.
public enum PackedError: Error, Hashable, Sendable {
    /// The bytes end before what they announce.
    case cutShort
    /// Elements have another size than this program gives them.
    case otherLayout
}

/// Writes packed arrays one after another, each aligned, in this machine's byte order.
public struct PackedWriter {
    private let sink: (UnsafeRawBufferPointer) throws -> Void

    /// A writer that hands every run of bytes to `sink`.
    public init(to sink: @escaping (UnsafeRawBufferPointer) throws -> Void) { self.sink = sink }

    /// Writes an array: how many elements, how large each, the elements, and zeros up to the next
    /// multiple of 16 bytes.
    public mutating func write<Element>(_ array: PackedArray<Element>) throws {
        let head = [UInt64(array.count), UInt64(MemoryLayout<Element>.stride)]
        try head.withUnsafeBytes(sink)
        let bytes = UnsafeRawBufferPointer(array.elements)
        if !bytes.isEmpty { try sink(bytes) }
        let rest = (16 - bytes.count % 16) % 16
        if rest > 0 { try [UInt8](repeating: 0, count: rest).withUnsafeBytes(sink) }
    }

    /// Writes one plain value.
    public mutating func write(value: some BitwiseCopyable) throws {
        try write(PackedArray([value]))
    }

    /// Writes a text in UTF-8.
    public mutating func write(text: String) throws {
        try write(PackedArray(Array(text.utf8)))
    }
}

/// Takes packed arrays out of bytes in the order in which they were written.
public struct PackedReader {
    private let owner: PackedBytes
    private var position: Int

    /// A reader of bytes from a multiple of 16 on.
    public init(_ bytes: PackedBytes, from position: Int = 0) {
        owner = bytes
        self.position = position
    }

    /// The next array, which lies in the bytes themselves.
    public mutating func array<Element: BitwiseCopyable>(
        of type: Element.Type = Element.self
    ) throws(PackedError) -> PackedArray<Element> {
        let left = owner.bytes.count - position
        guard left >= 16 else { throw .cutShort }
        let count = owner.bytes.load(fromByteOffset: position, as: UInt64.self)
        let stride = owner.bytes.load(fromByteOffset: position + 8, as: UInt64.self)
        guard stride == UInt64(MemoryLayout<Element>.stride) else { throw .otherLayout }
        guard count <= UInt64(left - 16) / stride else { throw .cutShort }
        let size = Int(count * stride)
        let start = position + 16
        position = start + (size + 15) / 16 * 16
        guard size > 0 else { return PackedArray() }
        let bytes = UnsafeRawBufferPointer(rebasing: owner.bytes[start..<start + size])
        return PackedArray(owner: owner, elements: bytes.assumingMemoryBound(to: Element.self))
    }

    /// The next plain value.
    public mutating func value<Value: BitwiseCopyable>(
        of type: Value.Type = Value.self
    ) throws(PackedError) -> Value {
        let array = try array(of: Value.self)
        guard array.count == 1 else { throw .otherLayout }
        return array[0]
    }

    /// The next text.
    public mutating func text() throws(PackedError) -> String {
        String(decoding: try array(of: UInt8.self), as: UTF8.self)
    }
}
