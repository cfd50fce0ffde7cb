extension Shape {
    /// Whether the shape and a box have a place in common, exactly. Complexity: O(vertices).
    public func meets(_ box: Box) -> Bool {
        switch self {
        case .points(let points): points.contains(where: box.contains)
        case .lines, .area:
            self.box.intersects(box)
                && (vertices.contains(where: box.contains) || crosses(box) || covers(box))
        }
    }

    /// Whether an edge runs through the box though no vertex lies in it.
    private func crosses(_ box: Box) -> Bool {
        let southWest = Coordinate(longitude: box.west, latitude: box.south)
        let northEast = Coordinate(longitude: box.east, latitude: box.north)
        let northWest = Coordinate(longitude: box.west, latitude: box.north)
        let southEast = Coordinate(longitude: box.east, latitude: box.south)
        // Whoever enters and leaves a box crosses one of its diagonals.
        return edges.contains { a, b in
            meeting(a, b, southWest, northEast) != .apart
                || meeting(a, b, northWest, southEast) != .apart
        }
    }

    /// Whether the box lies in the area altogether, if one of its corners does.
    private func covers(_ box: Box) -> Bool {
        location(of: Coordinate(longitude: box.west, latitude: box.south)) != .outside
    }
}
