// Geo answers geometric questions exactly and fast.
//
// Every coordinate is a point of a lattice of 10⁻⁷ degree (about 1 cm), so that sides, borders and
// containment are decided in integers: two engines that read the same city give the same answer.
// The module knows no city, no disk, no network and no C. It refuses curves, heights and anything
// across the 180th meridian.
//
// Start reading at `Coordinate`, `Ring` and `Polygon`; `PackedTree` finds, `Predicates` decides.

/// A place on the ellipsoid: longitude and latitude in CGCS2000 (EPSG:4490), in units of 10⁻⁷ degree.
public struct Coordinate: Hashable, Sendable, BitwiseCopyable {
    /// Longitude in units of 10⁻⁷ degree, east positive, −1,800,000,000 … 1,800,000,000.
    public let longitude: Int32
    /// Latitude in units of 10⁻⁷ degree, north positive, −900,000,000 … 900,000,000.
    public let latitude: Int32

    /// How many lattice units make one degree.
    public static let unitsPerDegree = 10_000_000.0

    /// A place given in lattice units; the caller promises that they lie on the globe.
    @inlinable
    public init(longitude: Int32, latitude: Int32) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// The lattice point nearest to a place given in degrees; halves go away from zero.
    ///
    /// - Throws: ``CoordinateError`` for a number that is not finite or lies off the globe.
    public init(longitudeDegrees: Double, latitudeDegrees: Double) throws(CoordinateError) {
        guard longitudeDegrees.isFinite, latitudeDegrees.isFinite else {
            throw .notFinite(longitude: longitudeDegrees, latitude: latitudeDegrees)
        }
        guard abs(latitudeDegrees) <= 90 else { throw .latitudeOutOfRange(latitudeDegrees) }
        guard abs(longitudeDegrees) <= 180 else { throw .longitudeOutOfRange(longitudeDegrees) }
        longitude = Int32((longitudeDegrees * Self.unitsPerDegree).rounded())
        latitude = Int32((latitudeDegrees * Self.unitsPerDegree).rounded())
    }

    /// Longitude in degrees.
    @inlinable public var longitudeDegrees: Double { Double(longitude) / Self.unitsPerDegree }
    /// Latitude in degrees.
    @inlinable public var latitudeDegrees: Double { Double(latitude) / Self.unitsPerDegree }
}

extension Coordinate: Comparable {
    /// The order of longitude first, then latitude; it has no geographic meaning.
    @inlinable
    public static func < (left: Coordinate, right: Coordinate) -> Bool {
        (left.longitude, left.latitude) < (right.longitude, right.latitude)
    }
}

extension Coordinate: CustomStringConvertible {
    /// Longitude and latitude in degrees with seven decimals, as files and messages write them.
    public var description: String {
        "\(Self.degrees(longitude)),\(Self.degrees(latitude))"
    }

    /// Lattice units as degrees with seven decimals, exactly: no rounding takes place.
    public static func degrees(_ units: Int32) -> String {
        let magnitude = UInt32(units.magnitude)
        let fraction = String(magnitude % 10_000_000)
        let padding = String(repeating: "0", count: 7 - fraction.count)
        return "\(units < 0 ? "-" : "")\(magnitude / 10_000_000).\(padding)\(fraction)"
    }
}

/// A reason why two numbers are no place on the globe.
public enum CoordinateError: Error, Hashable, Sendable {
    /// One of the two is NaN or infinite.
    case notFinite(longitude: Double, latitude: Double)
    /// The latitude lies beyond a pole, in degrees.
    case latitudeOutOfRange(Double)
    /// The longitude lies beyond ±180 degrees.
    case longitudeOutOfRange(Double)
}

extension CoordinateError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .notFinite(let longitude, let latitude):
            "\(longitude),\(latitude) is not a coordinate: both numbers must be finite."
        case .latitudeOutOfRange(let latitude) where abs(latitude) <= 180:
            """
            Latitude \(latitude) lies beyond the pole. Give longitude first, then latitude; \
            for projected metres name the reference system.
            """
        case .latitudeOutOfRange(let latitude):
            """
            Latitude \(latitude) is no angle in degrees. If these are projected metres, \
            name their reference system.
            """
        case .longitudeOutOfRange(let longitude):
            """
            Longitude \(longitude) lies beyond ±180 degrees. If these are projected metres, \
            name their reference system.
            """
        }
    }
}
