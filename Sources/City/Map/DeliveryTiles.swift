public import Geo

extension DeliveryMap {
    /// At which zooms tiles are drawn.
    public static let zooms = 6...16
    /// From which zoom on every row is drawn by itself; before, rows are counted.
    public static let singleZoom = 14
    /// From how many bytes on a tile counts its rows instead and says so.
    static let limit = 500_000

    /// Draws a tile: `difference` and `findings`, or, at low zooms, how many there are of each kind
    /// in each of eight by eight cells.
    ///
    /// A row is counted in exactly one cell of one tile, so that the numbers of any zoom sum to
    /// ``counts``. Complexity: O(rows), about two milliseconds for 780,000.
    public func tile(in frame: TileFrame) -> DrawnTile {
        var brush = TileBrush(frame)
        guard frame.address.zoom >= Self.singleZoom else {
            return DrawnTile(bytes: countedRows(&brush) + countedFindings(&brush), leftOut: [])
        }
        let (rows, rowCount) = singleRows(&brush)
        let (found, foundCount) = singleFindings(&brush)
        guard rows.count + found.count > Self.limit, frame.address.zoom < Self.zooms.upperBound
        else { return DrawnTile(bytes: rows + found, leftOut: []) }
        let next = frame.address.zoom + 1
        let leftOut = [
            LeftOut(layer: "difference", count: rowCount, fromZoom: next),
            LeftOut(layer: "findings", count: foundCount, fromZoom: next),
        ].filter { $0.count > 0 }
        return DrawnTile(
            bytes: countedRows(&brush) + countedFindings(&brush)
                + CityMap.declaration(of: leftOut, &brush).bytes,
            leftOut: leftOut)
    }

    // MARK: One by one

    /// Every row as the point where it counts, and as the line that it moves along.
    private func singleRows(_ brush: inout TileBrush) -> (bytes: [UInt8], count: Int) {
        var drawn = TileLayer("difference")
        let keys = RowKeys(&drawn)
        let box = brush.frame.boxOfLines
        for row in places.indices {
            let (before, place) = (befores[row], places[row])
            let isStill = before == place
            guard isStill ? box.contains(place) : box.intersects(Box(before, place)) else {
                continue
            }
            let isInside = brush.frame.pointInside(place) != nil
            let isCrossing = !isStill && brush.draw(from: before, to: place)
            guard isInside || isCrossing else { continue }
            let code = drawn.value(unique: codes[row])
            if isCrossing {
                let metres = (Metric.distance(before, place) * 100).rounded() / 100
                keys.tag(kinds[row], code, rows[row], metres: metres, &drawn)
                drawn.add(brush.geometry)
            }
            if isInside {
                brush.draw(point: place)
                keys.tag(kinds[row], code, rows[row], metres: nil, &drawn)
                drawn.add(brush.geometry)
            }
        }
        return (drawn.bytes, drawn.count)
    }

    /// The attributes of rows in one tile.
    private struct RowKeys {
        let kind: TileKey
        let code: TileKey
        let row: TileKey
        let metres: TileKey

        init(_ drawn: inout TileLayer) {
            kind = drawn.key("kind")
            code = drawn.key("code")
            row = drawn.key("row")
            metres = drawn.key("metres")
        }

        func tag(
            _ kind: Kind, _ code: TileValue, _ row: Int32, metres: Double?,
            _ drawn: inout TileLayer
        ) {
            drawn.tag(self.kind, drawn.value(kind.rawValue))
            drawn.tag(self.code, code)
            if row > 0 { drawn.tag(self.row, drawn.value(Int(row))) }
            if let metres { drawn.tag(self.metres, drawn.value(metres)) }
        }
    }

    private func singleFindings(_ brush: inout TileBrush) -> (bytes: [UInt8], count: Int) {
        var drawn = TileLayer("findings")
        let (rule, severity, row) = (drawn.key("rule"), drawn.key("severity"), drawn.key("row"))
        let box = brush.frame.box
        for finding in findings where box.contains(finding.place) {
            guard brush.frame.pointInside(finding.place) != nil else { continue }
            drawn.tag(rule, drawn.value(finding.rule.rawValue))
            drawn.tag(severity, drawn.value(finding.severity.rawValue))
            if finding.row > 0 { drawn.tag(row, drawn.value(Int(finding.row))) }
            brush.draw(point: finding.place)
            drawn.add(brush.geometry)
        }
        return (drawn.bytes, drawn.count)
    }

    // MARK: Counted

    private func countedRows(_ brush: inout TileBrush) -> [UInt8] {
        var cells = KindCells(brush.frame, kinds: Kind.allCases.map(\.rawValue))
        for row in places.indices { cells.add(places[row], kinds[row].number) }
        return cells.draw("difference-counts", "kind", &brush)
    }

    private func countedFindings(_ brush: inout TileBrush) -> [UInt8] {
        let severities = Finding.Severity.allCases
        var cells = KindCells(brush.frame, kinds: severities.map(\.rawValue))
        for finding in findings { cells.add(finding.place, finding.severity.rank) }
        return cells.draw("finding-counts", "severity", &brush)
    }
}

/// The cells into which a tile is cut for counting, for each of some kinds.
private struct KindCells {
    private let kinds: [String]
    private let frame: TileFrame
    private let box: Box
    private var cells: [CityMap.Cell]

    init(_ frame: TileFrame, kinds: [String]) {
        self.kinds = kinds
        self.frame = frame
        box = frame.box
        cells = Array(
            repeating: CityMap.Cell(),
            count: kinds.count * CityMap.Cell.side * CityMap.Cell.side)
    }

    @inline(__always)
    mutating func add(_ place: Coordinate, _ kind: Int) {
        guard box.contains(place), let point = frame.pointInside(place) else { return }
        let cell = CityMap.Cell.number(of: point)
        cells[cell * kinds.count + kind].add(place)
    }

    /// One point for each kind that a cell has, with what `component-counts` says of a cell.
    func draw(_ layer: String, _ attribute: String, _ brush: inout TileBrush) -> [UInt8] {
        var drawn = TileLayer(layer)
        let kind = drawn.key(attribute)
        let keys = CityMap.Cell.Keys(&drawn)
        for (place, cell) in cells.enumerated() where cell.count > 0 {
            drawn.tag(kind, drawn.value(kinds[place % kinds.count]))
            keys.tag(cell, zoom: frame.address.zoom, finest: DeliveryMap.zooms.upperBound, &drawn)
            brush.draw(point: cell.box.centre)
            drawn.add(brush.geometry)
        }
        return drawn.bytes
    }
}
