import Geo

extension ComponentBook {
    /// Calls `visit` with the place of every component of a category in a box, and perhaps of some
    /// nearby.
    @inline(__always)
    func forEachPlace(
        ofCategory category: Int32, in box: Box,
        _ visit: (_ number: Int32, _ place: Coordinate) -> Void
    ) {
        guard let changes else {
            packed.forEachPlace(ofCategory: category, in: box, visit)
            return
        }
        packed.forEachPlace(ofCategory: category, in: box) { number, place in
            if !changes.isHidden(number) { visit(number, place) }
        }
        changes.forEachPlace(ofCategory: category, visit)
    }

    /// Whether the codes are all numbers, which ``codeKey(of:)`` orders.
    var hasCodeKeys: Bool {
        if case .digits = packed.codes { changes?.hasCodeKeys ?? true } else { false }
    }

    /// A number that ascends as the codes' bytes do, where ``hasCodeKeys`` is true; 0 elsewhere.
    @inline(__always)
    func codeKey(of number: Int32) -> UInt64 {
        if let changed = changes?.changed(number) { return CodeColumn.key(changed.code) ?? 0 }
        return packed.codes.key(of: Int(number))
    }

    /// Draws the lines and areas of a category.
    func drawLinesAndAreas(
        ofCategory category: Int32, with brush: inout TileBrush,
        visit: (_ number: Int32, _ geometry: borrowing TileGeometry) -> Void
    ) {
        packed.indexes[Int(category)]?.drawLinesAndAreas(with: &brush) { number, geometry in
            if changes?.isHidden(number) != true { visit(number, geometry) }
        }
        changes?.indexes[category]?.drawLinesAndAreas(with: &brush, visit: visit)
    }
}

extension CodeColumn {
    /// A number that ascends as the codes' bytes do; 0 for codes that are texts.
    @inline(__always)
    func key(of number: Int) -> UInt64 {
        if case .digits(let keys) = self { keys[number] } else { 0 }
    }
}
