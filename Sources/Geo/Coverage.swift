/// What is wrong where areas should cover the ground once.
public enum CoverageFault: Hashable, Sendable {
    /// Ground that areas enclose and none covers.
    case gap(Gap)
    /// Two areas, by number, that cover the same ground at this place.
    case overlap(Int32, Int32, Coordinate)
}

/// Ground that areas enclose and none covers.
public struct Gap: Hashable, Sendable {
    /// The border of the gap.
    public var ring: Ring
    /// The areas around it, by number in ascending order.
    public var neighbours: [Int32]

    /// Its area in square metres on the ellipsoid, in the local plane.
    public var squareMetres: Double { ring.squareMetres }
}

extension Ring {
    /// The ring's area in square metres, in the plane of its middle latitude.
    public var squareMetres: Double {
        let metric = Metric(at: Box(vertices).centre)
        return abs(Double(doubledArea)) / 2 * metric.metresPerLongitudeUnit
            * metric.metresPerLatitudeUnit
    }
}

/// The check that areas cover their ground exactly once: no overlap, no gap between them.
///
/// Neighbours on the lattice share exact vertices, so a seam is an edge that one area runs one way
/// and its neighbour the other way. Vertices that lie exactly on a neighbour's edge are shared
/// first. What remains without a partner is the outer border, the border of a gap, or lies in
/// another area. Two areas on the same side of an edge overlap.
///
/// Complexity: O(n log n) for n edges on map data. Ground outside all areas is no gap, and neither
/// is a hole that another area of the same check fills.
public struct CoverageCheck {
    private struct Edge: Hashable {
        var a: Coordinate
        var b: Coordinate
        var reversed: Edge { Edge(a: b, b: a) }
    }

    private let areas: [(number: Int32, polygons: [Polygon])]

    /// A check of valid areas, each with a number of the caller's choice.
    public init(_ areas: [(number: Int32, polygons: [Polygon])]) { self.areas = areas }

    /// Every overlap, one per pair of areas, and every gap.
    public func faults() -> [CoverageFault] {
        let edges = nodedEdges()
        var owners: [Edge: Int32] = Dictionary(minimumCapacity: edges.count)
        var overlaps: [Pair: Coordinate] = [:]
        for (edge, number) in edges {
            if let other = owners.updateValue(number, forKey: edge), other != number {
                overlaps[Pair(number, other)] = overlaps[Pair(number, other)] ?? edge.a
            }
        }
        let unmatched = edges.filter { owners[$0.edge.reversed] == nil }
        let buried = overlapping(unmatched, &overlaps)
        let open = unmatched.filter { !buried.contains($0.edge) }
        let gaps = gaps(open.map(\.edge), owners: owners)
        return overlaps.sorted { $0.key < $1.key }.map {
            .overlap($0.key.low, $0.key.high, $0.value)
        } + gaps.map { .gap($0) }
    }

    /// Two areas in the order of their numbers.
    private struct Pair: Hashable, Comparable {
        var low: Int32
        var high: Int32
        init(_ a: Int32, _ b: Int32) {
            low = min(a, b)
            high = max(a, b)
        }
        static func < (left: Pair, right: Pair) -> Bool {
            (left.low, left.high) < (right.low, right.high)
        }
    }

    /// All edges, split wherever another area's vertex lies exactly on them.
    private func nodedEdges() -> [(edge: Edge, number: Int32)] {
        var edges: [(edge: Edge, number: Int32)] = []
        for area in areas {
            for ring in area.polygons.lazy.flatMap(\.rings) {
                for (a, b) in ring.edges { edges.append((Edge(a: a, b: b), area.number)) }
            }
        }
        let present = Set(edges.lazy.map(\.edge))
        let open = edges.filter { !present.contains($0.edge.reversed) }
        guard !open.isEmpty else { return edges }

        let vertices = Array(Set(open.lazy.flatMap { [$0.edge.a, $0.edge.b] })).sorted()
        let tree = PackedTree(vertices.map { Box($0, $0) })
        return edges.flatMap { edge, number -> [(edge: Edge, number: Int32)] in
            guard !present.contains(edge.reversed) else { return [(edge, number)] }
            var on: [Coordinate] = []
            tree.search(Box(edge.a, edge.b)) { slot in
                let vertex = vertices[Int(tree.items[slot])]
                if isOnSegment(vertex, edge.a, edge.b) { on.append(vertex) }
            }
            on.sort()
            if edge.b < edge.a { on.reverse() }
            return zip(on, on.dropFirst()).map { (Edge(a: $0, b: $1), number) }
        }
    }

