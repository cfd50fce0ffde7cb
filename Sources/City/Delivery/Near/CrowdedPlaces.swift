import Geo

/// Single places at which suspiciously many rows stand: the middle of a district, say, instead of a
/// survey.
struct CrowdedPlaces {
    /// The places with how many rows each has, the fullest first.
    let places: [(place: Coordinate, rows: Int)]
    private let all: Set<Coordinate>

    /// More than so many rows are too many in any delivery.
    static let most = 100
    /// So many are too many if they are more than a hundredth of the delivery.
    static let leastOfShare = 20

    /// The crowded places of a delivery. Complexity: O(n log n).
    init(_ rows: RowTable) {
        let points = (0..<rows.count).compactMap { rows.shapes.point($0).map(Self.packed) }.sorted()
        var found: [(place: Coordinate, rows: Int)] = []
        var start = 0
        while start < points.count {
            var end = start + 1
            while end < points.count, points[end] == points[start] { end += 1 }
            let count = end - start
            if count > Self.most || (count >= Self.leastOfShare && count * 100 > rows.count) {
                found.append((Self.place(points[start]), count))
            }
            start = end
        }
        places = found.sorted { ($1.rows, $0.place) < ($0.rows, $1.place) }
        all = Set(found.map(\.place))
    }

    /// Whether a place is one of them.
    func contains(_ place: Coordinate) -> Bool { !all.isEmpty && all.contains(place) }

    private static func packed(_ place: Coordinate) -> UInt64 {
        UInt64(UInt32(bitPattern: place.longitude)) << 32
            | UInt64(UInt32(bitPattern: place.latitude))
    }

    private static func place(_ packed: UInt64) -> Coordinate {
        Coordinate(
            longitude: Int32(truncatingIfNeeded: packed >> 32),
            latitude: Int32(truncatingIfNeeded: packed))
    }
}
