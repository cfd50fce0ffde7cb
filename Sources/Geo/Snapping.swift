extension Shape {
    /// The shape of a delivered geometry whose positions are degrees in CGCS2000, placed on the
    /// lattice as a checked step.
    ///
    /// - Throws: ``SnapProblem`` if a position is off the globe, or if a ring or line that had
    ///   extent has none left on the lattice.
    public init(snapping geometry: PlanarGeometry) throws(SnapProblem) {
        switch geometry {
        case .points(let positions):
            guard !positions.isEmpty else { throw .empty }
            self = .points(try Self.snap(positions))
        case .lines(let runs):
            guard !runs.isEmpty else { throw .empty }
            var lines: [Line] = []
            for run in runs {
                guard let line = Line(try Self.snap(run)) else {
                    throw .collapsed(run.first ?? Position(x: .nan, y: .nan))
                }
                lines.append(line)
            }
            self = .lines(lines)
        case .areas(let parts):
            guard !parts.isEmpty else { throw .empty }
            var polygons: [Polygon] = []
            for rings in parts { polygons.append(try Self.polygon(rings)) }
            self = .area(polygons)
        }
    }

    private static func polygon(_ rings: [[Position]]) throws(SnapProblem) -> Polygon {
        guard !rings.isEmpty else { throw .empty }
        var snapped: [Ring] = []
        for positions in rings {
            guard let ring = Ring(try snap(positions)), ring.hasExtent else {
                throw .collapsed(positions.first ?? Position(x: .nan, y: .nan))
            }
            snapped.append(ring)
        }
        return Polygon(shell: snapped[0], holes: Array(snapped.dropFirst()))
    }

    private static func snap(_ positions: [Position]) throws(SnapProblem) -> [Coordinate] {
        var places: [Coordinate] = []
        places.reserveCapacity(positions.count)
        for position in positions {
            do throws(CoordinateError) {
                places.append(
                    try Coordinate(longitudeDegrees: position.x, latitudeDegrees: position.y))
            } catch {
                throw .offTheGlobe(error)
            }
        }
        return places
    }
}

/// A reason why a delivered geometry has no shape on the lattice.
public enum SnapProblem: Error, Hashable, Sendable {
    /// It has no positions.
    case empty
    /// A position is not finite or lies off the globe.
    case offTheGlobe(CoordinateError)
    /// A ring or line near this position is smaller than the lattice can show (about 1 cm).
    case collapsed(Position)
}
