import Geo

/// Finds the pairs of things that stand near one another: the things of one kind are laid in strips
/// as high as the distance, from west to east, and compared with the next ones in their own strip
/// and with those above.
///
/// Complexity: O(n log n), and a look at each thing within the distance, at 256 of them at most: of
/// more in one spot not every pair is found, but every thing is in one.
struct NearSweep {
    private var order: UInt64
    private var place: Coordinate
    private var number: Int32

    private static let mostCompared = 256
    /// A unit of latitude is not shorter anywhere, in metres.
    private static let shortestUnit = 0.011_05

    /// Calls `visit` once with each pair of places that lie nearer to one another than a distance.
    ///
    /// - Parameters:
    ///   - things: places with the caller's own numbers.
    ///   - metres: the distance.
    static func forEachPair(
        of things: [(place: Coordinate, number: Int32)], nearerThan metres: Double,
        _ visit: (_ one: Int32, _ other: Int32, _ metres: Double) -> Void
    ) {
        guard things.count > 1, metres > 0 else { return }
        let height = UInt64(metres / shortestUnit) + 1
        let strips = things.map { thing in
            NearSweep(
                order: (UInt64(Int64(thing.place.latitude) + 900_000_000) / height) << 32
                    | eastward(thing.place), place: thing.place, number: thing.number)
        }.sorted { ($0.order, $0.number) < ($1.order, $1.number) }
        var above = 0
        for (index, thing) in strips.enumerated() {
            func compare(from start: Int, upTo last: UInt64) {
                var next = start
                let end = min(strips.count, start + mostCompared)
                while next < end, strips[next].order <= last {
                    let other = strips[next]
                    let found = Metric.distance(thing.place, other.place)
                    if found < metres { visit(thing.number, other.number, found) }
                    next += 1
                }
            }
            let strip = thing.order >> 32
            let width = reach(of: metres, at: thing.place)
            let (west, east) = (eastward(thing.place), eastward(thing.place))
            compare(from: index + 1, upTo: strip << 32 | min(east + width, 0xFFFF_FFFF))
            let first = (strip + 1) << 32 | (west > width ? west - width : 0)
            while above < strips.count, strips[above].order < first { above += 1 }
            compare(from: above, upTo: (strip + 1) << 32 | min(east + width, 0xFFFF_FFFF))
        }
    }

    private static func eastward(_ place: Coordinate) -> UInt64 {
        UInt64(Int64(place.longitude) + 1_800_000_000)
    }

    /// A distance in units of longitude, rounded up.
    private static func reach(of metres: Double, at place: Coordinate) -> UInt64 {
        UInt64(min(metres * 1.01 / Metric(at: place).metresPerLongitudeUnit, 4e9)) + 1
    }
}
