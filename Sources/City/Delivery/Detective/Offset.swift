public import Geo

/// A way on the ground, in metres to the east and to the north.
public struct Offset: Hashable, Sendable {
    /// Metres to the east; negative to the west.
    public var east: Double
    /// Metres to the north; negative to the south.
    public var north: Double

    /// A way by its two parts.
    public init(east: Double, north: Double) {
        self.east = east
        self.north = north
    }

    /// The way from a place to another, measured at their middle latitude: exact to a millimetre
    /// over some kilometres, and no more than an order of magnitude across a continent.
    public init(from start: Coordinate, to end: Coordinate) {
        let middle = Coordinate(
            longitude: start.longitude,
            latitude: Int32((Int64(start.latitude) + Int64(end.latitude)) / 2))
        let metric = Metric(at: middle)
        east =
            (Double(end.longitude) - Double(start.longitude)) * metric.metresPerLongitudeUnit
        north = (Double(end.latitude) - Double(start.latitude)) * metric.metresPerLatitudeUnit
    }

    /// Its length in metres.
    public var metres: Double { (east * east + north * north).squareRoot() }

    static func - (left: Offset, right: Offset) -> Offset {
        Offset(east: left.east - right.east, north: left.north - right.north)
    }
}

extension Coordinate {
    /// The lattice point at the end of a way that begins here; `nil` off the globe.
    func moved(by offset: Offset) -> Coordinate? {
        let metric = Metric(at: self)
        return try? Coordinate(
            longitudeDegrees: longitudeDegrees
                + offset.east / metric.metresPerLongitudeUnit / Self.unitsPerDegree,
            latitudeDegrees: latitudeDegrees
                + offset.north / metric.metresPerLatitudeUnit / Self.unitsPerDegree)
    }
}
