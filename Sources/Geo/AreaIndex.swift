/// Many areas, asked which of them contain a place.
///
/// The rings of all areas lie one after another in the order of the tree's slots, so that a query
/// reads one run of memory. Areas are known by the numbers they were given. A raster answers for
/// most places without looking at any ring.
///
/// Complexity: a place costs O(1) in a cell inside one area, elsewhere O(vertices of the few areas
/// whose borders pass through its cell).
public final class AreaIndex: Packed {
    let rings: AreaRings
    let raster: AreaRaster

    /// An index over areas, each with a number of the caller's choice.
    ///
    /// - Parameter hasRaster: whether places are asked for often enough to be worth a raster.
    public init(_ areas: [(number: Int32, polygons: [Polygon])], hasRaster: Bool = true) {
        let rings = AreaRings(areas)
        self.rings = rings
        raster = hasRaster ? AreaRaster(over: rings) : AreaRaster()
    }

    /// How many areas the index holds.
    public var count: Int { rings.count }

    /// How many vertices all rings have.
    public var vertexCount: Int { rings.vertexCount }

    /// The box around all areas.
    public var box: Box { rings.tree.box }

    /// The polygons of an area, by number; empty if the index does not hold it.
    public func polygons(of number: Int32) -> [Polygon] { rings.polygons(of: number) }

    /// The lowest number among the areas that contain a place or have it on their border.
    ///
    /// With numbers in the order of codes this is the border rule: a place exactly on a shared
    /// border belongs to the lower code.
    ///
    /// - Parameter residue: where the place really lies beside its lattice point, if that is known:
    ///   a place that lies on a border only because it was rounded belongs to its own side.
    public func lowestArea(at place: Coordinate, residue: Residue = .none) -> Int32? {
        let found = find(place, residue: residue)
        return found.number < 0 ? nil : found.number
    }

    /// The lowest area at a place.
    public struct Found: Hashable, Sendable {
        /// Its number, or −1 if there is none.
        public var number: Int32
        /// Whether the place lies inside and not on the border, so that what is known of the
        /// area's inside holds for it.
        public var isInside: Bool
    }

    /// The lowest area at a place, and whether the place lies clear of its border.
    @inline(__always)
    public func find(_ place: Coordinate, residue: Residue = .none) -> Found {
        guard !raster.isEmpty else { return lowest(at: place, residue) }
        switch raster.entry(at: place) {
        case .nothing: return Found(number: -1, isInside: false)
        case .inside(let number): return Found(number: number, isInside: true)
        case .borders(let start): return find(place, residue, amongBordersFrom: start)
        }
    }

    private func lowest(at place: Coordinate, _ residue: Residue) -> Found {
        var lowest = Found(number: -1, isInside: false)
        rings.tree.search(place) { slot in
            let number = rings.numbers[slot]
            if lowest.number >= 0, lowest.number <= number { return }
            let location = rings.location(of: place, residue, inSlot: slot)
            if location != .outside {
                lowest = Found(number: number, isInside: location == .inside)
            }
        }
        return lowest
    }

    /// The raster lists the areas of a cell by their numbers: the first that contains the place is
    /// the lowest.
    private func find(
        _ place: Coordinate, _ residue: Residue, amongBordersFrom start: Int
    ) -> Found {
        var position = start
        while true {
            let candidate = raster.candidate(position)
            switch rings.location(of: place, residue, in: candidate) {
            case .inside: return Found(number: candidate.number, isInside: true)
            case .border: return Found(number: candidate.number, isInside: false)
            case .outside: break
            }
            if candidate.isLast { return Found(number: -1, isInside: false) }
            position += 1
        }
    }

    /// Every area that contains a place or has it on its border, by number, with which of the two.
    public func areas(at place: Coordinate) -> [(number: Int32, location: Location)] {
        var found: [(number: Int32, location: Location)] = []
        rings.tree.search(place) { slot in
            let location = rings.location(of: place, .none, inSlot: slot)
            if location != .outside { found.append((rings.numbers[slot], location)) }
        }
        return found.sorted { $0.number < $1.number }
    }

    /// Calls `visit` with areas in the order of their distance in metres from a place (0 inside),
    /// with the place of each nearest to it, until it returns `false` or `metres` are exceeded.
    public func forEachNearest(
        to metric: Metric, within metres: Double,
        where counts: (Int32) -> Bool = { _ in true },
        visit: (_ number: Int32, _ nearest: NearestOnSegment) -> Bool
    ) {
        var nearest: [Int: NearestOnSegment] = [:]
        rings.tree.forEachNearest(
            to: metric, within: metres,
            distance: { slot in
                guard counts(rings.numbers[slot]) else { return nil }
                let found = nearestPlace(to: metric, inSlot: slot)
                nearest[slot] = found
                return found?.metres
            },
            visit: { slot, _ in
                guard let found = nearest[slot] else { return true }
                return visit(rings.numbers[slot], found)
            })
    }

    /// Calls `visit` with the number and the box of every area.
    public func forEachBox(_ visit: (_ number: Int32, _ box: Box) -> Void) {
        for slot in 0..<count { visit(rings.numbers[slot], rings.tree.box(ofSlot: slot)) }
    }

    private func nearestPlace(to metric: Metric, inSlot slot: Int) -> NearestOnSegment? {
        if rings.location(of: metric.origin, .none, inSlot: slot) != .outside {
            return NearestOnSegment(metres: 0, share: 0, place: metric.origin)
        }
        var nearest: NearestOnSegment?
        rings.forEachEdge(inSlot: slot) { a, b in
            let found = metric.nearest(a, b)
            if found.metres < nearest?.metres ?? .infinity { nearest = found }
        }
        return nearest
    }

    // MARK: As bytes

    /// Takes the index out of bytes.
    public init(from reader: inout PackedReader) throws(PackedError) {
        rings = try AreaRings(from: &reader)
        raster = try AreaRaster(from: &reader)
    }

    /// Writes the index.
    public func write(to writer: inout PackedWriter) throws {
        try rings.write(to: &writer)
        try raster.write(to: &writer)
    }
}
