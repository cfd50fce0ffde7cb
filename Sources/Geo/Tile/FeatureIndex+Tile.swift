extension FeatureIndex {
    /// Calls `visit` with every feature that is one point in a box, and perhaps with some nearby.
    ///
    /// Complexity: O(points in the raster's cells that the box meets).
    public func forEachPoint(in box: Box, _ visit: (_ number: Int32, _ place: Coordinate) -> Void) {
        points.forEachSlot(in: box) { slot in visit(number(ofPoint: slot), points.places[slot]) }
    }

    /// Draws every line and then every area that meets the brush's tile, each in the order of the
    /// numbers.
    public func drawLinesAndAreas(
        with brush: inout TileBrush,
        visit: (_ number: Int32, _ geometry: borrowing TileGeometry) -> Void
    ) {
        if !lines.isEmpty { lines.draw(with: &brush, visit: visit) }
        if areas.count > 0 { areas.draw(with: &brush, visit: visit) }
    }

    /// Draws every feature that is one point in the brush's tile, in the order of the numbers.
    public func drawPoints(
        with brush: inout TileBrush, where counts: (Int32) -> Bool = { _ in true },
        visit: (_ number: Int32, _ geometry: borrowing TileGeometry) -> Void
    ) {
        var found: [(number: Int32, place: Coordinate)] = []
        forEachPoint(in: brush.frame.box) { number, place in
            if counts(number) { found.append((number, place)) }
        }
        found.sort { $0.number < $1.number }
        for (number, place) in found {
            brush.draw(point: place)
            if !brush.geometry.isEmpty { visit(number, brush.geometry) }
        }
    }
}
