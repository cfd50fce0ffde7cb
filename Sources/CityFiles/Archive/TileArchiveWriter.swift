public import Geo

/// An archive of tiles in one file that is being written. For one thread at a time.
///
/// Tiles come in the order of their ``TileAddress/hilbertNumber`` and lie in the file in that order;
/// equal ones are kept once. The same tiles make the same bytes. The file appears when ``close()``
/// succeeds, complete or not at all.
///
/// Source: PMTiles specification 3, <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>.
///
/// Complexity: O(1) a tile; some 50 bytes of memory a tile.
public final class TileArchiveWriter {
    private let file: UnfinishedFile
    private let about: TileArchiveAbout
    private var entries: [TileEntry] = []
    private var places: [UInt64: TileEntry] = [:]
    private var zooms: ClosedRange<Int>?

    /// The header and the root of the directory stand in these bytes, the tiles behind them.
    private static let start = 16_384

    /// Begins an archive.
    ///
    /// - Throws: ``TileArchiveError``; a file that exists is never written over.
    public init(path: String, about: TileArchiveAbout) throws(TileArchiveError) {
        self.about = about
        file = try UnfinishedFile(for: path, keepingFree: UInt64(Self.start))
    }

    /// How many tiles were appended.
    public private(set) var tileCount = 0

    /// How many different contents they have.
    public private(set) var contentCount = 0

    /// How many bytes the file has so far; after ``close()`` all of it.
    public var byteCount: Int { Int(file.length) }

    /// Appends a tile, the bytes of which are packed by gzip.
    public func append(_ address: TileAddress, packed: [UInt8]) throws(TileArchiveError) {
        let number = address.hilbertNumber
        precondition(number >= entries.last.map { $0.first + $0.run } ?? 0, "Tiles out of order.")
        let place = try self.place(of: packed)
        if let last = entries.last, last.first + last.run == number, last.offset == place.offset {
            entries[entries.count - 1].run += 1
        } else {
            entries.append(
                TileEntry(first: number, run: 1, offset: place.offset, length: place.length))
        }
        zooms = (zooms?.lowerBound ?? address.zoom)...address.zoom
        tileCount += 1
    }

    /// Where some bytes are, appended if they are not there yet.
    private func place(of packed: [UInt8]) throws(TileArchiveError) -> TileEntry {
        let hash = Self.hash(packed)
        let known = places[hash]
        if let known, known.length == UInt64(packed.count),
            file.holds(packed, at: known.offset + UInt64(Self.start))
        {
            return known
        }
        let offset = try file.append(packed) - UInt64(Self.start)
        let place = TileEntry(first: 0, run: 0, offset: offset, length: UInt64(packed.count))
        if known == nil { places[hash] = place }
        contentCount += 1
        return place
    }

    /// FNV-1a: equal contents are found by it and then compared, the same on every machine.
    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01b3 }
    }

    /// Ends the archive and puts it in its place.
    public func close() throws {
        let tilesEnd = file.length
        let room = Self.start - TileArchiveHeader.size
        let (root, leaves) = try TileDirectory.packed(entries, room: room)
        let metadata = try Gzip.packed(try about.json(), level: 9)
        var header = about.header(zooms ?? about.zooms)
        header.tiles = .init(offset: UInt64(Self.start), length: tilesEnd - UInt64(Self.start))
        header.metadata = .init(offset: try file.append(metadata), length: UInt64(metadata.count))
        header.leaves = .init(offset: try file.append(leaves), length: UInt64(leaves.count))
        header.root = .init(offset: UInt64(TileArchiveHeader.size), length: UInt64(root.count))
        header.addressed = UInt64(tileCount)
        header.entries = UInt64(entries.count)
        header.contents = UInt64(contentCount)
        try file.write(header.bytes + root, at: 0)
        try file.putInPlace()
    }
}
