public import Geo

/// What is registered, as far as the datum detective compares a delivery with it.
public struct RegisteredPlaces: Sendable {
    /// The registered shapes of the delivered layer by key: those of the sample are enough.
    public var shapes: [String: Shape]
    /// Where registered rows of the delivered layer lie, the middle of each, by category: those of
    /// the sample's categories are enough.
    public var places: [String: [Coordinate]]
    /// The city's outline; `nil` if none is registered.
    public var outline: AreaIndex?

    /// What is registered, by its parts.
    public init(
        shapes: [String: Shape] = [:], places: [String: [Coordinate]] = [:],
        outline: AreaIndex? = nil
    ) {
        self.shapes = shapes
        self.places = places
        self.outline = outline
    }
}

extension Shape {
    /// The middle of what the shape covers, its lattice point.
    public var middle: Coordinate? {
        if case .points(let points) = self, points.count == 1 { return points[0] }
        guard let middle = planarGeometry.middle else { return nil }
        return try? Coordinate(longitudeDegrees: middle.x, latitudeDegrees: middle.y)
    }
}
