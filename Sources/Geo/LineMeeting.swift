/// A place at which lines of two features meet, or come so near that they are meant to.
public struct LineMeeting: Hashable, Sendable, Comparable {
    /// The lower number of the two.
    public var first: Int32
    /// The higher number.
    public var second: Int32
    /// Where they meet; of a gap the end of it that lies on a line's inside.
    public var place: Coordinate

    /// The order of the numbers, then of the places.
    public static func < (left: LineMeeting, right: LineMeeting) -> Bool {
        (left.first, left.second, left.place) < (right.first, right.second, right.place)
    }
}

extension FeatureIndex {
    /// Every place at which lines of two features cross, touch, or end within some metres of each
    /// other, in the order of the numbers.
    ///
    /// - Parameters:
    ///   - metres: how wide a gap may be.
    ///   - counts: whether two features are looked at; it is asked with the lower number first.
    /// - Complexity: O(edges × edges near each).
    public func lineMeetings(
        within metres: Double, where counts: (Int32, Int32) -> Bool = { _, _ in true }
    ) -> [LineMeeting] {
        var found: Set<LineMeeting> = []
        for edge in edges.edges where edge.isLine == 1 {
            let box = Metric(at: edge.a).box(Box(edge.a, edge.b), widenedBy: metres)
            edges.forEachEdge(near: box) { other in
                guard other.isLine == 1, edge.number < other.number,
                    counts(edge.number, other.number),
                    let place = Self.meeting(edge, other, within: metres)
                else { return }
                found.insert(
                    LineMeeting(first: edge.number, second: other.number, place: place))
            }
        }
        return found.sorted()
    }

    /// Calls `visit` with the lines of every feature that has any, in no useful order.
    public func forEachLines(_ visit: (_ number: Int32, _ lines: [Line]) -> Void) {
        lines.forEach(visit)
    }

    private static func meeting(
        _ one: EdgeIndex.Edge, _ other: EdgeIndex.Edge, within metres: Double
    ) -> Coordinate? {
        if let crossing = crossing(one.a, one.b, other.a, other.b) { return crossing }
        let ends = [
            (one.a, other.a, other.b), (one.b, other.a, other.b), (other.a, one.a, one.b),
            (other.b, one.a, one.b),
        ]
        let nearest = ends.map { Metric(at: $0).nearest($1, $2) }
            .min { $0.metres < $1.metres }
        return nearest.flatMap { $0.metres <= metres ? $0.place : nil }
    }

    /// The lattice point nearest to where two edges cross inside both; exact in the decision.
    private static func crossing(
        _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate
    ) -> Coordinate? {
        let sides = (orientation(a, b, c), orientation(a, b, d))
        guard sides.0 * sides.1 < 0, orientation(c, d, a) * orientation(c, d, b) < 0 else {
            return nil
        }
        func difference(_ from: Coordinate, _ to: Coordinate) -> (x: Double, y: Double) {
            (
                Double(Int(to.longitude) - Int(from.longitude)),
                Double(Int(to.latitude) - Int(from.latitude))
            )
        }
        let (along, across, between) = (difference(a, b), difference(c, d), difference(a, c))
        let share =
            (between.x * across.y - between.y * across.x)
            / (along.x * across.y - along.y * across.x)
        return Coordinate(
            longitude: a.longitude + Int32((share * along.x).rounded()),
            latitude: a.latitude + Int32((share * along.y).rounded()))
    }
}

extension Line {
    /// The place halfway along the line.
    ///
    /// - Complexity: O(vertices).
    public var halfway: Coordinate {
        var rest = edges.reduce(0) { $0 + Metric.distance($1.0, $1.1) } / 2
        for (a, b) in edges {
            let metres = Metric.distance(a, b)
            if rest <= metres, metres > 0 {
                let share = rest / metres
                let (x, y) = (
                    Int(b.longitude) - Int(a.longitude), Int(b.latitude) - Int(a.latitude)
                )
                return Coordinate(
                    longitude: a.longitude + Int32((share * Double(x)).rounded()),
                    latitude: a.latitude + Int32((share * Double(y)).rounded()))
            }
            rest -= metres
        }
        return vertices[vertices.count - 1]
    }

    /// The length in metres.
    public var metres: Double { edges.reduce(0) { $0 + Metric.distance($1.0, $1.1) } }
}
