import Foundation

/// Distances in metres around one place, on the CGCS2000 ellipsoid.
///
/// A degree is measured with the ellipsoid's radii of curvature at the middle latitude of what is
/// measured. Against the geodesic the error is below 1 mm up to 5 km and below 1 cm up to 10 km
/// at the latitudes of cities (|latitude| < 70°). Searches of up to 100 km find the right neighbour.
///
/// Source of the ellipsoid: a = 6,378,137 m, f = 1/298.257222101 (CGCS2000, EPSG:7024 is its GRS 80
/// neighbour with the same figure to 0.1 mm). Source of the formula: the middle-latitude formula of
/// geodetic textbooks, e.g. Torge, Geodesy, on short lines.
public struct Metric: Sendable {
    /// Metres of one lattice unit of longitude at the place.
    public let metresPerLongitudeUnit: Double
    /// Metres of one lattice unit of latitude at the place.
    public let metresPerLatitudeUnit: Double
    /// The place in whose surroundings the metric holds.
    public let origin: Coordinate
    /// Lattice units of a metre, rounded up a little: for boxes that must contain.
    private let longitudeUnitsPerMetre: Double
    private let latitudeUnitsPerMetre: Double

    private static let semiMajorAxis = 6_378_137.0
    private static let flattening = 1 / 298.257222101
    private static let eccentricitySquared = flattening * (2 - flattening)
    private static let radiansPerUnit = Double.pi / 180 / Coordinate.unitsPerDegree

    /// The metric around a place.
    public init(at origin: Coordinate) {
        self.origin = origin
        let scale = Self.metresPerUnit(latitude: Double(origin.latitude))
        metresPerLongitudeUnit = scale.longitude
        metresPerLatitudeUnit = scale.latitude
        longitudeUnitsPerMetre = 1.001 / max(scale.longitude, 1e-9)
        latitudeUnitsPerMetre = 1.001 / scale.latitude
    }

    private static func metresPerUnit(
        latitude units: Double
    ) -> (longitude: Double, latitude: Double) {
        let latitude = units * radiansPerUnit
        let sine = sin(latitude)
        let root = (1 - eccentricitySquared * sine * sine).squareRoot()
        let normal = semiMajorAxis / root
        let meridian = semiMajorAxis * (1 - eccentricitySquared) / (root * root * root)
        // Beyond the poles there is no latitude, so the cosine is never negative.
        let cosine = max(1 - sine * sine, 0).squareRoot()
        return (normal * cosine * radiansPerUnit, meridian * radiansPerUnit)
    }

    /// The distance in metres between two places not far from each other.
    public static func distance(_ a: Coordinate, _ b: Coordinate) -> Double {
        distance(
            a, longitude: Double(b.longitude), latitude: Double(b.latitude))
    }

    private static func distance(
        _ a: Coordinate, longitude: Double, latitude: Double
    ) -> Double {
        let middle = (Double(a.latitude) + latitude) / 2
        let scale = metresPerUnit(latitude: middle)
        let x = (longitude - Double(a.longitude)) * scale.longitude
        let y = (latitude - Double(a.latitude)) * scale.latitude
        return (x * x + y * y).squareRoot()
    }

    /// The distance in metres from the origin to a place.
    public func distance(to place: Coordinate) -> Double { Self.distance(origin, place) }

    /// Distances that differ by no more than this, in metres, are equal: the lattice cannot tell
    /// them apart.
    public static let resolution = 0.01

    /// By how many metres a distance in the plane of the origin can differ from the exact one, up
    /// to the latitude of 70°: the scale of the longitudes changes on the way by half the tangent
    /// of the latitude times the share of the Earth's radius.
    @inline(__always)
    static func blur(_ metres: Double) -> Double { 1e-6 + metres * metres * 2.3e-7 }

    /// The square of the distance in metres from the origin to a place, in the plane of the origin.
    @inline(__always)
    func planarSquare(to place: Coordinate) -> Double {
        let x = Double(Int(place.longitude) - Int(origin.longitude)) * metresPerLongitudeUnit
        let y = Double(Int(place.latitude) - Int(origin.latitude)) * metresPerLatitudeUnit
        return x * x + y * y
    }

