extension Coordinate {
    /// Longitude and latitude in degrees, as GeoJSON orders them.
    public var inDegrees: [Double] { [longitudeDegrees, latitudeDegrees] }
}

extension Box {
    /// West, south, east and north in degrees.
    public var inDegrees: [Double] {
        [west, south, east, north].map { Double($0) / Coordinate.unitsPerDegree }
    }
}
