extension Polygon {
    /// The ground of several polygons that lie side by side, without the borders between them.
    ///
    /// Edges that two polygons share, run in opposite directions, fall out; what is left are the rings
    /// of the whole. Polygons that share no exact edge stay as they are, side by side.
    ///
    /// Complexity: O(vertices).
    public static func dissolved(_ polygons: [Polygon]) -> [Polygon] {
        var border = Border()
        for polygon in polygons {
            for ring in polygon.rings {
                for (a, b) in ring.edges { border.add(a, b) }
            }
        }
        let rings = border.rings()
        let shells = rings.filter { $0.doubledArea > 0 }
        var holes = [[Ring]](repeating: [], count: shells.count)
        for hole in rings where hole.doubledArea < 0 {
            let around = shells.indices.filter { shells[$0].holds(hole) }
            // Of shells around each other the innermost one has the hole.
            let innermost = around.min { shells[$0].doubledArea < shells[$1].doubledArea }
            if let innermost { holes[innermost].append(hole) }
        }
        return zip(shells, holes).map { Polygon(shell: $0, holes: $1) }
    }
}

extension Ring {
    /// Whether another ring that does not cross this one lies inside it.
    fileprivate func holds(_ other: Ring) -> Bool {
        for vertex in other.vertices {
            switch location(of: vertex) {
            case .inside: return true
            case .outside: return false
            case .border: continue
            }
        }
        return false
    }
}

/// The edges of many rings, and what is left of them when those that are run both ways fall out.
private struct Border {
    /// An edge by its lower end, with the direction in which it is run.
    private struct Edge {
        var low: Coordinate
        var high: Coordinate
        var isUpwards: Bool

        func precedes(_ other: Edge) -> Bool {
            low == other.low ? high < other.high : low < other.low
        }
    }

    private var edges: [Edge] = []

    mutating func add(_ from: Coordinate, _ to: Coordinate) {
        edges.append(
            from < to
                ? Edge(low: from, high: to, isUpwards: true)
                : Edge(low: to, high: from, isUpwards: false))
    }

    /// Where each edge that is left leads to, by its start.
    private var left: [Coordinate: [Coordinate]] {
        let sorted = edges.sorted { $0.precedes($1) }
        var next: [Coordinate: [Coordinate]] = [:]
        var place = 0
        while place < sorted.count {
            let edge = sorted[place]
            var upwards = 0
            while place < sorted.count, !edge.precedes(sorted[place]) {
                upwards += sorted[place].isUpwards ? 1 : -1
                place += 1
            }
            let (from, to) = upwards > 0 ? (edge.low, edge.high) : (edge.high, edge.low)
            for _ in 0..<upwards.magnitude { next[from, default: []].append(to) }
        }
        return next
    }

    /// The rings, each from its lowest start; where several meet, each takes the sharpest turn to the
    /// left, so that none touches itself.
    func rings() -> [Ring] {
        var next = left
        var rings: [Ring] = []
        for start in next.keys.sorted() {
            while let first = next[start]?.first {
                var vertices = [start]
                var (from, to) = (start, first)
                next[start]?.removeFirst()
                while to != start {
                    vertices.append(to)
                    guard let choices = next[to], let place = Self.leftmost(choices, from, to)
                    else { break }
                    next[to]?.remove(at: place)
                    (from, to) = (to, choices[place])
                }
                if let ring = Ring(vertices) { rings.append(ring) }
            }
        }
        return rings
    }

    private static func leftmost(
        _ choices: [Coordinate], _ from: Coordinate, _ at: Coordinate
    ) -> Int? {
        guard choices.count > 1 else { return choices.indices.first }
        return choices.indices.max { turn(from, at, choices[$0]) < turn(from, at, choices[$1]) }
    }

    /// How far a walk turns to the left, −2 … 2 quarters of a circle or so; it need not be an angle.
    private static func turn(_ from: Coordinate, _ at: Coordinate, _ to: Coordinate) -> Double {
        let (ax, ay) = (
            Double(at.longitude) - Double(from.longitude),
            Double(at.latitude) - Double(from.latitude)
        )
        let (bx, by) = (
            Double(to.longitude) - Double(at.longitude), Double(to.latitude) - Double(at.latitude)
        )
        let length = ((ax * ax + ay * ay) * (bx * bx + by * by)).squareRoot()
        let sine = (ax * by - ay * bx) / length
        let cosine = (ax * bx + ay * by) / length
        return sine >= 0 ? 1 - cosine : cosine - 1
    }
}
