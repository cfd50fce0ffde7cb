public import Geo

// Many questions at once: asked along a curve over the city, so that neighbours follow each other,
// and answered in whatever order that is.

extension CityIndex {
    /// The unit grid at a place by number, or `nil` where none is; a place on a shared border
    /// belongs to the lower code.
    public func unitGrid(at place: Coordinate) -> Int32? {
        book.index(of: .unitGrid).lowestArea(at: place)
    }

    /// The same by descending the tree of boxes and looking at every ring, without the raster: what
    /// the raster is measured against.
    public func unitGridByTree(at place: Coordinate) -> Int32? {
        book.index(of: .unitGrid).areas(at: place).first?.number
    }

    /// The unit grids at many places, by number; −1 where none is.
    ///
    /// Complexity: O(n) on map data.
    public func unitGrids(at places: [Coordinate]) -> [Int32] {
        let index = book.index(of: .unitGrid)
        var found = [Int32](repeating: -1, count: places.count)
        for number in PlaceOrder.alongCurve(places, over: index.box) {
            found[Int(number)] = index.find(places[Int(number)]).number
        }
        return found
    }

    /// Calls `visit` with the verdict on each query, in the order in which they are best asked.
    ///
    /// Complexity: O(n) on map data.
    public func forEachVerdict(
        on queries: [Query], _ visit: (_ number: Int, _ verdict: Verdict) throws -> Void
    ) rethrows {
        let box = mosaic.index?.box ?? Box(queries.lazy.map(\.place))
        for number in PlaceOrder.alongCurve(queries.map(\.place), over: box) {
            try visit(Int(number), verdict(for: queries[Int(number)]))
        }
    }
}
