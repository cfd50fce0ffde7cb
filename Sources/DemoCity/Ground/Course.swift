import Geo

/// The course of a street between its two ends: a chord, bent and unsteady, with a vertex about
/// every twelve metres. It swings to the sides of the chord only, so that it never meets itself.
struct Course {
    /// How far apart vertices are, in metres.
    static let step = 12.0

    private let bow: Double
    private let swing: Double
    private let unrest: [Double]
    private let tremor: [Double]

    /// A course with a character of its own.
    init(_ random: inout SplitMix) {
        bow = random.signed() * random.unit() * 0.07
        swing = random.signed() * 0.5
        unrest = (0..<32).map { _ in random.signed() }
        tremor = (0..<16).map { _ in random.signed() }
    }

    /// The vertices between two ends.
    ///
    /// - Parameter bend: how much of its character the course may show, 0 … 1.
    func places(from a: Coordinate, to b: Coordinate, bend: Double, _ plane: Plane) -> [Coordinate]
    {
        let x = Double(Int64(b.longitude) - Int64(a.longitude)) * plane.east
        let y = Double(Int64(b.latitude) - Int64(a.latitude)) * plane.north
        let length = (x * x + y * y).squareRoot()
        let count = Int((length / Self.step).rounded())
        guard count > 1 else { return [] }
        return (1..<count).map { index in
            let share = Double(index) / Double(count)
            let aside = bend * offset(share, length, index)
            return plane.place(
                a, movedBy: x * share - y / length * aside, y * share + x / length * aside)
        }
    }

    /// How far the course runs beside its chord, in metres to the left.
    private func offset(_ share: Double, _ length: Double, _ index: Int) -> Double {
        let room = share * (1 - share)
        let curve = length * 4 * room * (bow + swing * 0.1 * (1 - 2 * share))
        let along = share * length / 160
        let knot = Int(along)
        let rest = along - Double(knot)
        let eased = rest * rest * (3 - 2 * rest)
        let calm = unrest[knot % 32] * (1 - eased) + unrest[(knot + 1) % 32] * eased
        let loose = min(1, 12 * room)
        return curve + loose * (calm * min(9, length * 0.025) + tremor[index % 16] * 0.35)
    }
}