    /// The square of the distance in metres from the origin to the segment `a`–`b`, in the plane of
    /// the origin.
    @inline(__always)
    func planarSquare(to a: Coordinate, _ b: Coordinate) -> Double {
        let ax = Double(Int(a.longitude) - Int(origin.longitude)) * metresPerLongitudeUnit
        let ay = Double(Int(a.latitude) - Int(origin.latitude)) * metresPerLatitudeUnit
        let dx = Double(Int(b.longitude) - Int(a.longitude)) * metresPerLongitudeUnit
        let dy = Double(Int(b.latitude) - Int(a.latitude)) * metresPerLatitudeUnit
        let square = dx * dx + dy * dy
        let share = square == 0 ? 0 : min(max(-(ax * dx + ay * dy) / square, 0), 1)
        let x = ax + share * dx
        let y = ay + share * dy
        return x * x + y * y
    }

    /// A distance in metres that the nearest place of a box does not fall below.
    ///
    /// The box is measured in the plane of the origin, reduced by 3 %, which outweighs
    /// the change of the scale over 100 km.
    @inlinable
    public func lowerBound(to box: Box) -> Double {
        let nearest = box.nearestPlace(to: origin)
        let x =
            (Double(nearest.longitude) - Double(origin.longitude)) * metresPerLongitudeUnit
        let y = (Double(nearest.latitude) - Double(origin.latitude)) * metresPerLatitudeUnit
        return (x * x + y * y).squareRoot() * 0.97
    }

    /// The nearest place of the segment `a`–`b`, with its distance in metres and the share of the
    /// way from `a` to `b` at which it lies.
    public func nearest(_ a: Coordinate, _ b: Coordinate) -> NearestOnSegment {
        let ax = (Double(a.longitude) - Double(origin.longitude)) * metresPerLongitudeUnit
        let ay = (Double(a.latitude) - Double(origin.latitude)) * metresPerLatitudeUnit
        let bx = (Double(b.longitude) - Double(origin.longitude)) * metresPerLongitudeUnit
        let by = (Double(b.latitude) - Double(origin.latitude)) * metresPerLatitudeUnit
        let dx = bx - ax
        let dy = by - ay
        let square = dx * dx + dy * dy
        let share = square == 0 ? 0 : min(max(-(ax * dx + ay * dy) / square, 0), 1)
        let longitude =
            Double(a.longitude) + share * (Double(b.longitude) - Double(a.longitude))
        let latitude = Double(a.latitude) + share * (Double(b.latitude) - Double(a.latitude))
        return NearestOnSegment(
            metres: Self.distance(origin, longitude: longitude, latitude: latitude),
            share: share,
            place: Coordinate(
                longitude: Int32(longitude.rounded()), latitude: Int32(latitude.rounded())))
    }

    /// The distance in metres between two boxes in the plane of the origin; 0 if they meet.
    public func distance(between a: Box, _ b: Box) -> Double {
        let x = max(Int(a.west) - Int(b.east), Int(b.west) - Int(a.east), 0)
        let y = max(Int(a.south) - Int(b.north), Int(b.south) - Int(a.north), 0)
        let (metresEast, metresNorth) = (
            Double(x) * metresPerLongitudeUnit, Double(y) * metresPerLatitudeUnit
        )
        return (metresEast * metresEast + metresNorth * metresNorth).squareRoot()
    }

    /// A box that contains every place within a number of metres of another box.
    public func box(_ box: Box, widenedBy metres: Double) -> Box {
        let x = Int(metres * longitudeUnitsPerMetre) + 1
        let y = Int(metres * latitudeUnitsPerMetre) + 1
        return Box(
            west: Int32(clamping: Int(box.west) - x), south: Int32(clamping: Int(box.south) - y),
            east: Int32(clamping: Int(box.east) + x), north: Int32(clamping: Int(box.north) + y))
    }

    /// A box that contains every place within a number of metres of the origin.
    public func box(within metres: Double) -> Box {
        let x = min(metres * longitudeUnitsPerMetre + 1, 3.6e9)
        let y = min(metres * latitudeUnitsPerMetre + 1, 1.8e9)
        return Box(
            west: Int32(max(Double(origin.longitude) - x, -1.8e9)),
            south: Int32(max(Double(origin.latitude) - y, -0.9e9)),
            east: Int32(min(Double(origin.longitude) + x, 1.8e9)),
            north: Int32(min(Double(origin.latitude) + y, 0.9e9)))
    }
}

/// The place of a segment nearest to a metric's origin.
public struct NearestOnSegment: Hashable, Sendable {
    /// The distance in metres, measured to the exact place, not to its lattice point.
    public var metres: Double
    /// The share of the way from the segment's first end, 0 … 1.
    public var share: Double
    /// The lattice point nearest to it.
    public var place: Coordinate
}
