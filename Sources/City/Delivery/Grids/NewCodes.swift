public import Geo

/// Proposes codes for new areas and components: a prefix that says where they belong, and the next
/// free number under it.
///
/// Numbers that were ever given under a prefix are not given again, and neither are gaps among
/// them while there are numbers beyond: what was retired before the register began is not known.
public struct NewCodes {
    /// How many digits a number has.
    private let digits: Int
    /// Whether things are numbered from north to south and from west to east, and not as they come.
    private let isByPlace: Bool

    /// Proposals of numbers of so many digits.
    public init(digits: Int, isByPlace: Bool) {
        self.digits = digits
        self.isByPlace = isByPlace
    }

    /// The codes of some things in their order; `nil` where there is no prefix, or no number left.
    ///
    /// Complexity: O(n log n).
    ///
    /// - Parameters:
    ///   - things: for each the prefix of its code and the box around it.
    ///   - taken: the numbers that were ever given under a prefix.
    public func codes(
        for things: [(prefix: String?, box: Box)], taken: (String) throws -> Set<Int>
    ) rethrows -> [String?] {
        var codes = [String?](repeating: nil, count: things.count)
        let groups = Dictionary(grouping: things.indices) { things[$0].prefix }
        for (prefix, members) in groups {
            guard let prefix else { continue }
            let order =
                isByPlace
                ? StandardOrder.order(of: members.map { things[$0].box }).map { members[$0] }
                : members
            var free = FreeNumbers(besides: try taken(prefix), digits: digits)
            for member in order { codes[member] = free.next().map { prefix + $0 } }
        }
        return codes
    }
}

/// The numbers of some digits that were never given: those after the highest, then the gaps.
private struct FreeNumbers {
    private var numbers: [Int]
    private let digits: Int
    private let last: Int
    private var following: Int
    private let taken: Set<Int>

    init(besides taken: Set<Int>, digits: Int) {
        self.taken = taken
        self.digits = digits
        last = (0..<digits).reduce(1) { power, _ in power * 10 } - 1
        following = (taken.max() ?? 0) + 1
        numbers = []
    }

    mutating func next() -> String? {
        if following <= last {
            following += 1
            return padded(following - 1)
        }
        if numbers.isEmpty, following == last + 1 {
            numbers = (1...last).reversed().filter {
                !taken.contains($0) && $0 < (taken.max() ?? 0)
            }
            following += 1
        }
        return numbers.popLast().map(padded)
    }

    private func padded(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }
}

/// The order in which the grids of a community are numbered: from west to east in rows from north
/// to south. Source: Beijing's local standard and DB6101/T 3185-2024.
enum StandardOrder {
    /// The places of some boxes in the order.
    ///
    /// Real grids do not lie in rows; those count as one row whose middles lie no more than half
    /// the usual height below that of the northernmost.
    static func order(of boxes: [Box]) -> [Int] {
        let heights = boxes.map { Int64($0.north) - Int64($0.south) }.sorted()
        guard let usual = heights.isEmpty ? nil : heights[heights.count / 2] else { return [] }
        let fromNorth = boxes.indices.sorted {
            (-Int64(boxes[$0].centre.latitude), $0) < (-Int64(boxes[$1].centre.latitude), $1)
        }
        var order: [Int] = []
        var row: [Int] = []
        func isInRow(_ place: Int) -> Bool {
            guard let first = row.first else { return true }
            let drop =
                Int64(boxes[first].centre.latitude) - Int64(boxes[place].centre.latitude)
            return drop * 2 <= usual
        }
        func endRow() {
            order += row.sorted {
                (boxes[$0].centre.longitude, $0) < (boxes[$1].centre.longitude, $1)
            }
            row = []
        }
        for place in fromNorth {
            if !isInRow(place) { endRow() }
            row.append(place)
        }
        endRow()
        return order
    }
}
