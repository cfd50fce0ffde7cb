extension AreaIndex {
    /// A place inside an area, where its name finds room; `nil` if the index does not hold the area.
    ///
    /// Complexity: O(log areas).
    public func labelPlace(of number: Int32) -> Coordinate? {
        rings.slot(of: number).map { rings.labelPlaces[$0] }
    }
}

extension FeatureIndex {
    /// Calls `visit` with a place on every feature that is of lines, in no useful order: the middle
    /// vertex of its first line.
    ///
    /// Complexity: O(features).
    public func forEachLinePlace(_ visit: (_ number: Int32, _ place: Coordinate) -> Void) {
        lines.forEachPlace(visit)
    }
}
