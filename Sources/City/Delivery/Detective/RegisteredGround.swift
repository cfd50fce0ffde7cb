import Geo

/// A registered shape, asked how far a delivered one lies from it.
struct RegisteredGround {
    let middle: Coordinate
    private let shape: Shape

    init?(_ shape: Shape) {
        guard let middle = shape.middle else { return nil }
        self.middle = middle
        self.shape = shape
    }

    /// Beyond this, in metres, only the middles are compared.
    private static let farthest = 20_000.0
    /// Within this, in metres, the middles say enough.
    private static let nearest = 25.0

    /// The distance in metres from the registered middle to the delivered one, or from the outline
    /// to half of the delivered vertices, whichever is less: a district of which a part was redrawn
    /// has another middle, and keeps most of its border.
    func metres(to sample: DatumSample, at place: Coordinate?, _ reader: PlaceReader) -> Double {
        guard let place else { return .infinity }
        let direct = Offset(from: middle, to: place).metres
        guard direct > Self.nearest, direct < Self.farthest, !sample.vertices.isEmpty else {
            return direct
        }
        let edges = planarEdges
        guard !edges.isEmpty else { return direct }
        let metric = Metric(at: middle)
        let ways = reader(sample.vertices).compactMap { place -> Double? in
            guard let place else { return nil }
            let point = PlanePoint(place, metric)
            return edges.reduce(Double.infinity) { min($0, point.square(to: $1.0, $1.1)) }
                .squareRoot()
        }
        return min(direct, Robust.median(ways) ?? .infinity)
    }

    private var planarEdges: [(PlanePoint, PlanePoint)] {
        let metric = Metric(at: middle)
        return shape.edges.map { (PlanePoint($0.0, metric), PlanePoint($0.1, metric)) }
    }
}

/// A place in metres of the plane around a metric's origin.
private struct PlanePoint {
    var x: Double
    var y: Double

    init(_ place: Coordinate, _ metric: Metric) {
        x =
            (Double(place.longitude) - Double(metric.origin.longitude))
            * metric.metresPerLongitudeUnit
        y =
            (Double(place.latitude) - Double(metric.origin.latitude))
            * metric.metresPerLatitudeUnit
    }

    /// The square of the distance to a segment.
    func square(to a: PlanePoint, _ b: PlanePoint) -> Double {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let length = dx * dx + dy * dy
        let along = (x - a.x) * dx + (y - a.y) * dy
        let share = length == 0 ? 0 : min(max(along / length, 0), 1)
        let (offX, offY) = (a.x + share * dx - x, a.y + share * dy - y)
        return offX * offX + offY * offY
    }
}
