/// A reason why an area is not a valid one in the sense of OGC Simple Features, with its place.
public enum Invalidity: Hashable, Sendable {
    /// Two edges cross or run along each other at this place.
    case selfCrossing(Coordinate)
    /// A ring touches itself at this place.
    case selfTouching(Coordinate)
    /// A hole lies outside its polygon, or inside another hole.
    case holeOutside(Coordinate)
    /// Two parts cover the same ground.
    case partsOverlap(Coordinate)
    /// Holes that touch cut the interior in two.
    case interiorCut(Coordinate)

    /// Where it is wrong.
    public var place: Coordinate {
        switch self {
        case .selfCrossing(let place), .selfTouching(let place), .holeOutside(let place),
            .partsOverlap(let place), .interiorCut(let place):
            place
        }
    }
}

extension Shape {
    /// The first reason why the shape is not valid, or `nil`.
    ///
    /// Points and lines are always valid. Complexity: O(edges × log edges) on map data.
    public var invalidity: Invalidity? {
        guard case .area(let polygons) = self else { return nil }
        var check = ValidityCheck(polygons)
        return check.firstInvalidity()
    }
}

/// The rules of a valid area, asked in the order in which the later ones rely on the earlier.
private struct ValidityCheck {
    private struct Edge {
        var a: Coordinate
        var b: Coordinate
        var ring: Int
        var polygon: Int
        /// The place in its ring and how many edges the ring has: neighbours share a vertex.
        var index: Int
        var count: Int

        func isNeighbour(of other: Edge) -> Bool {
            guard ring == other.ring else { return false }
            let gap = abs(index - other.index)
            return gap == 1 || gap == count - 1
        }
    }

    /// A place that two rings share.
    private struct Touch {
        var rings: (Int, Int)
        var place: Coordinate
        var isInOnePolygon: Bool
    }

    private let polygons: [Polygon]
    private let edges: [Edge]
    private var touches: [Touch] = []

    init(_ polygons: [Polygon]) {
        self.polygons = polygons
        var edges: [Edge] = []
        var ringNumber = 0
        for (number, polygon) in polygons.enumerated() {
            for ring in polygon.rings {
                for (index, (a, b)) in ring.edges.enumerated() {
                    edges.append(
                        Edge(
                            a: a, b: b, ring: ringNumber, polygon: number, index: index,
                            count: ring.vertices.count))
                }
                ringNumber += 1
            }
        }
        self.edges = edges.sorted {
            min($0.a.longitude, $0.b.longitude) < min($1.a.longitude, $1.b.longitude)
        }
    }

    mutating func firstInvalidity() -> Invalidity? {
        crossing() ?? misplacedRing() ?? cutInterior()
    }

    /// Every pair of edges whose longitudes overlap is looked at once, from west to east.
    private mutating func crossing() -> Invalidity? {
        var active: [Edge] = []
        for edge in edges {
            let west = min(edge.a.longitude, edge.b.longitude)
            active.removeAll { max($0.a.longitude, $0.b.longitude) < west }
            for other in active {
                if let found = fault(edge, other) { return found }
            }
            active.append(edge)
        }
        return nil
    }

    private mutating func fault(_ edge: Edge, _ other: Edge) -> Invalidity? {
        switch meeting(edge.a, edge.b, other.a, other.b) {
        case .apart:
            return nil
        case .cross, .overlap:
            return .selfCrossing(edge.a)
        case .touch(let place):
            if edge.ring == other.ring {
                return edge.isNeighbour(of: other) ? nil : .selfTouching(place)
            }
            touches.append(
                Touch(
                    rings: (edge.ring, other.ring), place: place,
                    isInOnePolygon: edge.polygon == other.polygon))
            return nil
        }
    }

    /// Once no edges cross, rings can be in the wrong place as a whole, or pass through each other
    /// at places where they touch.
    private func misplacedRing() -> Invalidity? {
        let relation = RingRelation(in: Box(Shape.area(polygons).vertices))
        var firstRing = 0
        for (number, polygon) in polygons.enumerated() {
            let rings = firstRing..<(firstRing + polygon.rings.count)
            firstRing = rings.upperBound
            for (hole, ring) in zip(rings.dropFirst(), polygon.holes) {
                let beside = { (others: [Ring], numbers: [Int]) in
                    relation.locations(
                        of: ring, in: others, cuts: places(of: hole, sharedWith: numbers))
                }
                if beside([polygon.shell], [rings.lowerBound]).contains(.outside) {
                    return .holeOutside(ring.vertices[0])
                }
                for (other, second) in zip(rings.dropFirst(), polygon.holes)
                where other != hole && beside([second], [other]).contains(.inside) {
                    return .holeOutside(ring.vertices[0])
                }
            }
            if let overlap = overlap(of: number, shell: rings.lowerBound, relation) {
                return overlap
            }
        }
        return nil
    }

    /// Whether a part's shell enters the interior of another part.
    private func overlap(of number: Int, shell: Int, _ relation: RingRelation) -> Invalidity? {
        let ring = polygons[number].shell
        var firstRing = 0
        for (other, polygon) in polygons.enumerated() {
            let rings = firstRing..<(firstRing + polygon.rings.count)
            firstRing = rings.upperBound
            guard other != number, Box(ring.vertices).intersects(Box(polygon.shell.vertices))
            else { continue }
            let locations = relation.locations(
                of: ring, in: polygon.rings, cuts: places(of: shell, sharedWith: Array(rings)))
            if locations.contains(.inside) { return .partsOverlap(ring.vertices[0]) }
        }
        return nil
    }

    private func places(of ring: Int, sharedWith others: [Int]) -> [Coordinate] {
        touches.filter { touch in
            (touch.rings.0 == ring && others.contains(touch.rings.1))
                || (touch.rings.1 == ring && others.contains(touch.rings.0))
        }.map(\.place)
    }

    /// Rings that touch at places form a graph; a cycle in it encloses a piece of the interior.
    private func cutInterior() -> Invalidity? {
        var leader = Array(0..<(polygons.reduce(0) { $0 + $1.rings.count }))
        func find(_ node: Int) -> Int {
            var node = node
            while leader[node] != node { node = leader[node] }
            return node
        }
        var nodeOfPlace: [Coordinate: Int] = [:]
        var joined: Set<[Int]> = []
        for touch in touches where touch.isInOnePolygon {
            let node = nodeOfPlace[touch.place] ?? leader.count
            if node == leader.count {
                leader.append(node)
                nodeOfPlace[touch.place] = node
            }
            for ring in [touch.rings.0, touch.rings.1]
            where joined.insert([ring, node]).inserted {
                let (from, to) = (find(ring), find(node))
                if from == to { return .interiorCut(touch.place) }
                leader[from] = to
            }
        }
        return nil
    }
}
