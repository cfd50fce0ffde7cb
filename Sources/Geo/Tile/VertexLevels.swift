/// From which zoom on each vertex of many rings or lines is drawn.
///
/// Rings that share an edge share the decision: a border is cut into arcs where more than two edges
/// meet, each arc is simplified by itself and the same way whichever ring it is seen from, and its
/// ends always stay. So neighbours never part, at any zoom.
///
/// Complexity: O(vertices log vertices) on map data, some 20 bytes a vertex while it is worked out.
///
/// Source: Douglas and Peucker, Algorithms for the reduction of the number of points, 1973.
struct VertexLevels {
    /// The level of a vertex that no zoom draws: it lies on the line between its neighbours.
    static let never: UInt8 = 255

    /// How far a line may be drawn from where it runs: half a unit from zoom 13 on, below it three
    /// quarters of a pixel of a tile 512 pixels wide; in units of the Mercator plane.
    static func tolerance(zoom: Int) -> Double {
        let unit = Double(UInt64(1) << UInt64(TileAddress.finestZoom - zoom))
        return zoom >= 13 ? unit / 2 : unit * 6
    }

    /// The first zoom at which a vertex so far from the line without it is drawn.
    private static func level(distance: Double) -> UInt8 {
        guard distance > 0 else { return never }
        for (zoom, tolerance) in tolerances.enumerated() where distance > tolerance {
            return UInt8(zoom)
        }
        return never
    }

    private static let tolerances = (0...TileAddress.finestZoom).map { tolerance(zoom: $0) }

    private let vertices: PackedArray<Coordinate>
    /// The same number for vertices at the same place.
    private let places: [Int32]
    private let isNode: [Bool]
    private var levels: [UInt8]
    private static let unknown: UInt8 = 254

    /// The levels of all vertices.
    ///
    /// - Parameters:
    ///   - runs: where each ring or line lies among the vertices, one after another.
    ///   - areRings: whether the last vertex of a run is joined to its first.
    static func levels(
        _ vertices: PackedArray<Coordinate>, runs: [Range<Int>], areRings: Bool
    ) -> PackedArray<UInt8> {
        var work = VertexLevels(vertices, runs, areRings)
        for run in runs where !run.isEmpty { work.simplify(run, isRing: areRings) }
        return PackedArray(vertices.indices.map { work.levels[Int(work.places[$0])] })
    }

    private init(_ vertices: PackedArray<Coordinate>, _ runs: [Range<Int>], _ areRings: Bool) {
        self.vertices = vertices
        let numbering = PlaceNumbering(vertices)
        places = numbering.places
        isNode = Self.nodes(places, count: numbering.count, runs, areRings)
        levels = [UInt8](repeating: Self.unknown, count: numbering.count)
    }

    /// The places at which other than two edges meet.
    private static func nodes(
        _ places: [Int32], count: Int, _ runs: [Range<Int>], _ areRings: Bool
    ) -> [Bool] {
        var neighbours = [SIMD2<Int32>](repeating: SIMD2(-1, -1), count: count)
        var isNode = [Bool](repeating: false, count: count)
        func join(_ place: Int32, _ other: Int32) {
            let at = Int(place)
            if neighbours[at].x < 0 || neighbours[at].x == other {
                neighbours[at].x = other
            } else if neighbours[at].y < 0 || neighbours[at].y == other {
                neighbours[at].y = other
            } else {
                isNode[at] = true
            }
        }
        for run in runs where !run.isEmpty {
            var before = places[areRings ? run.upperBound - 1 : run.lowerBound]
            for position in run.dropFirst(areRings ? 0 : 1) {
                let place = places[position]
                join(place, before)
                join(before, place)
                before = place
            }
        }
        for place in 0..<count where neighbours[place].y < 0 { isNode[place] = true }
        guard !areRings else { return isNode }
        // Where one line ends and the next begins two edges meet, and both lines must reach it.
        for run in runs where !run.isEmpty {
            isNode[Int(places[run.lowerBound])] = true
            isNode[Int(places[run.upperBound - 1])] = true
        }
        return isNode
    }

