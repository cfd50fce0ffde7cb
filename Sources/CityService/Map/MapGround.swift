import City
public import Geo

/// Some ground on the map, as a question names it.
public struct MapGround: Hashable, Sendable {
    /// The ground in lattice units.
    let box: Box

    /// The ground around a place, in degrees; a square with half a side of some metres.
    ///
    /// - Throws: ``CoordinateError`` if there is no such place.
    public init(longitude: Double, latitude: Double, within metres: Int) throws {
        let place = try Coordinate(longitudeDegrees: longitude, latitudeDegrees: latitude)
        box = Metric(at: place).box(within: Double(metres))
    }

    /// The ground between two corners, in degrees.
    ///
    /// - Throws: ``CoordinateError`` if there are no such places.
    public init(west: Double, south: Double, east: Double, north: Double) throws {
        box = Box([
            try Coordinate(longitudeDegrees: west, latitudeDegrees: south),
            try Coordinate(longitudeDegrees: east, latitudeDegrees: north),
        ])
    }
}

extension DeliveryJobs {
    /// The address of a tile that maps of deliveries have; `nil` beyond their zooms or off the
    /// world.
    public func address(zoom: Int, column: Int, row: Int) -> TileAddress? {
        DeliveryMap.zooms.contains(zoom) ? TileAddress(zoom: zoom, column: column, row: row) : nil
    }
}
