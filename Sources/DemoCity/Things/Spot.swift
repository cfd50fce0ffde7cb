import Geo

/// A place for something inside a unit grid, with the direction of the street beside it.
struct Spot {
    var place: Coordinate
    /// East and north of a vector of one metre along the street.
    var along: (x: Double, y: Double)
}

/// Finds places inside unit grids, exactly inside: what stands in a grid stands in its district.
struct SpotFinder: Sendable {
    private let ground: Ground

    init(_ ground: Ground) { self.ground = ground }

    /// A place in a grid, or `nil` if none was found in a dozen attempts; `accepts` says whether
    /// all of what stands there lies inside.
    func spot(
        in grid: Int, _ setting: Setting, _ random: inout SplitMix,
        accepts: (Spot, [Int32]) -> Bool = { _, _ in true }
    ) -> Spot? {
        let ring = ground.grids[grid].rings[0]
        for attempt in 0..<12 {
            let spot =
                setting == .parcel
                ? inParcel(ring, &random) : alongStreet(ring, setting, attempt, &random)
            if contains(ring, spot.place), accepts(spot, ring) { return spot }
        }
        return nil
    }

    /// A corner of a grid: the place of last resort.
    func corner(of grid: Int) -> Coordinate { ground.mesh[ground.grids[grid].rings[0][0]] }

    /// Whether a place lies inside a ring.
    func contains(_ ring: [Int32], _ place: Coordinate) -> Bool {
        var crossing = RayCrossing(place)
        var previous = ground.mesh[ring[ring.count - 1]]
        for vertex in ring {
            let next = ground.mesh[vertex]
            crossing.add(previous, next)
            previous = next
        }
        return crossing.location == .inside
    }

    /// On the grid's side of one of its edges: in the carriageway, or a little beyond the kerb.
    private func alongStreet(
        _ ring: [Int32], _ setting: Setting, _ attempt: Int, _ random: inout SplitMix
    ) -> Spot {
        let index = widerEdge(ring, random.below(ring.count), random.below(ring.count))
        let (first, second) = (ring[index], ring[index + 1 == ring.count ? 0 : index + 1])
        let (a, b) = (ground.mesh[first], ground.mesh[second])
        let plane = ground.plane
        let x = Double(Int64(b.longitude) - Int64(a.longitude)) * plane.east
        let y = Double(Int64(b.latitude) - Int64(a.latitude)) * plane.north
        let length = max((x * x + y * y).squareRoot(), 0.01)
        let along = (x: x / length, y: y / length)
        let half = Double(
            min(ground.mesh.halfWidths[Int(first)], ground.mesh.halfWidths[Int(second)]))
        let share = random.unit()
        // A grid too narrow for its street takes what stands beside it nearer to the middle.
        let room = attempt < 6 ? 1.0 : 0.3
        let aside =
            setting == .carriageway
            ? (0.2 + 0.7 * random.unit()) * half * room
            : (half + 0.4 + 1.8 * random.unit()) * room
        return Spot(
            place: plane.place(
                a, movedBy: x * share - along.y * aside, y * share + along.x * aside),
            along: along)
    }

    /// Of two edges the one along the wider street: more stands there.
    private func widerEdge(_ ring: [Int32], _ first: Int, _ second: Int) -> Int {
        let widths = ground.mesh.halfWidths
        return widths[Int(ring[second])] > widths[Int(ring[first])] ? second : first
    }

    private func inParcel(_ ring: [Int32], _ random: inout SplitMix) -> Spot {
        let (a, b, c) = (
            ground.mesh[ring[random.below(ring.count)]],
            ground.mesh[ring[random.below(ring.count)]],
            ground.mesh[ring[random.below(ring.count)]]
        )
        var (u, v) = (random.unit(), random.unit())
        if u + v > 1 { (u, v) = (1 - u, 1 - v) }
        func mixed(_ a: Int32, _ b: Int32, _ c: Int32) -> Int32 {
            let (a, b, c) = (Double(a), Double(b), Double(c))
            return Int32((a + (b - a) * u + (c - a) * v).rounded())
        }
        return Spot(
            place: Coordinate(
                longitude: mixed(a.longitude, b.longitude, c.longitude),
                latitude: mixed(a.latitude, b.latitude, c.latitude)), along: (1, 0))
    }
}
