public import Geo

/// By how many metres rows moved, in classes: a shifted reference system shows as one high column,
/// honest corrections as a slope.
public struct MovedMetres: Hashable, Sendable, Codable {
    /// The upper ends of the classes in metres, each excluded from its class; the last class has
    /// none. The first class is what the lattice cannot tell from standing still.
    public static let ends = [0.01, 0.1, 0.5, 1, 2, 5, 10, 20, 50, 100, 500, 1000]

    /// How many rows moved by a distance of each class; one more than there are ends.
    public private(set) var rows = [Int](repeating: 0, count: ends.count + 1)
    /// How many rows there are.
    public private(set) var count = 0
    /// The largest distance in metres; 0 if nothing moved.
    public private(set) var farthest = 0.0

    /// Nothing moved yet.
    public init() {}

    /// Counts a row that moved by a distance in metres.
    public mutating func add(_ metres: Double) {
        rows[Self.ends.firstIndex { metres < $0 } ?? Self.ends.count] += 1
        count += 1
        farthest = max(farthest, metres)
    }

    /// Counts a row by its geometries before and after: the middles of their boxes are compared, so
    /// that an area with another corner has moved by half of what its box grew.
    public mutating func add(from old: Shape, to new: Shape) {
        add(Metric.distance(old.box.centre, new.box.centre))
    }
}

extension Comparison {
    /// How far the rows moved that a check found moved.
    ///
    /// Complexity: O(rows).
    public func movedMetres(_ result: CheckResult) -> MovedMetres {
        var moved = MovedMetres()
        for (row, change) in result.changes.enumerated() where change == .moved {
            if let old = registered.shapes.centre(Int(matches[row])),
                let new = delivered.shapes.centre(row)
            {
                moved.add(Metric.distance(old, new))
            }
        }
        return moved
    }
}
