/// Texts, each different one kept once and known by its place.
///
/// A census says the same few thousand words in millions of cells. Here a cell is four bytes, two
/// texts are equal if their places are, and what a rule finds out about a text it finds out once.
///
/// Texts are runs of bytes: a pool of a file's raw texts works like one of canonical UTF-8. Finding
/// the place of a text is O(length); places are given in the order of first appearance and never
/// change. The hash is seeded afresh for every pool, so that no file can be made to fill one slot.
public struct TextPool: Sendable {
    /// The place that stands for no text.
    public static let none: Int32 = -1

    private var bytes: [UInt8] = []
    /// Where each text begins; one more entry marks the end.
    private var starts: [Int] = [0]
    private var hashes: [UInt32] = []
    /// Open addressing: the place of a text, or −1; a power of two of them, never more than half
    /// full.
    private var slots = [Int32](repeating: -1, count: 64)
    private let seed = UInt64.random(in: 1...UInt64.max)

    /// No text yet.
    public init() {}

    /// How many different texts there are.
    public var count: Int { hashes.count }

    /// The place of a text, which is given one if it has none.
    public mutating func place(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = Self.hash(text, seed: seed)
        let slot = slot(of: text, hash)
        if slots[slot] >= 0 { return slots[slot] }
        let place = Int32(hashes.count)
        slots[slot] = place
        bytes.append(contentsOf: text)
        starts.append(bytes.count)
        hashes.append(hash)
        if hashes.count * 2 > slots.count { grow() }
        return place
    }

    /// The place of a text, which is given one if it has none.
    public mutating func place(of text: String) -> Int32 {
        var text = text
        return text.withUTF8 { place(of: $0) }
    }

    /// The place of a text, or ``none``.
    public mutating func place(of text: String?) -> Int32 {
        guard let text else { return Self.none }
        return place(of: text)
    }

    /// The place of a text that is there, or ``none``.
    public func known(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        slots[slot(of: text, Self.hash(text, seed: seed))]
    }

    /// The place of a text that is there, or ``none``.
    public func known(_ text: String) -> Int32 {
        var text = text
        return text.withUTF8 { known($0) }
    }

    /// The text at a place.
    public subscript(place: Int32) -> String {
        withUTF8(place) { String(decoding: $0, as: UTF8.self) }
    }

    /// The text at a place, or `nil` for ``none``.
    public func text(_ place: Int32) -> String? { place >= 0 ? self[place] : nil }

    /// Runs work on the bytes of the text at a place.
    @inline(__always)
    public func withUTF8<Value>(
        _ place: Int32, _ work: (UnsafeBufferPointer<UInt8>) throws -> Value
    ) rethrows -> Value {
        let range = starts[Int(place)]..<starts[Int(place) + 1]
        return try bytes.withUnsafeBufferPointer {
            try work(UnsafeBufferPointer(rebasing: $0[range]))
        }
    }

    /// Whether a text comes before another in the order of bytes, which is SQLite's.
    public func precedes(_ left: Int32, _ right: Int32) -> Bool {
        guard left != right else { return false }
        return bytes.withUnsafeBytes { bytes in
            let (a, b) = (starts[Int(left)], starts[Int(right)])
            let (m, n) = (starts[Int(left) + 1] - a, starts[Int(right) + 1] - b)
            for offset in 0..<min(m, n) where bytes[a + offset] != bytes[b + offset] {
                return bytes[a + offset] < bytes[b + offset]
            }
            return m < n
        }
    }

    /// The slot that holds the place of a text, or the free one where it belongs.
    @inline(__always)
    private func slot(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let place = slots[slot]
            if hashes[Int(place)] == hash, isEqual(place, text) { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private func isEqual(_ place: Int32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        withUTF8(place) { $0.count == text.count && $0.elementsEqual(text) }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (place, hash) in hashes.enumerated() {
            var slot = Int(hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(place)
        }
    }

    /// Eight bytes at a time: multiplied to 128 bits, the halves folded.
    @inline(__always)
    private static func hash(_ text: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt32 {
        let bytes = UnsafeRawBufferPointer(text)
        var state = seed ^ UInt64(bytes.count)
        var offset = 0
        while offset + 8 <= bytes.count {
            state = fold(state ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        state = fold(fold(state ^ rest))
        return UInt32(truncatingIfNeeded: state ^ state >> 32)
    }

    @inline(__always)
    private static func fold(_ number: UInt64) -> UInt64 {
        let product = number.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low ^ 0xD6E8_FEB8_6659_FD93
    }
}

extension TextPool {
    /// The texts and where each begins, to be written; see ``init(bytes:starts:)``.
    public var parts: (bytes: [UInt8], starts: [Int]) { (bytes, starts) }

    /// A pool of texts that were written before, under the same places.
    ///
    /// - Returns: `nil` if the places do not divide the bytes.
    public init?(bytes: [UInt8], starts: [Int]) {
        guard starts.first == 0, starts.last == bytes.count,
            zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
        else { return nil }
        self.init()
        self.bytes = bytes
        self.starts = starts
        let seed = seed
        hashes = bytes.withUnsafeBufferPointer { bytes in
            zip(starts, starts.dropFirst()).map {
                Self.hash(UnsafeBufferPointer(rebasing: bytes[$0..<$1]), seed: seed)
            }
        }
        while slots.count < hashes.count * 2 { slots.append(contentsOf: slots) }
        grow()
    }
}
