/// The rows of a delivery of several files, numbered through.
///
/// A staged row has one number. The rows of the first member keep theirs; those of each next one
/// follow the last number of the one before. A finding is told in the member's own number.
public struct MemberNumbering: Hashable, Sendable, Codable {
    /// A member and where its rows begin.
    public struct Member: Hashable, Sendable, Codable {
        /// The name that findings say: `BJ0101.shp`.
        public var name: String
        /// What is added to the number of a row in the member.
        public var start: Int
    }

    /// The members that were begun, in their order.
    public private(set) var members: [Member] = []
    private var last = 0

    /// Before the first member.
    public init() {}

    /// Begins the next member.
    public mutating func begin(_ name: String) {
        members.append(Member(name: name, start: last))
    }

    /// The number in the delivery of a row of the member that was begun last.
    public mutating func number(of row: Int) -> Int {
        let number = (members.last?.start ?? 0) + row
        last = max(last, number)
        return number
    }

    /// A row of the delivery as it is found: `BJ0102.shp:17`.
    public func text(of number: Int) -> String {
        place(of: number).map { "\($0.member):\($0.row)" } ?? String(number)
    }

    /// The member and its own number of a row of the delivery; `nil` before the first member.
    ///
    /// Complexity: O(log members).
    public func place(of number: Int) -> (member: String, row: Int)? {
        var low = 0
        var high = members.count
        while low < high {
            let middle = (low + high) / 2
            if members[middle].start < number { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        return (members[low - 1].name, number - members[low - 1].start)
    }
}