    /// The edges without a partner that cross another area's edge or lie inside another area.
    private func overlapping(
        _ unmatched: [(edge: Edge, number: Int32)], _ overlaps: inout [Pair: Coordinate]
    ) -> Set<Edge> {
        var buried: Set<Edge> = []
        let tree = PackedTree(unmatched.map { Box($0.edge.a, $0.edge.b) })
        let index = AreaIndex(areas)
        let byNumber = Dictionary(areas.map { ($0.number, $0.polygons) }) { $0 + $1 }
        for (edge, number) in unmatched {
            var others: [(number: Int32, place: Coordinate)] = []
            tree.search(Box(edge.a, edge.b)) { slot in
                let other = unmatched[Int(tree.items[slot])]
                if other.number != number,
                    meeting(edge.a, edge.b, other.edge.a, other.edge.b) == .cross
                {
                    others.append((other.number, edge.a))
                }
            }
            for place in [edge.a, Box(edge.a, edge.b).centre, edge.b] {
                for found in index.areas(at: place)
                where found.number != number && found.location == .inside
                    && isExact(place, on: edge, in: found.number, byNumber)
                {
                    others.append((found.number, place))
                }
            }
            for other in others {
                let pair = Pair(number, other.number)
                overlaps[pair] = min(overlaps[pair] ?? other.place, other.place)
            }
            if !others.isEmpty { buried.insert(edge) }
        }
        return buried
    }

    /// Whether a place of an edge that lies inside an area tells that the edge does: the middle of
    /// an edge is rounded to the lattice and may lie beside it.
    private func isExact(
        _ place: Coordinate, on edge: Edge, in number: Int32, _ byNumber: [Int32: [Polygon]]
    ) -> Bool {
        isOnSegment(place, edge.a, edge.b)
            || byNumber[number]?.contains { $0.opens(at: edge.a, towards: edge.b) } == true
    }

    /// The loops of open edges that run around uncovered ground: seen from inside the gap they run
    /// counter-clockwise, while the outer border runs clockwise.
    private func gaps(_ open: [Edge], owners: [Edge: Int32]) -> [Gap] {
        var outgoing: [Coordinate: [Coordinate]] = [:]
        for edge in open { outgoing[edge.b, default: []].append(edge.a) }
        var used: Set<Edge> = []
        var gaps: [Gap] = []
        for edge in open.map(\.reversed).sorted(by: { ($0.a, $0.b) < ($1.a, $1.b) })
        where used.insert(edge).inserted {
            var loop = [edge.a]
            var current = edge
            while current.b != edge.a, let next = turn(from: current, outgoing, used) {
                loop.append(current.b)
                current = Edge(a: current.b, b: next)
                used.insert(current)
            }
            guard current.b == edge.a, let ring = Ring(loop), ring.doubledArea > 0 else {
                continue
            }
            let neighbours = Set(ring.edges.compactMap { owners[Edge(a: $1, b: $0)] })
            gaps.append(Gap(ring: ring, neighbours: neighbours.sorted()))
        }
        return gaps
    }

    /// The next vertex of a loop: where several loops meet in one place, the leftmost turn keeps
    /// to the same uncovered ground.
    private func turn(
        from edge: Edge, _ outgoing: [Coordinate: [Coordinate]], _ used: Set<Edge>
    ) -> Coordinate? {
        let choices = (outgoing[edge.b] ?? []).filter { !used.contains(Edge(a: edge.b, b: $0)) }
        return choices.min { first, second in
            Self.isLeft(of: second, first, after: edge)
        }
    }

    /// Whether going to `first` turns more to the left than going to `second` does.
    private static func isLeft(
        of second: Coordinate, _ first: Coordinate, after edge: Edge
    ) -> Bool {
        let sideOfFirst = orientation(edge.a, edge.b, first)
        let sideOfSecond = orientation(edge.a, edge.b, second)
        if (sideOfFirst > 0) != (sideOfSecond > 0) { return sideOfFirst > 0 }
        return orientation(edge.b, second, first) > 0
    }
}
