/// The edges of borders behind which something else holds: where areas of the finest kind belong to
/// different classes, where their ground ends, and where borders of other kinds do not follow theirs.
public struct BorderIndex: Packed {
    private let edges: EdgeIndex
    /// The classes on the two sides, by an edge's number.
    private let sides: PackedArray<Sides>

    /// What lies on the two sides of an edge, in no order; −1 where no class is known.
    public struct Sides: BitwiseCopyable, Hashable, Sendable {
        /// The class on one side.
        public var first: Int32
        /// The class on the other.
        public var second: Int32

        static let unknown = Sides(first: -1, second: -1)
    }

    /// The edges of `finest` between areas of different classes or without a partner, and those of
    /// `others` that are no edge of it.
    ///
    /// Complexity: O(edges × log edges).
    ///
    /// - Parameters:
    ///   - kind: the class of an area of the finest kind; −1 if it has none.
    ///   - outside: the class of the ground to the right of an edge without a partner; −1 if it has
    ///     none. No border of another kind crosses the edge if its area has a class.
    public init(
        of finest: AreaIndex?, class kind: (Int32) -> Int32,
        outside: (_ from: Coordinate, _ to: Coordinate) -> Int32, others: [AreaIndex]
    ) {
        let own = Self.edges(of: finest, kind)
        var found = Self.borders(own, outside)
        for other in others {
            for slot in 0..<other.count {
                other.rings.forEachEdge(inSlot: slot) { a, b in
                    let edge = SidedEdge(from: a, to: b, side: -1)
                    if !Self.contains(own, edge) { found.append((edge, .unknown)) }
                }
            }
        }
        var numbers: [Sides: Int32] = [:]
        var sides: [Sides] = []
        edges = EdgeIndex(
            found.map { edge, between in
                let number = numbers[between] ?? Int32(sides.count)
                if number == sides.count {
                    numbers[between] = number
                    sides.append(between)
                }
                return EdgeIndex.Edge(
                    number: number, a: edge.low, b: edge.high, before: edge.low, after: edge.high,
                    isLine: 0)
            })
        self.sides = PackedArray(sides)
    }

    /// An edge whatever way it runs, with the class of the area to which it belongs.
    private struct SidedEdge {
        var from: Coordinate
        var to: Coordinate
        var side: Int32

        var low: Coordinate { min(from, to) }
        var high: Coordinate { max(from, to) }

        func precedes(_ other: SidedEdge) -> Bool {
            low != other.low ? low < other.low : high < other.high
        }

        func runsLike(_ other: SidedEdge) -> Bool { low == other.low && high == other.high }
    }

    private static func edges(of finest: AreaIndex?, _ kind: (Int32) -> Int32) -> [SidedEdge] {
        guard let finest else { return [] }
        var edges: [SidedEdge] = []
        edges.reserveCapacity(finest.vertexCount)
        for slot in 0..<finest.count {
            let side = kind(finest.rings.numbers[slot])
            finest.rings.forEachEdge(inSlot: slot) {
                edges.append(SidedEdge(from: $0, to: $1, side: side))
            }
        }
        edges.sort { $0.precedes($1) }
        return edges
    }

    /// Of sorted edges those that have no partner, or one of another class.
    private static func borders(
        _ sorted: [SidedEdge], _ outside: (Coordinate, Coordinate) -> Int32
    ) -> [(SidedEdge, Sides)] {
        var borders: [(SidedEdge, Sides)] = []
        var place = 0
        while place < sorted.count {
            var end = place + 1
            while end < sorted.count, sorted[end].runsLike(sorted[place]) { end += 1 }
            let (first, last) = (sorted[place].side, sorted[end - 1].side)
            if end - place == 1 {
                let edge = sorted[place]
                let second = first < 0 ? -1 : outside(edge.from, edge.to)
                if first != second || first < 0 {
                    borders.append((edge, Sides(first: first, second: second)))
                }
            } else if first < 0 || sorted[place..<end].contains(where: { $0.side != first }) {
                borders.append((sorted[place], Sides(first: first, second: last)))
            }
            place = end
        }
        return borders
    }

    private static func contains(_ sorted: [SidedEdge], _ edge: SidedEdge) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].precedes(edge) { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low].runsLike(edge)
    }

    /// Calls `visit` with every edge near a box; one may come several times.
    @inline(__always)
    public func forEachEdge(
        near box: Box, _ visit: (_ a: Coordinate, _ b: Coordinate, _ sides: Sides) -> Void
    ) {
        edges.forEachEdge(near: box) { visit($0.a, $0.b, sides[Int($0.number)]) }
    }

    /// Takes the index out of bytes.
    public init(from reader: inout PackedReader) throws(PackedError) {
        edges = try EdgeIndex(from: &reader)
        sides = try reader.array()
    }

    /// Writes the index.
    public func write(to writer: inout PackedWriter) throws {
        try edges.write(to: &writer)
        try writer.write(sides)
    }
}
