/// What placing a position on the lattice took from it: the way from the lattice point to the
/// position, at most half a lattice unit (5 mm) in each direction.
///
/// A lattice point can lie exactly on a border while the position that was reported lies a few
/// millimetres to one side. The residue decides such places, and no others: it is taken as a
/// direction, so that the answer stays exact.
public struct Residue: Hashable, Sendable, BitwiseCopyable {
    /// Eastward, in millionths of a lattice unit.
    public let x: Int32
    /// Northward, in millionths of a lattice unit.
    public let y: Int32

    @usableFromInline
    init(x: Int32, y: Int32) {
        self.x = x
        self.y = y
    }

    /// Nothing: the position is the lattice point.
    public static let none = Residue(x: 0, y: 0)

    /// What placing a position in degrees on the lattice takes from it.
    public init(longitudeDegrees: Double, latitudeDegrees: Double) {
        func rest(_ degrees: Double) -> Int32 {
            let units = degrees * Coordinate.unitsPerDegree
            return Int32(((units - units.rounded()) * 1_000_000).rounded())
        }
        self.init(x: rest(longitudeDegrees), y: rest(latitudeDegrees))
    }

    /// To which side of the directed line from `a` to `b` the residue leads: positive left, negative
    /// right, zero along the line.
    @inlinable
    func side(_ a: Coordinate, _ b: Coordinate) -> Int {
        let dx = Int64(b.longitude) - Int64(a.longitude)
        let dy = Int64(b.latitude) - Int64(a.latitude)
        return Int((dx * Int64(y) - dy * Int64(x)).signum())
    }
}
