/// The ground below an edge: above its box's west–east stretch, without end to the south.
struct Strip: Sendable {
    let west: Double
    let east: Double
    /// The edge's latitude in the west, and what it gains with each unit eastward.
    private let start: Double
    private let slope: Double
    /// The northernmost latitude.
    let top: Double
    /// 1 for an edge with its ground below, −1 for one with its ground above.
    private let sign: Double

    /// The strip of an edge of a ring that has its ground on the left; `nil` if it runs due north or
    /// south, with nothing below.
    init?(_ a: Coordinate, _ b: Coordinate) {
        guard a.longitude != b.longitude else { return nil }
        let (first, last) = a.longitude < b.longitude ? (a, b) : (b, a)
        west = Double(first.longitude)
        east = Double(last.longitude)
        start = Double(first.latitude)
        slope = (Double(last.latitude) - start) / (east - west)
        top = Double(max(a.latitude, b.latitude))
        sign = a.longitude > b.longitude ? 1 : -1
    }

    /// What two strips have in common above a latitude, in square lattice units, with the sign of
    /// their product.
    func common(with other: Strip, above base: Double) -> Double {
        let (from, to) = (max(west, other.west), min(east, other.east))
        guard to > from else { return 0 }
        let one = (height(from) - base, height(to) - base)
        let two = (other.height(from) - base, other.height(to) - base)
        let (gapBefore, gapAfter) = (one.0 - two.0, one.1 - two.1)
        let width = to - from
        let area: Double
        if gapBefore <= 0, gapAfter <= 0 {
            area = Self.positive(one.0, one.1, width)
        } else if gapBefore >= 0, gapAfter >= 0 {
            area = Self.positive(two.0, two.1, width)
        } else {
            // The two edges cross: below both is below the lower one on either side.
            let share = gapBefore / (gapBefore - gapAfter)
            let middle = one.0 + (one.1 - one.0) * share
            let (before, after) = (min(one.0, two.0), min(one.1, two.1))
            area =
                Self.positive(before, middle, width * share)
                + Self.positive(middle, after, width * (1 - share))
        }
        return sign * other.sign * area
    }

    private func height(_ longitude: Double) -> Double { start + slope * (longitude - west) }

    /// The part above 0 of the ground below a straight edge.
    private static func positive(_ first: Double, _ last: Double, _ width: Double) -> Double {
        if first >= 0, last >= 0 { return (first + last) / 2 * width }
        if first <= 0, last <= 0 { return 0 }
        let high = max(first, last)
        return high * high / (2 * abs(first - last)) * width
    }
}

/// Many strips by the meridians that they lie across, so that those beside another strip are found
/// without looking at all of them.
struct StripBins {
    private let strips: [Strip]
    private let west: Double
    private let width: Double
    private var bins: [[Int32]]

    /// Strips of which only the part in a box matters.
    init(_ strips: [Strip], over box: Box) {
        self.strips = strips
        west = Double(box.west)
        let count = max(strips.count / 4, 1)
        width = (Double(box.east) - Double(box.west) + 1) / Double(count)
        bins = Array(repeating: [], count: count)
        for (number, strip) in strips.enumerated() {
            for bin in range(of: strip) { bins[bin].append(Int32(number)) }
        }
    }

    private func bin(_ longitude: Double) -> Int {
        min(max(Int((longitude - west) / width), 0), bins.count - 1)
    }

    private func range(of strip: Strip) -> ClosedRange<Int> {
        bin(strip.west)...bin(strip.east)
    }

    /// The sum of what a strip has in common with each of these.
    func common(with strip: Strip, above base: Double) -> Double {
        var sum = 0.0
        for bin in range(of: strip) {
            for number in bins[bin] {
                let other = strips[Int(number)]
                // A pair that shares several bins counts in the first of them.
                if self.bin(max(strip.west, other.west)) == bin {
                    sum += strip.common(with: other, above: base)
                }
            }
        }
        return sum
    }
}
