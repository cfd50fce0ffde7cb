extension AreaIndex {
    /// Draws every area that meets the brush's tile, in the order of the numbers.
    public func draw(
        with brush: inout TileBrush, where counts: (Int32) -> Bool = { _ in true },
        visit: (_ number: Int32, _ geometry: borrowing TileGeometry) -> Void
    ) {
        let box = brush.frame.boxWithMargin
        if let only = raster.onlyArea(in: box) {
            guard only >= 0, counts(only) else { return }
            brush.geometry.removeAll()
            brush.addSquare(isShell: true)
            return visit(only, brush.geometry)
        }
        var slots: [Int] = []
        rings.tree.search(box) { slots.append($0) }
        slots.sort { rings.numbers[$0] < rings.numbers[$1] }
        for slot in slots where counts(rings.numbers[slot]) {
            if rings.draw(slot: slot, with: &brush) { visit(rings.numbers[slot], brush.geometry) }
        }
    }

    /// Draws the place of the name of every area whose name stands in the brush's tile, in the order
    /// of the numbers.
    public func drawLabelPlaces(
        with brush: inout TileBrush,
        visit: (_ number: Int32, _ geometry: borrowing TileGeometry) -> Void
    ) {
        var slots: [Int] = []
        rings.tree.search(brush.frame.box) { slots.append($0) }
        slots.sort { rings.numbers[$0] < rings.numbers[$1] }
        for slot in slots {
            brush.draw(point: rings.labelPlaces[slot])
            if !brush.geometry.isEmpty { visit(rings.numbers[slot], brush.geometry) }
        }
    }
}
