/// A raster of square cells over a box of the lattice; the side of a cell is a power of two units.
///
/// The cell of a place is found by two shifts. Cells are numbered row by row from the south-west.
struct CellGrid: BitwiseCopyable, Hashable, Sendable {
    let west: Int32
    let south: Int32
    /// The logarithm of a cell's side in lattice units.
    let shift: Int32
    let columns: Int32
    let rows: Int32

    /// The finest raster over a box that has no more than a number of cells.
    ///
    /// - Parameter shift: the logarithm of the side below which cells are not made.
    init(over box: Box, atMost cells: Int, noFinerThan shift: Int32) {
        guard !box.isEmpty else {
            (west, south, self.shift, columns, rows) = (0, 0, 0, 0, 0)
            return
        }
        var shift = shift
        let width = Int64(box.east) - Int64(box.west)
        let height = Int64(box.north) - Int64(box.south)
        while ((width >> shift) + 1) * ((height >> shift) + 1) > max(Int64(cells), 1) {
            shift += 1
        }
        west = box.west
        south = box.south
        self.shift = shift
        columns = Int32((width >> shift) + 1)
        rows = Int32((height >> shift) + 1)
    }

    var count: Int { Int(columns) * Int(rows) }

    @inline(__always)
    func column(_ longitude: Int32) -> Int { (Int(longitude) - Int(west)) >> Int(shift) }

    @inline(__always)
    func row(_ latitude: Int32) -> Int { (Int(latitude) - Int(south)) >> Int(shift) }

    /// The number of the cell of a place, or `nil` off the raster.
    @inline(__always)
    func cell(of place: Coordinate) -> Int? {
        let column = column(place.longitude)
        let row = row(place.latitude)
        guard UInt(bitPattern: column) < UInt(columns), UInt(bitPattern: row) < UInt(rows) else {
            return nil
        }
        return row * Int(columns) + column
    }

    /// The columns and rows that a box meets; empty if it lies off the raster.
    @inline(__always)
    func cells(meeting box: Box) -> (columns: Range<Int>, rows: Range<Int>) {
        let west = max(column(box.west), 0)
        let east = min(column(box.east), Int(columns) - 1)
        let south = max(row(box.south), 0)
        let north = min(row(box.north), Int(rows) - 1)
        return (west..<max(east + 1, west), south..<max(north + 1, south))
    }

    /// The ground of the whole raster; empty if it has no cells.
    var box: Box {
        guard columns > 0, rows > 0 else { return .empty }
        var box = box(column: 0, row: 0)
        box.extend(to: self.box(column: Int(columns) - 1, row: Int(rows) - 1))
        return box
    }

    /// The ground of a cell, its borders included.
    func box(column: Int, row: Int) -> Box {
        let side = Int64(1) << Int64(shift)
        return Box(
            west: Int32(clamping: Int64(west) + Int64(column) * side),
            south: Int32(clamping: Int64(south) + Int64(row) * side),
            east: Int32(clamping: Int64(west) + Int64(column + 1) * side - 1),
            north: Int32(clamping: Int64(south) + Int64(row + 1) * side - 1))
    }

    /// Calls `visit` with every cell that a segment meets, and perhaps with a neighbour of one.
    ///
    /// Row by row, the part of the segment between the row's borders is found in floating point
    /// and widened by a unit, so that rounding can add a cell but never lose one.
    func forEachCell(along a: Coordinate, _ b: Coordinate, _ visit: (_ cell: Int) -> Void) {
        let (low, high) = a.latitude <= b.latitude ? (a, b) : (b, a)
        let rise = Double(high.latitude) - Double(low.latitude)
        let run = Double(high.longitude) - Double(low.longitude)
        let box = Box(a, b)
        let side = 1 << Int(shift)
        for row in cells(meeting: box).rows {
            var from = Double(low.longitude)
            var to = Double(high.longitude)
            if rise > 0 {
                let bottom = Double(Int(south) + row * side)
                let start = (bottom - Double(low.latitude)) / rise
                let end = (bottom + Double(side) - Double(low.latitude)) / rise
                from = Double(low.longitude) + run * min(max(start, 0), 1)
                to = Double(low.longitude) + run * min(max(end, 0), 1)
            }
            let first = max(Int((min(from, to) - 1).rounded(.down)), Int(box.west))
            let last = min(Int((max(from, to) + 1).rounded(.up)), Int(box.east))
            let start = max((first - Int(west)) >> Int(shift), 0)
            let end = min((last - Int(west)) >> Int(shift), Int(columns) - 1)
            guard start <= end else { continue }
            for column in start...end { visit(row * Int(columns) + column) }
        }
    }
}

/// Numbers gathered by cell: for each cell one run of them.
struct CellLists: Packed {
    /// Where each cell's run begins; one more entry marks the end.
    let starts: PackedArray<UInt32>
    let numbers: PackedArray<Int32>

    /// Lists over `count` cells from pairs that `produce` hands over twice in the same order.
    init(count: Int, produce: ((_ cell: Int, _ number: Int32) -> Void) -> Void) {
        var starts = [UInt32](repeating: 0, count: count + 1)
        produce { cell, _ in starts[cell + 1] += 1 }
        for cell in 0..<count { starts[cell + 1] += starts[cell] }
        var next = starts
        var numbers = [Int32](repeating: 0, count: Int(starts[count]))
        produce { cell, number in
            numbers[Int(next[cell])] = number
            next[cell] += 1
        }
        self.starts = PackedArray(starts)
        self.numbers = PackedArray(numbers)
    }

    @inline(__always)
    func run(_ cells: Range<Int>) -> Range<Int> {
        Int(starts[cells.lowerBound])..<Int(starts[cells.upperBound])
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        starts = try reader.array()
        numbers = try reader.array()
    }

    func write(to writer: inout PackedWriter) throws {
        try writer.write(starts)
        try writer.write(numbers)
    }
}
