/// A bounding box on the lattice, its borders included.
public struct Box: Hashable, Sendable, BitwiseCopyable {
    /// Western border in lattice units.
    public var west: Int32
    /// Southern border in lattice units.
    public var south: Int32
    /// Eastern border in lattice units.
    public var east: Int32
    /// Northern border in lattice units.
    public var north: Int32

    /// A box by its borders.
    @inlinable
    public init(west: Int32, south: Int32, east: Int32, north: Int32) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// The box of two places.
    @inlinable
    public init(_ a: Coordinate, _ b: Coordinate) {
        west = min(a.longitude, b.longitude)
        east = max(a.longitude, b.longitude)
        south = min(a.latitude, b.latitude)
        north = max(a.latitude, b.latitude)
    }

    /// The box of some places, or of nothing at all.
    public init(_ places: some Sequence<Coordinate>) {
        self = .empty
        for place in places { extend(to: place) }
    }

    /// The box that contains nothing and leaves every union unchanged.
    public static let empty = Box(west: .max, south: .max, east: .min, north: .min)

    /// Whether the box contains nothing.
    @inlinable public var isEmpty: Bool { west > east || south > north }

    /// Whether a place lies in the box or on its border.
    @inlinable
    public func contains(_ place: Coordinate) -> Bool {
        west <= place.longitude && place.longitude <= east
            && south <= place.latitude && place.latitude <= north
    }

    /// Whether another box lies in this one.
    @inlinable
    public func contains(_ other: Box) -> Bool {
        west <= other.west && other.east <= east && south <= other.south && other.north <= north
    }

    /// Whether two boxes have a place in common.
    @inlinable
    public func intersects(_ other: Box) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }

    /// Grows the box until it contains a place.
    @inlinable
    public mutating func extend(to place: Coordinate) {
        west = min(west, place.longitude)
        east = max(east, place.longitude)
        south = min(south, place.latitude)
        north = max(north, place.latitude)
    }

    /// Grows the box until it contains another one.
    @inlinable
    public mutating func extend(to other: Box) {
        west = min(west, other.west)
        east = max(east, other.east)
        south = min(south, other.south)
        north = max(north, other.north)
    }

    /// The lattice point nearest to the middle.
    @inlinable public var centre: Coordinate {
        Coordinate(
            longitude: Int32((Int64(west) + Int64(east)) / 2),
            latitude: Int32((Int64(south) + Int64(north)) / 2))
    }

    /// The place of the box nearest to another place: the place itself if it lies inside.
    @inlinable
    public func nearestPlace(to place: Coordinate) -> Coordinate {
        Coordinate(
            longitude: min(max(place.longitude, west), east),
            latitude: min(max(place.latitude, south), north))
    }
}
