public import City
public import Geo
import Synchronization

/// In which datum a map is drawn, so that it fits its base map.
public enum MapDatum: String, Hashable, Sendable, CaseIterable {
    /// CGCS2000, which WGS 84 maps fit too.
    case cgcs2000
    /// The shifted datum of Chinese public maps 火星坐标.
    case gcj02
}

/// The tiles of a city's current edition, drawn when they are first asked for and kept as long as
/// they are true.
///
/// Safe to share between threads. A new edition lets fall the tiles that it touches; what it leaves
/// alone keeps its tag, and whoever has it is told so without its being drawn.
public final class CityTiles: Sendable {
    private let live: LiveCity
    /// What is drawn, and at which zooms.
    public let layers: MapLayers
    private let cache: Mutex<TileCache>
    /// The places that nobody answers for, with the edition and the day of which that is true.
    private let unanswered = Mutex<(base: CityIndex.Base, day: Day, found: Unanswered)?>(nil)
    private let shift = MapShift()

    /// How many bytes of tiles are kept.
    public static let usualCacheBytes = 64 << 20
    /// GCJ-02 lies no farther from CGCS2000 than this, in lattice units.
    private static let longestShift: Int32 = 100_000

    /// The tiles of a city.
    public init(_ live: LiveCity, layers: MapLayers, cacheBytes: Int = CityTiles.usualCacheBytes) {
        self.live = live
        self.layers = layers
        cache = Mutex(TileCache(limit: cacheBytes))
    }

    /// West, south, east and north of the city in degrees; `nil` for a city without ground.
    public var extentInDegrees: [Double]? {
        let box = live.index.extent
        if box.isEmpty { return nil }
        return [box.west, box.south, box.east, box.north].map {
            Double($0) / Coordinate.unitsPerDegree
        }
    }

    /// The edition that answers.
    public var edition: Int { live.index.edition }

    /// All of it, for who draws without the cache.
    var index: CityIndex { live.index }

    /// The address of a tile that the map has; `nil` beyond its zooms or off the world.
    public func address(zoom: Int, column: Int, row: Int) -> TileAddress? {
        layers.zooms.contains(zoom) ? TileAddress(zoom: zoom, column: column, row: row) : nil
    }

    /// A tile: known by its tag at once if it was drawn before, else drawn.
    ///
    /// - Parameter wanted: the layers, in the order of ``MapLayers/layers``.
    public func tile(
        _ wanted: [MapLayer], at address: TileAddress, datum: MapDatum = .cgcs2000
    ) throws -> Tile {
        let (index, log) = live.indexWithTouches()
        let name = wanted.map(\.id).joined(separator: ",") + "@" + datum.rawValue
        let (key, known) = cache.withLock { cache in
            if cache.generation != log.generation {
                cache.follow(
                    to: log.generation, log.since(cache.generation), zooms: layers.zooms,
                    margin: Self.longestShift)
            }
            let key = TileCache.Key(address: address, variant: cache.variant(name))
            return (key, cache.entry(key))
        }
        let drawing = Drawing(
            tiles: self, wanted: wanted, address: address, datum: datum, index: index,
            generation: log.generation, key: key)
        return Tile(drawing, try known ?? drawing.draw())
    }

    /// Everything that is needed to draw a tile once more.
    struct Drawing: Sendable {
        let tiles: CityTiles
        let wanted: [MapLayer]
        let address: TileAddress
        let datum: MapDatum
        let index: CityIndex
        let generation: Int
        let key: TileCache.Key

        /// Draws the tile and keeps it.
        func draw() throws -> TileCache.Entry {
            let drawn = try tiles.draw(wanted, address, datum, index)
            let entry = TileCache.Entry(
                tag: TileTag.tag(drawn.bytes), leftOut: drawn.leftOut, isEmpty: drawn.bytes.isEmpty,
                content: .plain(drawn.bytes))
            keep(entry)
            return entry
        }

        func keep(_ entry: TileCache.Entry) {
            tiles.cache.withLock { $0.keep(entry, as: key, of: generation) }
        }
    }

    private func draw(
        _ wanted: [MapLayer], _ address: TileAddress, _ datum: MapDatum, _ index: CityIndex
    ) throws -> DrawnTile {
        let displacement = datum == .gcj02 ? try displacement(of: index) : nil
        return try map(of: wanted, index)
            .tile(wanted, in: TileFrame(address, displacement: displacement))
    }

    /// The map of an edition, with what some layers need.
    func map(of wanted: [MapLayer], _ index: CityIndex) throws -> CityMap {
        let ids = wanted.lazy.map(\.id)
        return CityMap(
            index, layers: layers,
            places: ids.contains("places") ? try live.places(of: index) : nil,
            unanswered: ids.contains("without-holder") ? unanswered(in: index) : nil)
    }

    /// How far GCJ-02 lies from CGCS2000 over the city.
    func displacement(of index: CityIndex) throws -> Displacement {
        try shift.displacement(over: index.extent)
    }

    /// The places that nobody answers for; what changes in components alone does not change them.
    private func unanswered(in index: CityIndex) -> Unanswered {
        let day = live.day
        if let known = unanswered.withLock({ $0 }), known.day == day, known.base == index.base {
            return known.found
        }
        let found = index.unanswered(on: day)
        unanswered.withLock { $0 = (index.base, day, found) }
        return found
    }
}

/// A tile of one edition.
public struct Tile: Sendable {
    private let drawing: CityTiles.Drawing
    private let entry: TileCache.Entry

    init(_ drawing: CityTiles.Drawing, _ entry: TileCache.Entry) {
        self.drawing = drawing
        self.entry = entry
    }

    /// Names the tile's bytes: another content, another tag.
    public var tag: String { entry.tag }
    /// What the tile leaves out.
    public var leftOut: [LeftOut] { entry.leftOut }
    /// Whether nothing is drawn there.
    public var isEmpty: Bool { entry.isEmpty }

    /// The bytes, drawn anew if they were not kept.
    public func bytes() throws -> [UInt8] {
        if case .plain(let bytes)? = entry.content { return bytes }
        guard case .plain(let bytes)? = try drawing.draw().content else { return [] }
        return bytes
    }

    /// The bytes packed by gzip; from then on they are kept so.
    public func packed() throws -> [UInt8] {
        if case .packed(let bytes)? = entry.content { return bytes }
        let packed = try TilePacking.packed(try bytes())
        var kept = entry
        kept.content = .packed(packed)
        drawing.keep(kept)
        return packed
    }
}
