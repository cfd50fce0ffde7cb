extension AreaIndex {
    /// Whether an area has a place in common with a box.
    ///
    /// Complexity: O(1) for most boxes inside an area, else O(vertices of the areas whose boxes meet
    /// it).
    public func meets(_ box: Box, where counts: (Int32) -> Bool = { _ in true }) -> Bool {
        if let inside = lowestArea(at: box.centre), counts(inside) { return true }
        var isMet = false
        rings.tree.search(box) { slot in
            if !isMet, counts(rings.numbers[slot]) { isMet = rings.meets(box, slot: slot) }
        }
        return isMet
    }
}

extension AreaIndex {
    /// The areas that contain the whole of a box, in the order of their numbers; `nil` if a border
    /// passes through it, or if the place of an area's name lies in it.
    ///
    /// Complexity: O(vertices of the areas whose boxes meet it).
    public func cover(of box: Box) -> [Int32]? {
        var numbers: [Int32] = []
        var isWhole = true
        rings.tree.search(box) { slot in
            guard isWhole else { return }
            if box.contains(rings.labelPlaces[slot]) || rings.hasBorder(in: box, slot: slot) {
                isWhole = false
            } else if rings.holdsCorner(of: box, slot: slot) {
                numbers.append(rings.numbers[slot])
            }
        }
        return isWhole ? numbers.sorted() : nil
    }
}

extension FeatureIndex {
    /// Whether a feature may have a place in common with a box; `false` only where none has.
    public func mayMeet(_ box: Box) -> Bool {
        if areas.meets(box) || lines.mayMeet(box) { return true }
        var isMet = false
        forEachPoint(in: box) { _, place in isMet = isMet || box.contains(place) }
        return isMet
    }
}

extension LineIndex {
    /// Whether a feature's box meets a box.
    fileprivate func mayMeet(_ box: Box) -> Bool {
        var isMet = false
        tree.search(box) { _ in isMet = true }
        return isMet
    }
}

extension AreaRings {
    /// Whether an area has a place in common with a box: a border passes through it, or it lies
    /// inside.
    fileprivate func meets(_ box: Box, slot: Int) -> Bool {
        hasBorder(in: box, slot: slot) || holdsCorner(of: box, slot: slot)
    }

    /// Whether an area's border has a place in common with a box.
    fileprivate func hasBorder(in box: Box, slot: Int) -> Bool {
        for ring in Int(slotStarts[slot])..<Int(slotStarts[slot + 1]) {
            let run = Int(ringStarts[ring])..<Int(ringStarts[ring + 1])
            guard var last = run.last.map({ vertices[$0] }) else { continue }
            for position in run {
                let next = vertices[position]
                if box.meets(last, next) { return true }
                last = next
            }
        }
        return false
    }

    fileprivate func holdsCorner(of box: Box, slot: Int) -> Bool {
        let corner = Coordinate(longitude: box.west, latitude: box.south)
        return location(of: corner, .none, inSlot: slot) != .outside
    }
}

extension Box {
    /// Whether a segment has a place in common with the box.
    @inline(__always)
    fileprivate func meets(_ a: Coordinate, _ b: Coordinate) -> Bool {
        guard intersects(Box(a, b)) else { return false }
        if contains(a) || contains(b) { return true }
        let sides = [
            Coordinate(longitude: west, latitude: south),
            Coordinate(longitude: east, latitude: south),
            Coordinate(longitude: east, latitude: north),
            Coordinate(longitude: west, latitude: north),
        ].map { orientation(a, b, $0) }
        return sides.contains { $0 >= 0 } && sides.contains { $0 <= 0 }
    }
}
