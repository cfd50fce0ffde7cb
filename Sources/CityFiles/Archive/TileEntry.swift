/// A line of an archive's directory: a run of tiles that share their bytes, or a leaf of the
/// directory.
struct TileEntry: Hashable {
    /// The first tile's place on the Hilbert curve.
    var first: UInt64
    /// How many tiles in a row; 0 for a leaf.
    var run: UInt64
    /// Where the bytes begin in their section.
    var offset: UInt64
    /// How many bytes.
    var length: UInt64
}

/// A directory of an archive as bytes, before they are packed.
///
/// Source: PMTiles specification 3, section 4: columns of varints, the first tiles as differences,
/// and 0 for an offset that continues the line before.
enum TileDirectory {
    static func bytes(_ entries: some Collection<TileEntry>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(varint: UInt64(entries.count))
        var last: UInt64 = 0
        for entry in entries {
            bytes.append(varint: entry.first - last)
            last = entry.first
        }
        for entry in entries { bytes.append(varint: entry.run) }
        for entry in entries { bytes.append(varint: entry.length) }
        var end: UInt64?
        for entry in entries {
            bytes.append(varint: entry.offset == end ? 0 : entry.offset + 1)
            end = entry.offset + entry.length
        }
        return bytes
    }

    /// The lines of a directory; `nil` if the bytes are none.
    static func entries(_ bytes: [UInt8]) -> [TileEntry]? {
        var rest = bytes[...]
        guard let count = rest.popVarint(), count <= bytes.count else { return nil }
        var entries: [TileEntry] = []
        for _ in 0..<count {
            guard let step = rest.popVarint() else { return nil }
            let (first, isTooFar) = (entries.last?.first ?? 0).addingReportingOverflow(step)
            guard !isTooFar else { return nil }
            entries.append(TileEntry(first: first, run: 0, offset: 0, length: 0))
        }
        for place in entries.indices {
            guard let run = rest.popVarint() else { return nil }
            entries[place].run = run
        }
        for place in entries.indices {
            guard let length = rest.popVarint() else { return nil }
            entries[place].length = length
        }
        for place in entries.indices {
            guard let next = rest.popVarint(), next > 0 || place > 0 else { return nil }
            let before = place > 0 ? entries[place - 1] : entries[place]
            entries[place].offset = next > 0 ? next - 1 : before.offset &+ before.length
        }
        return rest.isEmpty ? entries : nil
    }

    /// How many lines a leaf has at first.
    private static let leafLength = 4096

    /// A directory packed, as a root that is no longer than the room for it and leaves.
    static func packed(
        _ entries: [TileEntry], room: Int
    ) throws(GzipError) -> (root: [UInt8], leaves: [UInt8]) {
        let whole = try Gzip.packed(bytes(entries), level: 9)
        if whole.count <= room { return (whole, []) }
        var length = leafLength
        while true {
            var (root, leaves): ([TileEntry], [UInt8]) = ([], [])
            for start in stride(from: 0, to: entries.count, by: length) {
                let part = entries[start..<min(start + length, entries.count)]
                let leaf = try Gzip.packed(bytes(part), level: 9)
                root.append(
                    TileEntry(
                        first: entries[start].first, run: 0, offset: UInt64(leaves.count),
                        length: UInt64(leaf.count)))
                leaves += leaf
            }
            let packed = try Gzip.packed(bytes(root), level: 9)
            if packed.count <= room { return (packed, leaves) }
            length *= 2
        }
    }
}

extension [UInt8] {
    fileprivate mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 128 {
            append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func popVarint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard let byte = popFirst() else { return nil }
            value |= UInt64(byte & 127) << UInt64(shift)
            if byte < 128 { return value }
        }
        return nil
    }
}
