extension FeatureIndex {
    /// Calls `visit` with a place on every feature that is of lines, in no useful order: the middle
    /// vertex of its first line.
    ///
    /// Complexity: O(features).
    public func forEachLinePlace(_ visit: (_ number: Int32, _ place: Coordinate) -> Void) {
        lines.forEachPlace(visit)
    }
}
