import Geo

/// Where a city would be built up if only distance counted: around its centres, with fingers and
/// bays.
struct BuiltUpShape: Sendable {
    /// A centre from which the city grows.
    struct Centre: Sendable {
        /// Metres east of the plane's origin.
        var x: Double
        /// Metres north of the plane's origin.
        var y: Double
        /// How far it would reach on open ground, in metres.
        var reach: Double
        /// Its place.
        var place: Coordinate
    }

    /// The main centre first, then the towns.
    let centres: [Centre]
    private let fingers: Noise
    /// The remoteness at which the city ends.
    private var border = 1.0

    /// The shape whose part inside some districts has an area in square metres.
    ///
    /// - Parameter seats: the centres and what share of the area each of them wants.
    init(
        seats: [(place: Coordinate, share: Double)], squareMetres: Double,
        inside districts: AreaIndex,
        _ plane: Plane, seed: UInt64
    ) {
        centres = seats.map { seat in
            let (x, y) = plane.metres(seat.place)
            let reach = (squareMetres * seat.share / 3.14159).squareRoot()
            return Centre(x: x, y: y, reach: reach, place: seat.place)
        }
        fingers = Noise(seed: seed, cell: max(centres[0].reach / 3, 800))
        border = Self.border(self, squareMetres, districts, plane)
    }

    /// How far out a place lies: below 1 in the city, above 1 in the country.
    func remoteness(_ x: Double, _ y: Double) -> Double {
        let bulge = 1 + 0.32 * fingers.value(x, y)
        var least = Double.infinity
        for centre in centres {
            let (dx, dy) = (x - centre.x, y - centre.y)
            least = min(least, (dx * dx + dy * dy).squareRoot() / centre.reach)
        }
        return least / bulge / border
    }

    /// Whether an edge comes near enough to the city to be a border of grids.
    func isNear(_ a: Coordinate, _ b: Coordinate, _ plane: Plane) -> Bool {
        let ((ax, ay), (bx, by)) = (plane.metres(a), plane.metres(b))
        let (dx, dy) = (bx - ax, by - ay)
        let square = dx * dx + dy * dy
        return centres.contains { centre in
            let along = ((centre.x - ax) * dx + (centre.y - ay) * dy) / max(square, 1)
            let share = min(max(along, 0), 1)
            let (x, y) = (ax + share * dx - centre.x, ay + share * dy - centre.y)
            return (x * x + y * y).squareRoot() < centre.reach * border * 1.6
        }
    }

    /// The remoteness below which the sampled ground of the districts has the wanted area.
    private static func border(
        _ shape: BuiltUpShape, _ squareMetres: Double, _ districts: AreaIndex, _ plane: Plane
    ) -> Double {
        var samples: [Double] = []
        let step = 200.0
        let largest = shape.centres[0]
        for centre in shape.centres {
            let count = Int(centre.reach * 2.2 / step)
            for row in -count...count {
                for column in -count...count {
                    let x = centre.x + Double(column) * step
                    let y = centre.y + Double(row) * step
                    let (dx, dy) = (x - largest.x, y - largest.y)
                    let isMain = (dx * dx + dy * dy).squareRoot() < largest.reach * 2.2
                    guard isMain == (centre.place == largest.place),
                        districts.lowestArea(at: plane.place(x, y)) != nil
                    else { continue }
                    samples.append(shape.remoteness(x, y))
                }
            }
        }
        samples.sort()
        let wanted = Int(squareMetres / (step * step))
        return samples.isEmpty ? 1 : samples[min(wanted, samples.count - 1)]
    }
}
