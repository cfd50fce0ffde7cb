import Foundation

/// A point of the Mercator plane in 2³² units around the world, from its north-west corner: about
/// a centimetre at the equator.
public struct MapPoint: Hashable, Sendable, BitwiseCopyable {
    /// Eastwards from the 180th meridian.
    public var x: UInt32
    /// Southwards from 85.05° north.
    public var y: UInt32

    /// A point by its two numbers.
    @inlinable
    public init(x: UInt32, y: UInt32) {
        self.x = x
        self.y = y
    }
}

/// The Mercator plane of the web's maps, on the sphere of EPSG:3857.
///
/// A place always falls on the same point, whatever tile asks, so that borders meet where tiles do.
/// The curve of latitudes is a table of cubic pieces: some nanoseconds a place, and nearer to the
/// logarithm than the plane's unit is long.
public enum Mercator {
    /// The latitude at which the plane ends, in lattice units: 85.0511287° and a little less.
    static let lastLatitude: Int32 = 850_511_287

    /// The point of a place; what lies nearer to a pole than the plane reaches falls on its edge.
    @inline(__always)
    public static func point(_ place: Coordinate) -> MapPoint {
        MapPoint(x: x(place.longitude), y: LatitudeCurve.shared.y(place.latitude))
    }

    @inline(__always)
    static func x(_ longitude: Int32) -> UInt32 {
        let units = (Double(longitude) + 1_800_000_000) * (4_294_967_296 / 3_600_000_000)
        return UInt32(min(max(units, 0), 4_294_967_295))
    }

    /// The longitude of a distance from the 180th meridian, in lattice units.
    static func longitude(x: Double) -> Double {
        min(max(x * (3_600_000_000 / 4_294_967_296) - 1_800_000_000, -1.8e9), 1.8e9)
    }

    /// The latitude of a distance from the northern edge, in lattice units.
    static func latitude(y: Double) -> Double {
        let angle = atan(sinh(.pi * (1 - 2 * y / 4_294_967_296)))
        return angle * 180 / .pi * Coordinate.unitsPerDegree
    }
}

/// Where latitudes fall on the Mercator plane, as cubic pieces of 2¹⁶ lattice units.
struct LatitudeCurve: Sendable {
    /// The distance from the northern edge at the start of a piece, and how it grows over the piece.
    private struct Knot: BitwiseCopyable {
        var y: Double
        var slope: Double
    }

    static let shared = LatitudeCurve()
    private let knots: PackedArray<Knot>
    private static let step = 65_536.0

    private init() {
        let count = Int(2 * Double(Mercator.lastLatitude) / Self.step) + 2
        knots = PackedArray(
            (0..<count).map { place in
                let units = Double(place) * Self.step - Double(Mercator.lastLatitude)
                let angle = units / Coordinate.unitsPerDegree * .pi / 180
                let rise = Self.step / Coordinate.unitsPerDegree * .pi / 180
                return Knot(
                    y: (1 - asinh(tan(angle)) / .pi) * 2_147_483_648,
                    slope: -rise / cos(angle) / .pi * 2_147_483_648)
            })
    }

    @inline(__always)
    func y(_ latitude: Int32) -> UInt32 {
        let last = Mercator.lastLatitude
        let units = Int(min(max(latitude, -last), last)) + Int(last)
        let (from, to) = (knots[units >> 16], knots[(units >> 16) + 1])
        let share = Double(units & 65_535) * (1 / Self.step)
        // A cubic Hermite piece through both ends with both slopes.
        let rise = to.y - from.y
        let cubic = from.slope + to.slope - 2 * rise
        let square = rise - from.slope - cubic
        let y = from.y + share * (from.slope + share * (square + share * cubic))
        return UInt32(min(max(y, 0), 4_294_967_295))
    }
}