    private mutating func simplify(_ run: Range<Int>, isRing: Bool) {
        var anchors = run.filter { isNode[Int(places[$0])] }
        if isRing, anchors.isEmpty { anchors = lonely(run) }
        for anchor in anchors { levels[Int(places[anchor])] = 0 }
        for (from, to) in zip(anchors, anchors.dropFirst()) { simplify(Array(from...to)) }
        if isRing, let first = anchors.first, let last = anchors.last {
            simplify(Array(last..<run.upperBound) + Array(run.lowerBound...first))
        }
    }

    /// Two vertices of a ring that no other ring meets: its lowest, and the one farthest from that.
    private func lonely(_ run: Range<Int>) -> [Int] {
        let lowest = run.min { vertices[$0] < vertices[$1] } ?? run.lowerBound
        let start = Point(vertices[lowest])
        let farthest = run.max {
            let (first, second) = (start.square(to: $0, vertices), start.square(to: $1, vertices))
            return (first, vertices[$0]) < (second, vertices[$1])
        }
        return [lowest, farthest ?? lowest].sorted()
    }

    /// Decides about an arc, its ends excluded; one that a ring before has is decided already.
    private mutating func simplify(_ arc: [Int]) {
        guard arc.count > 2, levels[Int(places[arc[1]])] == Self.unknown else { return }
        let forward = (vertices[arc[0]], vertices[arc[1]])
        let backward = (vertices[arc[arc.count - 1]], vertices[arc[arc.count - 2]])
        let arc = backward < forward ? arc.reversed() : arc
        let points = arc.map { Point(vertices[$0]) }
        var open = [(from: 0, to: arc.count - 1, level: UInt8(0))]
        while let part = open.popLast() {
            guard part.to - part.from > 1 else { continue }
            var farthest = part.from + 1
            var square = -1.0
            for place in part.from + 1..<part.to {
                let found = points[place].square(to: points[part.from], points[part.to])
                if found > square { (square, farthest) = (found, place) }
            }
            // What hangs on a vertex is not drawn before it.
            let level = max(Self.level(distance: square.squareRoot()), part.level)
            levels[Int(places[arc[farthest]])] = level
            open.append((part.from, farthest, level))
            open.append((farthest, part.to, level))
        }
    }

    /// A vertex on the Mercator plane.
    private struct Point {
        var x: Double
        var y: Double

        init(_ place: Coordinate) {
            let point = Mercator.point(place)
            (x, y) = (Double(point.x), Double(point.y))
        }

        func square(to position: Int, _ vertices: PackedArray<Coordinate>) -> Double {
            let other = Point(vertices[position])
            return (other.x - x) * (other.x - x) + (other.y - y) * (other.y - y)
        }

        /// The square of the distance to a segment.
        func square(to a: Point, _ b: Point) -> Double {
            let (dx, dy) = (b.x - a.x, b.y - a.y)
            let length = dx * dx + dy * dy
            var share = length > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / length : 0
            share = min(max(share, 0), 1)
            let (ex, ey) = (a.x + share * dx - x, a.y + share * dy - y)
            return ex * ex + ey * ey
        }
    }
}

/// Numbers for the different places among many vertices, in the order in which they come.
private struct PlaceNumbering {
    /// The number of each vertex's place.
    let places: [Int32]
    /// How many places there are.
    let count: Int

    init(_ vertices: PackedArray<Coordinate>) {
        var bits = 4
        while 1 << bits < vertices.count * 2 { bits += 1 }
        let mask = 1 << bits - 1
        // A hash table of vertices with open addressing: nothing is ever removed.
        var slots = [Int32](repeating: -1, count: 1 << bits)
        var places = [Int32](repeating: 0, count: vertices.count)
        var count: Int32 = 0
        for (position, vertex) in vertices.enumerated() {
            var key = UInt64(UInt32(bitPattern: vertex.longitude)) << 32
            key |= UInt64(UInt32(bitPattern: vertex.latitude))
            var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 24) & mask
            while slots[slot] >= 0, vertices[Int(slots[slot])] != vertex {
                slot = (slot + 1) & mask
            }
            if slots[slot] < 0 {
                slots[slot] = Int32(position)
                places[position] = count
                count += 1
            } else {
                places[position] = places[Int(slots[slot])]
            }
        }
        self.places = places
        self.count = Int(count)
    }
}
