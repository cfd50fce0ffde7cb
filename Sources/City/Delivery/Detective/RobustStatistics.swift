/// Middles and spreads that up to half of the values cannot falsify.
enum Robust {
    /// The middle value; `nil` if there is none. Complexity: O(n log n).
    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// The middle of each part.
    static func median(_ offsets: [Offset]) -> Offset? {
        guard let east = median(offsets.map(\.east)), let north = median(offsets.map(\.north))
        else { return nil }
        return Offset(east: east, north: north)
    }

    /// How far half of the ways lie from a middle one, in metres.
    static func spread(_ offsets: [Offset], around middle: Offset) -> Double {
        median(offsets.map { ($0 - middle).metres }) ?? 0
    }
}
