/// A position in the reference system of whoever wrote it, before it is placed on the lattice.
///
/// `x` is the easting or longitude and `y` the northing or latitude, whatever order an authority
/// lists its axes in.
public struct Position: Hashable, Sendable, Codable {
    /// Easting in metres, or longitude in degrees.
    public var x: Double
    /// Northing in metres, or latitude in degrees.
    public var y: Double

    /// A position by its two numbers.
    @inlinable
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A geometry as delivered: parts of positions in any reference system, nothing checked.
public enum PlanarGeometry: Hashable, Sendable {
    /// One or more points.
    case points([Position])
    /// One or more lines, each a run of positions.
    case lines([[Position]])
    /// One or more polygons, each its outer ring and then its holes, closed or not.
    case areas([[[Position]]])

    /// The same geometry with all its positions converted at once, in the same order.
    ///
    /// One call for the whole geometry keeps a conversion by PROJ a matter of one batch.
    public func mapPositions(
        _ convert: ([Position]) throws -> [Position]
    ) rethrows -> PlanarGeometry {
        var converted = try convert(positions)[...]
        func take(_ count: Int) -> [Position] {
            defer { converted = converted.dropFirst(count) }
            return Array(converted.prefix(count))
        }
        switch self {
        case .points(let points): return .points(take(points.count))
        case .lines(let lines): return .lines(lines.map { take($0.count) })
        case .areas(let areas): return .areas(areas.map { $0.map { take($0.count) } })
        }
    }

    /// Every position of the geometry in order.
    public var positions: [Position] {
        switch self {
        case .points(let points): points
        case .lines(let lines): lines.flatMap { $0 }
        case .areas(let areas): areas.flatMap { $0.flatMap { $0 } }
        }
    }
}

extension Shape {
    /// The shape in degrees, as files carry it: rings closed.
    public var planarGeometry: PlanarGeometry {
        func positions(_ places: [Coordinate]) -> [Position] {
            places.map { Position(x: $0.longitudeDegrees, y: $0.latitudeDegrees) }
        }
        return switch self {
        case .points(let points): .points(positions(points))
        case .lines(let lines): .lines(lines.map { positions($0.vertices) })
        case .area(let polygons):
            .areas(
                polygons.map { polygon in
                    polygon.rings.map { positions($0.vertices + $0.vertices.prefix(1)) }
                })
        }
    }
}
