import Geo

extension CityMap {
    /// How many components lie in each cell of a tile: eight by eight cells, each with the exact
    /// number, the box of its members in degrees, and the zoom at which they come apart.
    ///
    /// A component lies in exactly one cell of one tile, so that the numbers of any zoom sum to the
    /// city's total.
    func counts(_ id: String, _ brush: inout TileBrush) -> DrawnLayer? {
        let frame = brush.frame
        var cells = [Cell](repeating: Cell(), count: Cell.side * Cell.side)
        let box = frame.box
        for category in index.catalogue.categories.indices {
            index.components.forEachPlace(ofCategory: Int32(category), in: box) { _, place in
                guard let point = frame.pointInside(place) else { return }
                cells[Cell.number(of: point)].add(place)
            }
        }
        var drawn = TileLayer(id)
        let keys = Cell.Keys(&drawn)
        for cell in cells where cell.count > 0 {
            keys.tag(
                cell, zoom: frame.address.zoom, finest: layers.zooms.upperBound, &drawn)
            brush.draw(point: cell.box.centre)
            drawn.add(brush.geometry)
        }
        return DrawnLayer(ifAny: id, drawn)
    }

    /// One of the cells into which a tile is cut for counting.
    struct Cell {
        /// How many cells a tile has on each side, and the logarithm of a cell's side in units.
        static let side = 8
        private static let shift: Int32 = 9

        private(set) var count = 0
        private(set) var box = Box.empty

        /// The number of the cell in which a point of the tile lies, row by row.
        @inline(__always)
        static func number(of point: TilePoint) -> Int {
            Int(point.y >> shift) * side + Int(point.x >> shift)
        }

        @inline(__always)
        mutating func add(_ place: Coordinate) {
            count += 1
            box.extend(to: place)
        }

        /// The first zoom at which not all members lie in one cell; the finest if they never part.
        func split(after zoom: Int, finest: Int) -> Int {
            let first = Mercator.point(Coordinate(longitude: box.west, latitude: box.north))
            let last = Mercator.point(Coordinate(longitude: box.east, latitude: box.south))
            let bits = min(
                (first.x ^ last.x).leadingZeroBitCount, (first.y ^ last.y).leadingZeroBitCount)
            // Cells of zoom z are told apart by the first z + 3 bits.
            return min(max(bits + 1 - 3, zoom + 1), finest)
        }

        /// What a tile says of a cell.
        struct Keys {
            private let count: TileKey
            private let ends: [TileKey]
            private let split: TileKey

            init(_ drawn: inout TileLayer) {
                count = drawn.key("count")
                ends = [
                    drawn.key("west"), drawn.key("south"), drawn.key("east"), drawn.key("north"),
                ]
                split = drawn.key("split")
            }

            func tag(_ cell: Cell, zoom: Int, finest: Int, _ drawn: inout TileLayer) {
                drawn.tag(count, drawn.value(cell.count))
                let box = [cell.box.west, cell.box.south, cell.box.east, cell.box.north]
                for (key, end) in zip(ends, box) {
                    drawn.tag(key, drawn.value(Double(end) / Coordinate.unitsPerDegree))
                }
                drawn.tag(split, drawn.value(cell.split(after: zoom, finest: finest)))
            }
        }
    }
}
