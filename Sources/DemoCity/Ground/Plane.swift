import Geo

/// A plane in metres over a city: good enough to measure streets, never asked for a decision.
struct Plane: Sendable {
    /// The place at 0, 0.
    let origin: Coordinate
    /// Metres of one lattice unit eastward.
    let east: Double
    /// Metres of one lattice unit northward.
    let north: Double

    /// The plane around a place. Its scales are rounded, so that the last digit of a sine does not
    /// move a street.
    init(around origin: Coordinate) {
        self.origin = origin
        let metric = Metric(at: origin)
        func rounded(_ scale: Double) -> Double { (scale * 1e9).rounded() / 1e9 }
        east = rounded(metric.metresPerLongitudeUnit)
        north = rounded(metric.metresPerLatitudeUnit)
    }

    /// Metres east and north of the origin.
    func metres(_ place: Coordinate) -> (x: Double, y: Double) {
        (
            Double(Int64(place.longitude) - Int64(origin.longitude)) * east,
            Double(Int64(place.latitude) - Int64(origin.latitude)) * north
        )
    }

    /// The lattice point nearest to a place given in metres.
    func place(_ x: Double, _ y: Double) -> Coordinate {
        Coordinate(
            longitude: origin.longitude + Int32((x / east).rounded()),
            latitude: origin.latitude + Int32((y / north).rounded()))
    }

    /// A lattice point some metres away from another.
    func place(_ start: Coordinate, movedBy x: Double, _ y: Double) -> Coordinate {
        Coordinate(
            longitude: start.longitude + Int32((x / east).rounded()),
            latitude: start.latitude + Int32((y / north).rounded()))
    }

    /// The distance of two places in metres.
    func distance(_ a: Coordinate, _ b: Coordinate) -> Double {
        let x = Double(Int64(a.longitude) - Int64(b.longitude)) * east
        let y = Double(Int64(a.latitude) - Int64(b.latitude)) * north
        return (x * x + y * y).squareRoot()
    }
}
