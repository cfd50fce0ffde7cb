/// How far a map's datum lies from ours over some ground, so that what is drawn fits a base map of
/// that datum: values on a raster of 2¹⁵ lattice units, about 360 m, and lines between them.
///
/// GCJ-02 turns over some 37 km: between the raster's points it bends by less than a centimetre.
public struct Displacement: Sendable {
    private let west: Int32
    private let south: Int32
    private let columns: Int
    private let rows: Int
    /// East and north in lattice units, row by row from the south-west.
    private let values: PackedArray<SIMD2<Float>>
    /// No value is longer than this, in lattice units.
    public let longest: Int32

    private static let shift = 15

    /// The displacement over a box, from a function that is asked once for each point of the raster.
    ///
    /// - Parameter moved: where a place of ours lies in the other datum.
    public init(over box: Box, moved: (Coordinate) throws -> Coordinate) rethrows {
        let side = Int32(1 << Self.shift)
        west = box.west &- side
        south = box.south &- side
        columns = (Int(box.east) - Int(west)) >> Self.shift + 3
        rows = (Int(box.north) - Int(south)) >> Self.shift + 3
        var values: [SIMD2<Float>] = []
        var longest: Float = 0
        for row in 0..<rows {
            for column in 0..<columns {
                let place = Coordinate(
                    longitude: Int32(clamping: Int(west) + column << Self.shift),
                    latitude: Int32(clamping: Int(south) + row << Self.shift))
                let there = try moved(place)
                let value = SIMD2(
                    Float(Int(there.longitude) - Int(place.longitude)),
                    Float(Int(there.latitude) - Int(place.latitude)))
                longest = max(longest, abs(value.x), abs(value.y))
                values.append(value)
            }
        }
        self.values = PackedArray(values)
        self.longest = Int32(longest.rounded(.up))
    }

    /// Where a place lies in the other datum; off the raster the nearest of its points counts.
    @inline(__always)
    public func moved(_ place: Coordinate) -> Coordinate {
        let size = 1 << Self.shift
        let x = min(max(Int(place.longitude) - Int(west), 0), (columns - 1) * size - 1)
        let y = min(max(Int(place.latitude) - Int(south), 0), (rows - 1) * size - 1)
        let first = (y >> Self.shift) * columns + x >> Self.shift
        let right = Float(x & (size - 1)) / Float(size)
        let up = Float(y & (size - 1)) / Float(size)
        let low = values[first] + (values[first + 1] - values[first]) * right
        let high =
            values[first + columns]
            + (values[first + columns + 1] - values[first + columns]) * right
        let value = low + (high - low) * up
        return Coordinate(
            longitude: place.longitude &+ Int32(value.x.rounded()),
            latitude: place.latitude &+ Int32(value.y.rounded()))
    }
}
