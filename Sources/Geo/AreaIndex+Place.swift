extension AreaIndex {
    /// The box of an area, by number; `nil` if the index does not hold it.
    ///
    /// - Complexity: O(log areas).
    public func box(of number: Int32) -> Box? {
        rings.slot(of: number).map { rings.tree.box(ofSlot: $0) }
    }

    /// A place inside an area at which its name stands; `nil` if the index does not hold it.
    ///
    /// - Complexity: O(log areas).
    public func labelPlace(of number: Int32) -> Coordinate? {
        rings.slot(of: number).map { rings.labelPlaces[$0] }
    }
}
