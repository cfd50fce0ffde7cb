public import Geo

/// The shapes of many rows: a single point is eight bytes, whatever else is kept beside.
public struct ShapeColumn: Sendable {
    /// What a row has: no shape, the point of the same place, or a shape kept beside.
    private static let none: Int32 = -1
    private static let point: Int32 = -2

    private var kinds: [Int32] = []
    private var points: [Coordinate] = []
    private var others: [Shape] = []

    /// No row yet.
    public init() {}

    /// How many rows there are.
    public var count: Int { kinds.count }

    /// Adds a row's shape.
    public mutating func append(_ shape: Shape?) {
        switch shape {
        case nil:
            kinds.append(Self.none)
            points.append(Coordinate(longitude: 0, latitude: 0))
        case .points(let places)? where places.count == 1:
            append(point: places[0])
        case let shape?:
            kinds.append(Int32(others.count))
            points.append(shape.box.centre)
            others.append(shape)
        }
    }

    /// Adds a row whose shape is a single point.
    public mutating func append(point: Coordinate) {
        kinds.append(Self.point)
        points.append(point)
    }

    /// The shape of a row.
    public subscript(row: Int) -> Shape? {
        switch kinds[row] {
        case Self.none: nil
        case Self.point: .points([points[row]])
        case let place: others[Int(place)]
        }
    }

    /// The single point that a row's shape is, or `nil` if it is something else.
    public func point(_ row: Int) -> Coordinate? {
        kinds[row] == Self.point ? points[row] : nil
    }

    /// A place that stands for the row's shape: the point, or the middle of its box.
    public func centre(_ row: Int) -> Coordinate? {
        kinds[row] == Self.none ? nil : points[row]
    }

    /// The box around a row's shape.
    public func box(_ row: Int) -> Box? {
        switch kinds[row] {
        case Self.none: nil
        case Self.point: Box(points[row], points[row])
        case let place: others[Int(place)].box
        }
    }

    /// Whether any row has a shape.
    public var hasAny: Bool { kinds.contains { $0 != Self.none } }

    /// Whether a row's shape equals that of a row of another column.
    public func isEqual(_ row: Int, to other: ShapeColumn, _ otherRow: Int) -> Bool {
        let (kind, otherKind) = (kinds[row], other.kinds[otherRow])
        if kind < 0 || otherKind < 0 {
            return kind == otherKind && (kind == Self.none || points[row] == other.points[otherRow])
        }
        return points[row] == other.points[otherRow]
            && others[Int(kind)] == other.others[Int(otherKind)]
    }
}

extension ShapeColumn {
    /// What the column is made of, to be written; see ``init(kinds:points:others:)``.
    public var parts: (kinds: [Int32], points: [Coordinate], others: [Shape]) {
        (kinds, points, others)
    }

    /// A column that was written before.
    ///
    /// - Returns: `nil` if the parts do not belong together.
    public init?(kinds: [Int32], points: [Coordinate], others: [Shape]) {
        guard kinds.count == points.count,
            kinds.allSatisfy({ $0 >= Self.point && Int($0) < others.count })
        else { return nil }
        self.kinds = kinds
        self.points = points
        self.others = others
    }
}
