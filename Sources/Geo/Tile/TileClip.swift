/// Cuts lines and rings at the border of a tile and its margin.
///
///     ┌─────────────┐
///     │ ┌─────────┐ │   outer square: the tile with its margin, where everything is cut
///     │ │  tile   │ │   inner square: what is drawn; cuts are never seen
///     │ └─────────┘ │
///     └─────────────┘
///
/// Where an edge is cut depends on its two ends alone, not on their order, so that two areas that
/// share it stay neighbours. What a cut leaves of a ring may run along the border to and fro; it has
/// the right area.
///
/// Source: Sutherland and Hodgman, Reentrant Polygon Clipping, CACM 17 (1974), one side at a time.
struct TileClip: ~Copyable {
    private static let low = -TileFrame.margin
    private static let high = TileFrame.extent + TileFrame.margin
    private var other = TilePath()

    /// The corners of the square, clockwise on the screen from the north-west.
    static let corners = [(low, low), (high, low), (high, high), (low, high)].map {
        TilePoint(x: $0, y: $1)
    }

    /// Twice the area of the square.
    static let doubledArea = 2 * UInt64(high - low) * UInt64(high - low)

    /// Whether a point lies in the square.
    @inline(__always)
    static func holds(_ point: TilePoint) -> Bool {
        point.x >= low && point.x <= high && point.y >= low && point.y <= high
    }

    /// A side of the square.
    private enum Side: CaseIterable {
        case west, east, north, south

        @inline(__always)
        func holds(_ point: TilePoint) -> Bool {
            switch self {
            case .west: point.x >= TileClip.low
            case .east: point.x <= TileClip.high
            case .north: point.y >= TileClip.low
            case .south: point.y <= TileClip.high
            }
        }

        /// Where an edge crosses the side.
        func crossing(_ a: TilePoint, _ b: TilePoint) -> TilePoint {
            let isInOrder = (a.x, a.y) <= (b.x, b.y)
            let (first, second) = isInOrder ? (a, b) : (b, a)
            switch self {
            case .west, .east:
                let x = self == .west ? TileClip.low : TileClip.high
                return TilePoint(
                    x: x,
                    y: Self.between(
                        first.y, second.y, share: x - first.x, of: second.x - first.x))
            case .north, .south:
                let y = self == .north ? TileClip.low : TileClip.high
                return TilePoint(
                    x: Self.between(first.x, second.x, share: y - first.y, of: second.y - first.y),
                    y: y)
            }
        }

        private static func between(
            _ from: Int32, _ to: Int32, share: Int32, of whole: Int32
        ) -> Int32 {
            let part = Double(share) / Double(whole) * (Double(to) - Double(from))
            return from + Int32(part.rounded())
        }
    }

    /// Cuts a ring in place; nothing may be left of it.
    mutating func cut(ring path: inout TilePath) {
        for side in Side.allCases {
            guard path.count > 0 else { return }
            other.removeAll()
            var before = path[path.count - 1]
            for place in 0..<path.count {
                let point = path[place]
                if side.holds(before) != side.holds(point) {
                    other.append(side.crossing(before, point))
                }
                if side.holds(point) { other.append(point) }
                before = point
            }
            swap(&path, &other)
        }
    }

    /// Cuts a line and adds each piece that lies in the square to a geometry.
    mutating func cut(line path: borrowing TilePath, into geometry: inout TileGeometry) {
        other.removeAll()
        for place in 1..<max(path.count, 1) {
            let piece = Self.inside(path[place - 1], path[place])
            if let (from, to) = piece, other.count > 0, other[other.count - 1] == from {
                other.append(to)
                continue
            }
            geometry.add(line: other)
            other.removeAll()
            if let (from, to) = piece {
                other.append(from)
                other.append(to)
            }
        }
        geometry.add(line: other)
    }

    /// The part of an edge that lies in the square.
    private static func inside(_ a: TilePoint, _ b: TilePoint) -> (TilePoint, TilePoint)? {
        var (a, b) = (a, b)
        for side in Side.allCases {
            switch (side.holds(a), side.holds(b)) {
            case (true, true): break
            case (false, false): return nil
            case (true, false): b = side.crossing(a, b)
            case (false, true): a = side.crossing(a, b)
            }
        }
        return (a, b)
    }
}
