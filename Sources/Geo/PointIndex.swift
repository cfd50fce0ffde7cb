/// Many points, laid out by the cells of a raster, asked which of them are near a place.
///
/// A point is known by its *slot*, its place in that layout, so that whoever keeps its own arrays
/// in slot order reads neighbouring memory for neighbouring points.
///
/// Complexity: building O(n); a search O(points in the cells that it meets). 8 bytes a point and
/// at most 4 a point for the raster.
public struct PointIndex: Packed {
    private let grid: CellGrid
    /// Where the points of each cell begin; one more entry marks the end.
    private let starts: PackedArray<UInt32>
    /// The points in slot order.
    public let places: PackedArray<Coordinate>

    /// Cells are not made smaller than 4,096 units, about 45 m: searches reach 30 m as a rule.
    private static let finestShift: Int32 = 12

    /// An index over points; `order` tells which of them is in each slot.
    public init(_ points: [Coordinate], order: inout [Int32]) {
        grid = CellGrid(over: Box(points), atMost: points.count, noFinerThan: Self.finestShift)
        let grid = grid
        let lists = CellLists(count: grid.count) { take in
            for (number, point) in points.enumerated() {
                if let cell = grid.cell(of: point) { take(cell, Int32(number)) }
            }
        }
        starts = lists.starts
        places = PackedArray(lists.numbers.lazy.map { points[Int($0)] })
        order = Array(lists.numbers)
    }

    /// The box of the raster, which reaches as far as the points and less than a cell farther.
    var box: Box { grid.box }

    /// Calls `visit` with every slot whose cell meets a box.
    @inline(__always)
    func forEachSlot(in box: Box, _ visit: (Int) -> Void) {
        guard !places.isEmpty else { return }
        let (columns, rows) = grid.cells(meeting: box)
        guard !columns.isEmpty else { return }
        for row in rows {
            let first = row * Int(grid.columns)
            let from = Int(starts[first + columns.lowerBound])
            let to = Int(starts[first + columns.upperBound])
            for slot in from..<to { visit(slot) }
        }
    }

    /// Takes the index out of bytes.
    public init(from reader: inout PackedReader) throws(PackedError) {
        grid = try reader.value()
        starts = try reader.array()
        places = try reader.array()
    }

    /// Writes the index.
    public func write(to writer: inout PackedWriter) throws {
        try writer.write(value: grid)
        try writer.write(starts)
        try writer.write(places)
    }
}
