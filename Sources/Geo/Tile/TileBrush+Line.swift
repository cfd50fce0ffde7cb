extension TileBrush {
    /// Draws the straight line from one place to another, as far as the tile and its margin hold it.
    ///
    /// - Returns: whether anything is left of it.
    public mutating func draw(from: Coordinate, to: Coordinate) -> Bool {
        geometry.removeAll()
        let ends = [frame.point(from), frame.point(to)]
        path.removeAll()
        for end in ends { path.append(end) }
        if ends.allSatisfy(TileClip.holds) {
            geometry.add(line: path)
        } else {
            clip.cut(line: path, into: &geometry)
        }
        return !geometry.isEmpty
    }
}

extension TileFrame {
    /// The ground of which lines may be seen in the tile.
    public var boxOfLines: Box { boxWithMargin }
}
