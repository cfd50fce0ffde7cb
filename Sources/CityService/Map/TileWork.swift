import City
import CityFiles
import Geo

/// Drawing and packing the tiles of an archive.
struct TileWork: Sendable {
    let map: CityMap
    let layers: [MapLayer]
    let displacement: Displacement?

    /// A tile that was drawn; without bytes if nothing is there.
    struct Drawn: Sendable {
        var address: TileAddress
        var packed: [UInt8]
        var leftOut: [LeftOut]
    }

    /// How many tiles are drawn at a time, and how many such parts may wait for their turn.
    private static let partLength = 32
    private static let partsAhead = 64

    /// The tiles that may show something, in the order of an archive.
    ///
    /// Complexity: O(tiles) where there is something, O(1) a tile where there is nothing.
    func addresses(
        _ zooms: ClosedRange<Int>, where counts: ((TileFrame) -> Bool)?
    ) -> [TileAddress] {
        var addresses: [TileAddress] = []
        var candidates = roots(zoom: zooms.lowerBound)
        for zoom in zooms {
            let found = candidates.filter { address in
                let frame = TileFrame(address, displacement: displacement)
                return map.mayShow(layers, in: frame) && counts?(frame) ?? true
            }
            let numbered = found.map { (number: $0.hilbertNumber, address: $0) }
            addresses += numbered.sorted { $0.number < $1.number }.map(\.address)
            if zoom < zooms.upperBound { candidates = found.flatMap(\.children) }
        }
        return addresses
    }

    /// A question whether a tile meets a district's ground.
    ///
    /// - Throws: ``CityServiceError/unknownDistrict(_:)``.
    func ground(ofDistrict code: String) throws -> (TileFrame) -> Bool {
        guard let ground = map.isOnGround(ofDistrict: code) else {
            throw CityServiceError.unknownDistrict(code)
        }
        return ground
    }

    private func roots(zoom: Int) -> [TileAddress] {
        let extent = map.extent
        let reach = displacement?.longest ?? 0
        let wide = Box(
            west: extent.west &- reach, south: extent.south &- reach, east: extent.east &+ reach,
            north: extent.north &+ reach)
        guard !extent.isEmpty, let range = TileAddress.range(meeting: wide, zoom: zoom) else {
            return []
        }
        return range.rows.flatMap { row in
            range.columns.compactMap { TileAddress(zoom: zoom, column: $0, row: row) }
        }
    }

    /// Draws tiles on several threads and takes them in their order.
    ///
    /// - Parameter take: given some tiles, and how many that makes by now.
    func forEachPart(
        of addresses: [TileAddress], threads: Int,
        take: (_ part: [Drawn], _ done: Int) throws -> Void
    ) throws {
        let length = Self.partLength
        var done = 0
        try InOrder<[Drawn]>.forEach(
            (addresses.count + length - 1) / length, workers: threads, ahead: Self.partsAhead
        ) { number in
            try draw(addresses[number * length..<min((number + 1) * length, addresses.count)])
        } take: { part in
            done += part.count
            try take(part, done)
        }
    }

    private func draw(_ addresses: ArraySlice<TileAddress>) throws -> [Drawn] {
        // Neighbours inside one grid are often the same: they are packed once.
        var last: (bytes: [UInt8], packed: [UInt8]) = ([], [])
        return try addresses.map { address in
            let tile = map.tile(layers, in: TileFrame(address, displacement: displacement))
            if tile.bytes != last.bytes {
                last = (tile.bytes, tile.bytes.isEmpty ? [] : try Gzip.packed(tile.bytes))
            }
            return Drawn(address: address, packed: last.packed, leftOut: tile.leftOut)
        }
    }
}
