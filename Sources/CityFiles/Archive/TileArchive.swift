import Foundation
public import Geo

/// An archive of tiles in one file, ready to be read.
public struct TileArchive: Sendable {
    private let bytes: Data
    private let header: TileArchiveHeader
    private let path: String

    /// Opens an archive.
    ///
    /// - Throws: ``TileArchiveError`` if it is none, or none of vector tiles packed by gzip.
    public init(path: String) throws {
        self.path = path
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        else { throw TileArchiveError.notAnArchive(path: path, detail: "it cannot be opened") }
        guard let header = TileArchiveHeader(Array(bytes.prefix(TileArchiveHeader.size))) else {
            throw TileArchiveError.notAnArchive(path: path, detail: "no PMTiles 3")
        }
        guard header.packing == [2, 2], header.kind == 1 else {
            throw TileArchiveError.notAnArchive(path: path, detail: "no vector tiles with gzip")
        }
        self.bytes = bytes
        self.header = header
    }

    /// The zooms of its tiles.
    public var zooms: ClosedRange<Int> { header.zooms }
    /// The ground that it shows, in lattice units.
    public var box: Box { header.box }
    /// How many tiles it has.
    public var tileCount: Int { Int(clamping: header.addressed) }
    /// How many different contents they have.
    public var contentCount: Int { Int(clamping: header.contents) }

    /// What it says about itself, as JSON.
    public func metadata() throws -> [UInt8] { try Gzip.unpacked(section(header.metadata)) }

    /// The bytes of a tile, still packed; `nil` if there is no such tile.
    public func packedTile(_ address: TileAddress) throws -> [UInt8]? {
        let number = address.hilbertNumber
        var entries = try directory(header.root)
        // A leaf may lead to a leaf; more than a few of them would be a loop.
        for _ in 0..<4 {
            guard let entry = entries.last(where: { $0.first <= number }) else { return nil }
            guard entry.run == 0 else {
                guard number - entry.first < entry.run else { return nil }
                return try section(entry, of: header.tiles)
            }
            entries = try leaf(entry)
        }
        throw damaged
    }

    /// Calls `visit` with the number of each tile on the Hilbert curve, in its order, and its bytes,
    /// still packed.
    public func forEachTile(_ visit: (_ number: UInt64, _ packed: [UInt8]) throws -> Void) throws {
        try forEachTile(of: try directory(header.root), depth: 0, visit)
    }

    private func forEachTile(
        of entries: [TileEntry], depth: Int, _ visit: (UInt64, [UInt8]) throws -> Void
    ) throws {
        guard depth < 4 else { throw damaged }
        for entry in entries {
            guard entry.run > 0 else {
                try forEachTile(of: try leaf(entry), depth: depth + 1, visit)
                continue
            }
            let tile = try section(entry, of: header.tiles)
            for number in entry.first..<entry.first + entry.run { try visit(number, tile) }
        }
    }

    private func leaf(_ entry: TileEntry) throws -> [TileEntry] {
        guard
            let entries = TileDirectory.entries(
                try Gzip.unpacked(try section(entry, of: header.leaves)))
        else { throw damaged }
        return entries
    }

    private func directory(_ place: TileArchiveHeader.Section) throws -> [TileEntry] {
        guard let entries = TileDirectory.entries(try Gzip.unpacked(try section(place))) else {
            throw damaged
        }
        return entries
    }

    private func section(_ entry: TileEntry, of whole: TileArchiveHeader.Section) throws -> [UInt8]
    {
        let (offset, isTooFar) = whole.offset.addingReportingOverflow(entry.offset)
        guard !isTooFar else { throw damaged }
        return try section(.init(offset: offset, length: entry.length))
    }

    private func section(_ place: TileArchiveHeader.Section) throws -> [UInt8] {
        let (end, isTooFar) = place.offset.addingReportingOverflow(place.length)
        guard !isTooFar, end <= UInt64(bytes.count) else { throw damaged }
        return Array(bytes[Int(place.offset)..<Int(end)])
    }

    private var damaged: TileArchiveError { .notAnArchive(path: path, detail: "it is damaged") }
}
