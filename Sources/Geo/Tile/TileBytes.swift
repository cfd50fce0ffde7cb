/// Bytes that grow at their end, for the wire format of vector tiles.
///
/// Source: Protocol Buffers, "Encoding": varints, zigzag and length-delimited fields.
struct TileBytes: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 256) {
        self.capacity = max(capacity, 16)
        memory = .allocate(capacity: self.capacity)
    }

    deinit { memory.deallocate() }

    /// Empties the bytes and keeps their memory.
    mutating func removeAll() { count = 0 }

    /// Makes room for so many more bytes.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if count + more > capacity { grow(to: count + more) }
    }

    @inline(never)
    private mutating func grow(to needed: Int) {
        let larger = max(needed, capacity * 2)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: memory, count: count)
        memory.deallocate()
        memory = moved
        capacity = larger
    }

    /// The most bytes that a varint of 64 bits has.
    static let longestVarint = 10

    @inline(__always)
    mutating func append(varint value: UInt64) {
        reserve(Self.longestVarint)
        var rest = value
        while rest >= 128 {
            memory[count] = UInt8(truncatingIfNeeded: rest) | 128
            count += 1
            rest >>= 7
        }
        memory[count] = UInt8(truncatingIfNeeded: rest)
        count += 1
    }

    @inline(__always)
    mutating func append(varint value: Int) { append(varint: UInt64(value)) }

    /// A signed number, small ones of either sign short.
    @inline(__always)
    mutating func append(zigzag value: Int32) {
        append(varint: UInt64(UInt32(bitPattern: (value << 1) ^ (value >> 31))))
    }

    @inline(__always)
    mutating func append(byte: UInt8) {
        reserve(1)
        memory[count] = byte
        count += 1
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
        reserve(bytes.count)
        (memory + count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    mutating func append(_ other: borrowing TileBytes) {
        append(UnsafeBufferPointer(start: other.memory, count: other.count))
    }

    mutating func append(utf8 text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// A field that holds other bytes: its key, their number, they themselves.
    mutating func append(field key: UInt8, _ bytes: borrowing TileBytes) {
        append(byte: key)
        append(varint: bytes.count)
        append(bytes)
    }

    /// How many bytes a varint takes.
    @inline(__always)
    static func length(ofVarint value: UInt64) -> Int {
        value < 128 ? 1 : (70 - value.leadingZeroBitCount) / 7
    }

    /// A copy.
    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: memory, count: count)) }
}
