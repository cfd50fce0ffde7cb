/// The edges of many lines and rings, in the cells of a raster that they pass through.
struct EdgeIndex: Packed {
    /// An edge with the number of the feature that it belongs to.
    struct Edge: BitwiseCopyable {
        var number: Int32
        var a: Coordinate
        var b: Coordinate
        /// The vertices before `a` and after `b`; equal to `a` and `b` at the ends of a line.
        var before: Coordinate
        var after: Coordinate
        /// 1 for an edge of a line, 0 for one of a ring.
        var isLine: Int32
    }

    private let grid: CellGrid
    private let lists: CellLists
    let edges: PackedArray<Edge>

    private static let finestShift: Int32 = 12

    init(_ edges: [Edge]) {
        var box = Box.empty
        for edge in edges { box.extend(to: Box(edge.a, edge.b)) }
        let grid = CellGrid(
            over: box, atMost: max(edges.count * 2, 64), noFinerThan: Self.finestShift)
        let cells = edges.map { Int32(grid.cell(of: Box($0.a, $0.b).centre) ?? 0) }
        let order = edges.indices.sorted { (cells[$0], $0) < (cells[$1], $1) }
        let sorted = PackedArray(order.lazy.map { edges[$0] })
        self.grid = grid
        self.edges = sorted
        lists = CellLists(count: grid.count) { take in
            for place in sorted.indices {
                let edge = sorted[place]
                grid.forEachCell(along: edge.a, edge.b) { take($0, Int32(place)) }
            }
        }
    }

    var isEmpty: Bool { edges.isEmpty }

    /// The box of the raster, which reaches as far as the edges and less than a cell farther.
    var box: Box { grid.box }

    /// Calls `visit` with every edge whose box meets a box; an edge in several cells is visited
    /// several times.
    @inline(__always)
    func forEachEdge(near box: Box, _ visit: (Edge) -> Void) {
        guard !edges.isEmpty else { return }
        let (columns, rows) = grid.cells(meeting: box)
        guard !columns.isEmpty else { return }
        for row in rows {
            let first = row * Int(grid.columns)
            let run = lists.run(first + columns.lowerBound..<first + columns.upperBound)
            for place in run {
                let edge = edges[Int(lists.numbers[place])]
                if Box(edge.a, edge.b).intersects(box) { visit(edge) }
            }
        }
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        grid = try reader.value()
        lists = try CellLists(from: &reader)
        edges = try reader.array()
    }

    func write(to writer: inout PackedWriter) throws {
        try writer.write(value: grid)
        try lists.write(to: &writer)
        try writer.write(edges)
    }
}
