/// The order in which many places are best asked: along a curve, so that neighbours follow each
/// other and find what they need still in the processor's memory.
public enum PlaceOrder {
    /// The numbers of places in the order of a Z-curve over a box, on 2,048 by 2,048 cells.
    ///
    /// Complexity: O(n): two passes of a counting sort.
    public static func alongCurve(_ places: [Coordinate], over box: Box) -> [Int32] {
        guard places.count > 1, !box.isEmpty else { return Array(0..<Int32(places.count)) }
        let width = max(Int64(box.east) - Int64(box.west), 1)
        let height = max(Int64(box.north) - Int64(box.south), 1)
        let xScale = 2047 / Double(width)
        let yScale = 2047 / Double(height)
        var keyed = places.enumerated().map { number, place -> UInt64 in
            let x = Double(Int(place.longitude) - Int(box.west)) * xScale
            let y = Double(Int(place.latitude) - Int(box.south)) * yScale
            let key =
                spread(UInt64(min(max(x, 0), 2047))) | spread(UInt64(min(max(y, 0), 2047))) << 1
            return key << 32 | UInt64(number)
        }
        var sorted = [UInt64](repeating: 0, count: keyed.count)
        pass(keyed, into: &sorted, shift: 32)
        pass(sorted, into: &keyed, shift: 43)
        return keyed.map { Int32(truncatingIfNeeded: $0) }
    }

    /// Puts a zero bit between the 11 bits of a number.
    @inline(__always)
    private static func spread(_ bits: UInt64) -> UInt64 {
        var bits = (bits | bits << 8) & 0x00FF_00FF
        bits = (bits | bits << 4) & 0x0F0F_0F0F
        bits = (bits | bits << 2) & 0x3333_3333
        return (bits | bits << 1) & 0x5555_5555
    }

    /// One pass of a counting sort by 11 bits.
    private static func pass(_ from: [UInt64], into to: inout [UInt64], shift: UInt64) {
        var next = [Int](repeating: 0, count: 2049)
        for value in from { next[Int(value >> shift & 2047) + 1] += 1 }
        for digit in 0..<2048 { next[digit + 1] += next[digit] }
        for value in from {
            let digit = Int(value >> shift & 2047)
            to[next[digit]] = value
            next[digit] += 1
        }
    }
}
