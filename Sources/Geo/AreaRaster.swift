/// A raster over areas that says for most places which area contains them, without any geometry.
///
/// A cell that no border passes through lies wholly inside one area or outside all. The others list
/// the areas whose borders pass, lowest number first. Cells are kept in blocks of 32 by 32, so that
/// ground without areas costs nothing and neighbouring places read one page of memory.
struct AreaRaster: Packed {
    private let grid: CellGrid
    private let blockColumns: Int32
    /// Where the cells of each block begin in `cells`, or −1 for a block without areas.
    private let blocks: PackedArray<Int32>
    /// 0 for no area, an odd number for the number of the one area, an even one for a list.
    private let cells: PackedArray<UInt32>
    private let candidates: PackedArray<Candidate>

    /// An area of a list, with all that is needed to ask it: no other table has to be read.
    struct Candidate: BitwiseCopyable {
        var number: Int32
        var slot: Int32
        /// Where the vertices of the area's one ring begin; −1 for an area of several rings.
        var firstVertex: Int32
        /// How many there are; negative for the last area of the list.
        var vertexCount: Int32

        @inline(__always) var isLast: Bool { vertexCount < 0 }
    }

    private static let blockShift = 5
    private static let cellsInBlock = 1 << (2 * blockShift)

    /// Whether it is a raster over nothing.
    @inline(__always) var isEmpty: Bool { blocks.isEmpty }

    /// What the raster knows of a place.
    enum Entry {
        /// No area is here.
        case nothing
        /// The cell lies wholly inside the area of this number.
        case inside(Int32)
        /// Borders pass; their areas are listed from here on.
        case borders(Int)
    }

    /// What is known of the cell of a place.
    @inline(__always)
    func entry(at place: Coordinate) -> Entry {
        let column = grid.column(place.longitude)
        let row = grid.row(place.latitude)
        guard UInt(bitPattern: column) < UInt(grid.columns),
            UInt(bitPattern: row) < UInt(grid.rows)
        else { return .nothing }
        let shift = Self.blockShift
        let block = blocks[(row >> shift) * Int(blockColumns) + column >> shift]
        guard block >= 0 else { return .nothing }
        let mask = 1 << shift - 1
        let cell = cells[Int(block) + (row & mask) << shift + (column & mask)]
        if cell == 0 { return .nothing }
        return cell & 1 == 1
            ? .inside(Int32(bitPattern: cell >> 1)) : .borders(Int(cell >> 1) - 1)
    }

    /// The one area inside which a box lies, or −1 if no area meets it; `nil` if borders pass, or the
    /// box has too many cells to be looked at.
    func onlyArea(in box: Box) -> Int32? {
        let (columns, rows) = grid.cells(meeting: box)
        guard grid.box.contains(box), columns.count * rows.count <= Self.mostCells else {
            return nil
        }
        var only: Int32?
        for row in rows {
            for column in columns {
                let number: Int32
                switch entry(at: grid.box(column: column, row: row).centre) {
                case .nothing: number = -1
                case .inside(let area): number = area
                case .borders: return nil
                }
                if let only, only != number { return nil }
                only = number
            }
        }
        return only
    }

    /// How many cells of a box are looked at, one after another.
    private static let mostCells = 256

    /// An area of a list.
    @inline(__always)
    func candidate(_ position: Int) -> Candidate { candidates[position] }

    /// A raster over nothing.
    init() {
        self.init(
            grid: CellGrid(over: .empty, atMost: 1, noFinerThan: 0), blockColumns: 0, blocks: [],
            cells: [], candidates: [])
    }

    private init(
        grid: CellGrid, blockColumns: Int32, blocks: [Int32], cells: [UInt32],
        candidates: [Candidate]
    ) {
        self.grid = grid
        self.blockColumns = blockColumns
        self.blocks = PackedArray(blocks)
        self.cells = PackedArray(cells)
        self.candidates = PackedArray(candidates)
    }

    /// A raster over the rings of areas.
    ///
    /// Complexity: O(vertices + cells).
    init(over rings: AreaRings) {
        guard rings.count > 0 else {
            self.init()
            return
        }
        let grid = Self.grid(for: rings)
        let shift = Int32(Self.blockShift)
        let blockColumns = (grid.columns + 1 << shift - 1) >> shift
        let blockRows = (grid.rows + 1 << shift - 1) >> shift
        var painting = Painting(
            grid: grid, blockColumns: Int(blockColumns), blockCount: Int(blockColumns * blockRows))
        for slot in 0..<rings.count { painting.paint(rings, slot: slot) }
        let (cells, candidates) = painting.finished(rings)
        self.init(
            grid: grid, blockColumns: blockColumns, blocks: painting.blocks, cells: cells,
            candidates: candidates)
    }

