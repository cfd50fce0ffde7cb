import Geo

extension PlanarGeometry {
    /// The middle of what it covers: of its area, of its length, or of its points; `nil` if it is
    /// empty.
    ///
    /// A middle of vertices would depend on how densely somebody drew, and that of a box on how the
    /// axes lie; this one stays where it is whoever draws, in whichever system.
    var middle: Position? {
        switch self {
        case .points(let points): Self.mean(points)
        case .lines(let lines): Self.middle(ofLines: lines) ?? Self.mean(positions)
        case .areas(let areas): Self.middle(ofAreas: areas) ?? Self.mean(positions)
        }
    }

    private static func mean(_ points: [Position]) -> Position? {
        guard !points.isEmpty else { return nil }
        let count = Double(points.count)
        return Position(
            x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
    }

    private static func middle(ofLines lines: [[Position]]) -> Position? {
        var sum = WeightedSum()
        for line in lines {
            for (a, b) in zip(line, line.dropFirst()) {
                let (dx, dy) = (b.x - a.x, b.y - a.y)
                sum.add((a.x + b.x) / 2, (a.y + b.y) / 2, (dx * dx + dy * dy).squareRoot())
            }
        }
        return sum.middle
    }

    /// Source of the formula: the centroid of triangles that fan out from a vertex.
    private static func middle(ofAreas areas: [[[Position]]]) -> Position? {
        var sum = WeightedSum()
        for rings in areas {
            for (place, ring) in rings.enumerated() {
                var own = WeightedSum()
                guard let origin = ring.first else { continue }
                for (a, b) in zip(ring, ring.dropFirst()) {
                    let doubled =
                        (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
                    own.add((origin.x + a.x + b.x) / 3, (origin.y + a.y + b.y) / 3, doubled)
                }
                guard let middle = own.middle else { continue }
                sum.add(middle.x, middle.y, abs(own.weight) * (place == 0 ? 1 : -1))
            }
        }
        return sum.middle
    }

    /// Up to so many of its vertices, evenly along their order; none of points, which have no shape.
    func outlineVertices(atMost count: Int) -> [Position] {
        if case .points = self { return [] }
        let all = positions
        guard all.count > count else { return all }
        return (0..<count).map { all[$0 * all.count / count] }
    }
}

/// A sum of places, each with a weight.
private struct WeightedSum {
    private var x = 0.0
    private var y = 0.0
    private(set) var weight = 0.0

    mutating func add(_ x: Double, _ y: Double, _ weight: Double) {
        self.x += x * weight
        self.y += y * weight
        self.weight += weight
    }

    var middle: Position? {
        guard weight != 0 else { return nil }
        return Position(x: x / weight, y: y / weight)
    }
}
