// How areas of one kind lie on areas of another: which of them lie wholly inside one, and where a
// border passes that is not a border of both.

extension AreaIndex {
    /// How one area lies on the areas of another index.
    public enum Enclosure: Hashable, Sendable {
        /// Its whole interior lies inside this area, the lowest one where several cover it.
        case inside(Int32)
        /// Its whole interior lies outside all of them.
        case outside
        /// A border passes through it.
        case divided
    }

    /// For every area of this index, by number: how it lies on the areas of another one.
    ///
    /// Complexity: O(edges of the other index near an area × vertices of the area).
    public func enclosures(in other: AreaIndex) -> [Int32: Enclosure] {
        let borders = other.borders
        var enclosures: [Int32: Enclosure] = Dictionary(minimumCapacity: count)
        for slot in 0..<count {
            enclosures[rings.numbers[slot]] = enclosure(ofSlot: slot, in: other, borders)
        }
        return enclosures
    }

    private func enclosure(
        ofSlot slot: Int, in other: AreaIndex, _ borders: EdgeIndex
    ) -> Enclosure {
        var isDivided = false
        borders.forEachEdge(near: rings.tree.box(ofSlot: slot)) { edge in
            if !isDivided { isDivided = mayEnter(edge.a, edge.b, slot: slot) }
        }
        guard !isDivided, let place = interiorPlace(ofSlot: slot) else { return .divided }
        return other.lowestArea(at: place).map(Enclosure.inside) ?? .outside
    }

    /// Every edge of all areas, in the cells of a raster.
    var borders: EdgeIndex {
        var edges: [EdgeIndex.Edge] = []
        edges.reserveCapacity(vertexCount)
        for slot in 0..<count {
            rings.forEachEdge(inSlot: slot) { a, b in
                edges.append(
                    EdgeIndex.Edge(
                        number: rings.numbers[slot], a: a, b: b, before: a, after: b, isLine: 0))
            }
        }
        return EdgeIndex(edges)
    }

    /// Whether a segment enters the interior of an area.
    ///
    /// Where it meets the border without crossing it, it is cut: each piece lies on one side, and
    /// its middle tells on which.
    private func mayEnter(_ a: Coordinate, _ b: Coordinate, slot: Int) -> Bool {
        guard Box(a, b).intersects(rings.tree.box(ofSlot: slot)) else { return false }
        var isOwnEdge = false
        var crosses = false
        var cuts = [a, b]
        rings.forEachEdge(inSlot: slot) { from, to in
            if isOwnEdge || crosses { return }
            if (from == a && to == b) || (from == b && to == a) {
                isOwnEdge = true
                return
            }
            switch meeting(from, to, a, b) {
            case .apart: break
            case .cross: crosses = true
            case .touch(let place): cuts.append(place)
            case .overlap: cuts += [from, to].filter { isOnSegment($0, a, b) }
            }
        }
        if isOwnEdge { return false }
        if crosses { return true }
        cuts.sort()
        return zip(cuts, cuts.dropFirst()).contains { from, to in
            from != to && isInside(middleOf: from, to, slot: slot)
        }
    }

    /// Whether the middle of a segment lies inside an area, asked on a lattice twice as fine.
    private func isInside(middleOf a: Coordinate, _ b: Coordinate, slot: Int) -> Bool {
        let box = rings.tree.box(ofSlot: slot)
        func finer(_ place: Coordinate) -> Coordinate? {
            let x = (Int64(place.longitude) - Int64(box.west)) * 2
            let y = (Int64(place.latitude) - Int64(box.south)) * 2
            guard let x = Int32(exactly: x), let y = Int32(exactly: y) else { return nil }
            return Coordinate(longitude: x, latitude: y)
        }
        guard let from = finer(a), let to = finer(b) else { return true }
        let middle = Coordinate(
            longitude: Int32((Int64(from.longitude) + Int64(to.longitude)) / 2),
            latitude: Int32((Int64(from.latitude) + Int64(to.latitude)) / 2))
        var crossing = RayCrossing(middle)
        var isExact = true
        rings.forEachEdge(inSlot: slot) { from, to in
            guard let from = finer(from), let to = finer(to) else {
                isExact = false
                return
            }
            crossing.add(from, to)
        }
        return !isExact || crossing.location == .inside
    }

    /// A lattice point strictly inside an area, if one is found near its middle or between two of
    /// its vertices.
    private func interiorPlace(ofSlot slot: Int) -> Coordinate? {
        let centre = rings.tree.box(ofSlot: slot).centre
        if rings.location(of: centre, .none, inSlot: slot) == .inside { return centre }
        var vertices: [Coordinate] = []
        rings.forEachEdge(inSlot: slot) { a, _ in vertices.append(a) }
        for step in 2..<max(vertices.count, 3) {
            for index in vertices.indices {
                let place = Box(vertices[index], vertices[(index + step) % vertices.count]).centre
                if rings.location(of: place, .none, inSlot: slot) == .inside { return place }
            }
        }
        return nil
    }
}
