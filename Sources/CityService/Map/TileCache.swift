import City
import Geo

/// Tiles that were drawn, of one generation of the index: their tags for long, their bytes as long as
/// there is room.
///
/// A value without locks: ``CityTiles`` guards it. Complexity: O(1) a tile; O(touched tiles) a
/// generation.
struct TileCache {
    /// What is drawn: the tile, and which layers in which datum, by number.
    struct Key: Hashable {
        var address: TileAddress
        var variant: Int
    }

    /// A tile that was drawn.
    struct Entry {
        var tag: String
        var leftOut: [LeftOut]
        var isEmpty: Bool
        /// The bytes, packed if somebody wanted them so; `nil` if there was no room.
        var content: Content?
        /// Whether it was asked for since it last was in danger.
        var isUsed = false
    }

    /// The bytes of a tile.
    enum Content {
        case plain([UInt8])
        case packed([UInt8])

        var count: Int {
            switch self {
            case .plain(let bytes), .packed(let bytes): bytes.count
            }
        }
    }

    private var entries: [Key: Entry] = [:]
    private var variants: [String: Int] = [:]
    /// Tiles with bytes in the order in which they came.
    private var queue: [Key] = []
    private var head = 0
    private(set) var byteCount = 0
    /// The generation of the index from which the tiles were drawn.
    private(set) var generation = 0
    private let limit: Int

    /// How many tags are kept, and how many combinations of layers are told apart.
    private static let mostEntries = 200_000
    private static let mostVariants = 256

    init(limit: Int) { self.limit = limit }

    /// The number of a combination of layers and datum.
    mutating func variant(_ name: String) -> Int {
        if let known = variants[name] { return known }
        if variants.count >= Self.mostVariants {
            removeAll()
            variants = [:]
        }
        variants[name] = variants.count
        return variants.count - 1
    }

    /// Lets fall what a later generation touched.
    ///
    /// - Parameter margin: how far beyond a box tiles of a shifted datum may lie, in lattice units.
    mutating func follow(
        to generation: Int, _ touched: Touched, zooms: ClosedRange<Int>, margin: Int32
    ) {
        self.generation = generation
        guard case .boxes(let boxes) = touched else { return removeAll() }
        for box in boxes {
            let wide = Box(
                west: box.west &- margin, south: box.south &- margin, east: box.east &+ margin,
                north: box.north &+ margin)
            for zoom in zooms {
                guard let range = TileAddress.range(meeting: wide, zoom: zoom) else { continue }
                for row in range.rows {
                    for column in range.columns { remove(zoom, column, row) }
                }
            }
        }
    }

    private mutating func remove(_ zoom: Int, _ column: Int, _ row: Int) {
        guard let address = TileAddress(zoom: zoom, column: column, row: row) else { return }
        for variant in variants.values {
            let entry = entries.removeValue(forKey: Key(address: address, variant: variant))
            byteCount -= entry?.content?.count ?? 0
        }
    }

    private mutating func removeAll() {
        entries = [:]
        queue = []
        head = 0
        byteCount = 0
    }

    /// A tile that was drawn.
    mutating func entry(_ key: Key) -> Entry? {
        guard let place = entries.index(forKey: key) else { return nil }
        entries.values[place].isUsed = true
        return entries.values[place]
    }

    /// Keeps a tile of a generation, unless that is gone by.
    mutating func keep(_ entry: Entry, as key: Key, of generation: Int) {
        guard generation == self.generation else { return }
        if entries.count >= Self.mostEntries { removeAll() }
        let before = entries.updateValue(entry, forKey: key)
        byteCount -= before?.content?.count ?? 0
        byteCount += entry.content?.count ?? 0
        if entry.content != nil, before?.content == nil { queue.append(key) }
        makeRoom()
    }

    /// Lets the bytes fall that nobody asked for since they last were in danger; tags stay.
    private mutating func makeRoom() {
        while byteCount > limit, head < queue.count {
            let key = queue[head]
            head += 1
            guard let place = entries.index(forKey: key) else { continue }
            if entries.values[place].isUsed {
                entries.values[place].isUsed = false
                queue.append(key)
            } else {
                byteCount -= entries.values[place].content?.count ?? 0
                entries.values[place].content = nil
            }
        }
        if head > 4096, head * 2 > queue.count {
            queue.removeFirst(head)
            head = 0
        }
    }
}
