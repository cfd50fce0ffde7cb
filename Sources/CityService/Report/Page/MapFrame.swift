import Geo

/// The part of the ground that a small map shows, and how it lies on the paper: north is up, a
/// metre has the same length both ways in the middle of the map.
struct MapFrame {
    /// The size of the paper in its own units.
    static let width = 960
    let height: Int
    private let metric: Metric
    /// Units of the paper for a metre.
    private let scale: Double

    /// A frame around a box, with a margin; a box of a single place gets some ground around it.
    init(around box: Box) {
        let metric = Metric(at: box.centre)
        let extent = Self.extent(of: box, metric)
        let margin = max(extent.width * 0.03, extent.height * 0.03, 100)
        self.metric = metric
        let widened = Self.extent(of: metric.box(box, widenedBy: margin), metric)
        let fit = Double(Self.width) / max(widened.width, widened.height)
        let full = Double(Self.width) / widened.width
        // A high and narrow city is drawn as high as the paper is wide.
        scale = full * widened.height > Double(Self.width) ? fit : full
        height = max(Int((widened.height * scale).rounded()), Self.width / 4)
    }

    private static func extent(of box: Box, _ metric: Metric) -> (width: Double, height: Double) {
        (
            Double(Int(box.east) - Int(box.west)) * metric.metresPerLongitudeUnit,
            Double(Int(box.north) - Int(box.south)) * metric.metresPerLatitudeUnit
        )
    }

    /// How many metres one unit of the paper shows.
    var metresPerUnit: Double { 1 / scale }

    /// Where a place lies on the paper, or `nil` beside it.
    func position(_ place: Coordinate) -> (x: Double, y: Double)? {
        let (x, y) = unbounded(place)
        guard x >= 0, y >= 0, x < Double(Self.width), y < Double(height) else { return nil }
        return (x, y)
    }

    private func unbounded(_ place: Coordinate) -> (x: Double, y: Double) {
        let middle = metric.origin
        return (
            Double(Self.width) / 2
                + Double(Int(place.longitude) - Int(middle.longitude))
                * metric.metresPerLongitudeUnit * scale,
            Double(height) / 2
                - Double(Int(place.latitude) - Int(middle.latitude))
                * metric.metresPerLatitudeUnit * scale
        )
    }

    /// A ring as the path of an SVG, without the vertices that the paper cannot show; empty if it
    /// is too small to be seen.
    func path(_ ring: Ring) -> String {
        var path = ""
        var count = 0
        var last = (x: -9, y: -9)
        for vertex in ring.vertices {
            let (x, y) = unbounded(vertex)
            let next = (x: Int(x.rounded()), y: Int(y.rounded()))
            guard abs(next.x - last.x) + abs(next.y - last.y) > 2 else { continue }
            path += "\(count == 0 ? "M" : "L")\(next.x) \(next.y)"
            last = next
            count += 1
        }
        return count < 3 ? "" : path + "Z"
    }

    /// A round number of metres that takes about a fifth of the paper's width.
    var scaleBar: Double {
        let wanted = metresPerUnit * Double(Self.width) / 5
        var step = 1.0
        while step * 10 <= wanted { step *= 10 }
        return step * (wanted >= step * 5 ? 5 : wanted >= step * 2 ? 2 : 1)
    }
}