    /// Some sixteen cells an area, or as many as half its vertices: then few borders share a cell.
    private static func grid(for rings: AreaRings) -> CellGrid {
        var ground = 0.0
        for slot in 0..<rings.count {
            let box = rings.tree.box(ofSlot: slot)
            ground +=
                (Double(box.east) - Double(box.west) + 1)
                * (Double(box.north) - Double(box.south) + 1)
        }
        let cells = Double(max(rings.count * 16, rings.vertexCount / 2))
        let side = (ground / cells).squareRoot()
        let shift = side < 2 ? 0 : Int32(side.exponent)
        var grid = CellGrid(over: rings.tree.box, atMost: 1 << 32, noFinerThan: shift)
        // Small areas far apart would have a block each.
        while blocks(of: rings, grid) * cellsInBlock > Int(cells) * 4, grid.count > cellsInBlock {
            grid = CellGrid(over: rings.tree.box, atMost: 1 << 32, noFinerThan: grid.shift + 1)
        }
        return grid
    }

    /// How many blocks have areas.
    private static func blocks(of rings: AreaRings, _ grid: CellGrid) -> Int {
        var blocks: Set<Int> = []
        let columns = Int(grid.columns) >> blockShift + 1
        for slot in 0..<rings.count {
            let cells = grid.cells(meeting: rings.tree.box(ofSlot: slot))
            for row in cells.rows.lowerBound >> blockShift...cells.rows.upperBound >> blockShift {
                for column in cells.columns.lowerBound >> blockShift...cells.columns.upperBound
                    >> blockShift
                {
                    blocks.insert(row * columns + column)
                }
            }
        }
        return blocks.count
    }

    /// The raster while it is made: for each cell a chain of the areas that it meets.
    private struct Painting {
        /// An area that a cell meets, and the next link of the chain or −1.
        private struct Link {
            var slot: Int32
            var next: Int32
            var isBorder: Bool
        }

        let grid: CellGrid
        let blockColumns: Int
        var blocks: [Int32]
        private var chains: [Int32] = []
        private var links: [Link] = []

        init(grid: CellGrid, blockColumns: Int, blockCount: Int) {
            self.grid = grid
            self.blockColumns = blockColumns
            blocks = [Int32](repeating: -1, count: blockCount)
        }

        /// Enters one area: the cells of its border, and those wholly inside.
        ///
        /// Along a row the cells between two border cells are alike, so that one of them is asked.
        mutating func paint(_ rings: AreaRings, slot: Int) {
            let (columns, rows) = grid.cells(meeting: rings.tree.box(ofSlot: slot))
            var isBorder = [Bool](repeating: false, count: columns.count * rows.count)
            rings.forEachEdge(inSlot: slot) { a, b in
                grid.forEachCell(along: a, b) { cell in
                    let (row, column) = cell.quotientAndRemainder(dividingBy: Int(grid.columns))
                    guard columns.contains(column), rows.contains(row) else { return }
                    isBorder[
                        (row - rows.lowerBound) * columns.count + column - columns.lowerBound] =
                        true
                }
            }
            for row in rows {
                var isInside: Bool?
                for column in columns {
                    let place =
                        (row - rows.lowerBound) * columns.count + column - columns.lowerBound
                    if isBorder[place] {
                        isInside = nil
                        add(slot, column, row, isBorder: true)
                        continue
                    }
                    let known =
                        isInside
                        ?? (rings.location(
                            of: grid.box(column: column, row: row).centre, .none, inSlot: slot)
                            == .inside)
                    isInside = known
                    if known { add(slot, column, row, isBorder: false) }
                }
            }
        }

        private mutating func add(_ slot: Int, _ column: Int, _ row: Int, isBorder: Bool) {
            let shift = AreaRaster.blockShift
            let block = (row >> shift) * blockColumns + column >> shift
            if blocks[block] < 0 {
                blocks[block] = Int32(chains.count)
                chains += [Int32](repeating: -1, count: AreaRaster.cellsInBlock)
            }
            let mask = 1 << shift - 1
            let cell = Int(blocks[block]) + (row & mask) << shift + (column & mask)
            links.append(Link(slot: Int32(slot), next: chains[cell], isBorder: isBorder))
            chains[cell] = Int32(links.count - 1)
        }

        func finished(_ rings: AreaRings) -> (cells: [UInt32], candidates: [Candidate]) {
            var candidates: [Candidate] = []
            let cells = chains.map { chain -> UInt32 in
                var found: [Link] = []
                var next = chain
                while next >= 0 {
                    found.append(links[Int(next)])
                    next = links[Int(next)].next
                }
                guard let first = found.first else { return 0 }
                if found.count == 1, !first.isBorder {
                    return UInt32(rings.numbers[Int(first.slot)]) << 1 | 1
                }
                let start = UInt32(candidates.count)
                candidates += found.map { rings.candidate(slot: Int($0.slot)) }
                    .sorted { $0.number < $1.number }
                candidates[candidates.count - 1].vertexCount.negate()
                return (start + 1) << 1
            }
            return (cells, candidates)
        }
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        grid = try reader.value()
        blockColumns = try reader.value()
        blocks = try reader.array()
        cells = try reader.array()
        candidates = try reader.array()
    }

    func write(to writer: inout PackedWriter) throws {
        try writer.write(value: grid)
        try writer.write(value: blockColumns)
        try writer.write(blocks)
        try writer.write(cells)
        try writer.write(candidates)
    }
}
