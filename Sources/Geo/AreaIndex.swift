/// Many areas, asked which of them contain a place.
///
/// The rings of all areas lie one after another in the order of the tree's slots, so that a query
/// reads one run of memory. Areas are known by the numbers they were given.
public struct AreaIndex: Sendable {
    private let tree: PackedTree
    /// The number of the area in each slot.
    private let numbers: ContiguousArray<Int32>
    private let vertices: ContiguousArray<Coordinate>
    /// Where each ring begins in `vertices`; one more entry marks the end.
    private let ringStarts: ContiguousArray<Int32>
    /// Where the rings of each slot begin in `ringStarts`; one more entry marks the end.
    private let slotStarts: ContiguousArray<Int32>

    /// An index over areas, each with a number of the caller's choice.
    public init(_ areas: [(number: Int32, polygons: [Polygon])]) {
        tree = PackedTree(
            areas.map { Box($0.polygons.lazy.flatMap(\.shell.vertices)) })
        var numbers: ContiguousArray<Int32> = []
        var vertices: ContiguousArray<Coordinate> = []
        var ringStarts: ContiguousArray<Int32> = []
        var slotStarts: ContiguousArray<Int32> = []
        for item in tree.items {
            let area = areas[Int(item)]
            numbers.append(area.number)
            slotStarts.append(Int32(ringStarts.count))
            for ring in area.polygons.lazy.flatMap(\.rings) {
                ringStarts.append(Int32(vertices.count))
                vertices.append(contentsOf: ring.vertices)
            }
        }
        slotStarts.append(Int32(ringStarts.count))
        ringStarts.append(Int32(vertices.count))
        self.numbers = numbers
        self.vertices = vertices
        self.ringStarts = ringStarts
        self.slotStarts = slotStarts
    }

    /// How many areas the index holds.
    public var count: Int { numbers.count }

    /// The box around all areas.
    public var box: Box { tree.box }

    /// The lowest number among the areas that contain a place or have it on their border.
    ///
    /// With numbers in the order of codes this is the border rule: a place exactly on a shared
    /// border belongs to the lower code.
    ///
    /// - Parameter residue: where the place really lies beside its lattice point, if that is known:
    ///   a place that lies on a border only because it was rounded belongs to its own side.
    public func lowestArea(at place: Coordinate, residue: Residue = .none) -> Int32? {
        var lowest: Int32?
        tree.search(place) { slot in
            let number = numbers[slot]
            if let found = lowest, found <= number { return }
            if location(of: place, residue, inSlot: slot) != .outside { lowest = number }
        }
        return lowest
    }

    /// Every area that contains a place or has it on its border, by number, with which of the two.
    public func areas(at place: Coordinate) -> [(number: Int32, location: Location)] {
        var found: [(number: Int32, location: Location)] = []
        tree.search(place) { slot in
            let location = location(of: place, .none, inSlot: slot)
            if location != .outside { found.append((numbers[slot], location)) }
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
        tree.forEachNearest(
            to: metric, within: metres,
            distance: { slot in
                guard counts(numbers[slot]) else { return nil }
                let found = nearestPlace(to: metric, inSlot: slot)
                nearest[slot] = found
                return found?.metres
            },
            visit: { slot, _ in
                guard let found = nearest[slot] else { return true }
                return visit(numbers[slot], found)
            })
    }

    /// Calls `visit` with every edge of the areas whose box meets another box, in no useful order.
    public func forEachEdge(near box: Box, _ visit: (Coordinate, Coordinate) -> Void) {
        tree.search(box) { slot in
            forEachEdge(inSlot: slot) { a, b in
                if Box(a, b).intersects(box) { visit(a, b) }
            }
        }
    }

    private func location(
        of place: Coordinate, _ residue: Residue, inSlot slot: Int
    ) -> Location {
        var crossing = RayCrossing(place, residue: residue)
        forEachEdge(inSlot: slot) { crossing.add($0, $1) }
        return crossing.location
    }

    private func nearestPlace(to metric: Metric, inSlot slot: Int) -> NearestOnSegment? {
        if location(of: metric.origin, .none, inSlot: slot) != .outside {
            return NearestOnSegment(metres: 0, share: 0, place: metric.origin)
        }
        var nearest: NearestOnSegment?
        forEachEdge(inSlot: slot) { a, b in
            let found = metric.nearest(a, b)
            if found.metres < nearest?.metres ?? .infinity { nearest = found }
        }
        return nearest
    }

    private func forEachEdge(inSlot slot: Int, _ visit: (Coordinate, Coordinate) -> Void) {
        for ring in Int(slotStarts[slot])..<Int(slotStarts[slot + 1]) {
            let start = Int(ringStarts[ring])
            let end = Int(ringStarts[ring + 1])
            var previous = vertices[end - 1]
            for index in start..<end {
                let vertex = vertices[index]
                visit(previous, vertex)
                previous = vertex
            }
        }
    }
}
