import City
import CityFiles
import Geo
import Synchronization

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

    /// A tile to be drawn, and what covers it if nothing but areas from edge to edge is there.
    struct Task: Sendable {
        var address: TileAddress
        var cover: CityMap.Cover?
    }

    /// The tiles that may show something, in the order of an archive.
    ///
    /// Complexity: O(tiles) where there is something, O(1) a tile where there is nothing.
    func tasks(_ zooms: ClosedRange<Int>, where counts: ((TileFrame) -> Bool)?) -> [Task] {
        var tasks: [Task] = []
        var candidates = roots(zoom: zooms.lowerBound)
        for zoom in zooms {
            let found = candidates.compactMap { task in
                looked(at: task, isFinest: zoom == zooms.upperBound, where: counts)
            }
            let numbered = found.map { (number: $0.address.hilbertNumber, task: $0) }
            tasks += numbered.sorted { $0.number < $1.number }.map(\.task)
            candidates = found.flatMap { task in
                task.address.children.map { Task(address: $0, cover: task.cover) }
            }
        }
        return tasks
    }

    /// A tile with what is known of its ground; `nil` if it shows nothing.
    private func looked(
        at task: Task, isFinest: Bool, where counts: ((TileFrame) -> Bool)?
    ) -> Task? {
        let frame = TileFrame(task.address, displacement: displacement)
        var task = task
        if task.cover == nil {
            guard map.mayShow(layers, in: frame) else { return nil }
            // To look at one of the finest tiles costs as much as to draw it.
            if !isFinest { task.cover = map.cover(layers, in: frame) }
        }
        return counts?(frame) ?? true ? task : nil
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

    private func roots(zoom: Int) -> [Task] {
        let extent = map.extent
        let reach = displacement?.longest ?? 0
        let wide = Box(
            west: extent.west &- reach, south: extent.south &- reach, east: extent.east &+ reach,
            north: extent.north &+ reach)
        guard !extent.isEmpty, let range = TileAddress.range(meeting: wide, zoom: zoom) else {
            return []
        }
        return range.rows.flatMap { row in
            range.columns.compactMap { column in
                TileAddress(zoom: zoom, column: column, row: row).map { Task(address: $0) }
            }
        }
    }

    /// Draws tiles on several threads and takes them in their order.
    ///
    /// - Parameter take: given some tiles, and how many that makes by now.
    func forEachPart(
        of tasks: [Task], threads: Int,
        take: (_ part: [Drawn], _ done: Int) throws -> Void
    ) throws {
        let length = Self.partLength
        let plain = PlainTiles()
        var done = 0
        try InOrder<[Drawn]>.forEach(
            (tasks.count + length - 1) / length, workers: threads, ahead: Self.partsAhead
        ) { number in
            try tasks[number * length..<min((number + 1) * length, tasks.count)].map {
                try draw($0, plain)
            }
        } take: { part in
            done += part.count
            try take(part, done)
        }
    }

    private func draw(_ task: Task, _ plain: PlainTiles) throws -> Drawn {
        if let cover = task.cover, let packed = plain.packed(cover, zoom: task.address.zoom) {
            return Drawn(address: task.address, packed: packed, leftOut: [])
        }
        let tile = map.tile(layers, in: TileFrame(task.address, displacement: displacement))
        let packed = tile.bytes.isEmpty ? [] : try Gzip.packed(tile.bytes)
        if let cover = task.cover, tile.leftOut.isEmpty {
            plain.keep(packed, cover, zoom: task.address.zoom)
        }
        return Drawn(address: task.address, packed: packed, leftOut: tile.leftOut)
    }
}

/// Tiles of which only areas from edge to edge are shown, by zoom and what covers them: each is drawn
/// once.
private final class PlainTiles: Sendable {
    private struct Key: Hashable {
        var cover: CityMap.Cover
        var zoom: Int
    }

    private let tiles = Mutex<[Key: [UInt8]]>([:])

    func packed(_ cover: CityMap.Cover, zoom: Int) -> [UInt8]? {
        tiles.withLock { $0[Key(cover: cover, zoom: zoom)] }
    }

    func keep(_ packed: [UInt8], _ cover: CityMap.Cover, zoom: Int) {
        tiles.withLock { $0[Key(cover: cover, zoom: zoom)] = packed }
    }
}
