/// What draws the shapes of one tile: memory that is used again from feature to feature.
public struct TileBrush: ~Copyable {
    /// The frame of the tile.
    public let frame: TileFrame
    var path = TilePath()
    var clip = TileClip()
    /// What was drawn last.
    public internal(set) var geometry = TileGeometry()

    /// A brush for a tile.
    public init(_ frame: TileFrame) { self.frame = frame }

    /// Draws one point; nothing if it lies outside the tile, so that of all tiles exactly one has it.
    @inline(__always)
    public mutating func draw(point place: Coordinate) {
        geometry.removeAll()
        if let point = frame.pointInside(place) { geometry.add(point: point) }
    }

    /// Draws the middle of the tile, for what is said of the whole of it.
    public mutating func drawMiddle() {
        geometry.removeAll()
        geometry.add(point: TilePoint(x: TileFrame.extent / 2, y: TileFrame.extent / 2))
    }

    /// Takes a run of vertices onto the path: those that the tile's zoom draws.
    @inline(__always)
    mutating func follow(
        _ run: Range<Int>, _ vertices: PackedArray<Coordinate>, _ levels: PackedArray<UInt8>
    ) -> Bool {
        path.removeAll()
        let zoom = UInt8(frame.address.zoom)
        var isInside = true
        for position in run where levels[position] <= zoom {
            let point = frame.point(vertices[position])
            if !TileClip.holds(point) { isInside = false }
            path.append(point)
        }
        return isInside
    }

    /// Adds a ring to what is drawn.
    ///
    /// - Returns: whether anything of it is left in the tile.
    mutating func add(
        ring run: Range<Int>, isShell: Bool, _ vertices: PackedArray<Coordinate>,
        _ levels: PackedArray<UInt8>
    ) -> Bool {
        let isInside = follow(run, vertices, levels)
        if !isInside { clip.cut(ring: &path) }
        path.closeRing()
        // However a ring runs outside, what it leaves of the whole square is drawn the same.
        if path.doubledArea.magnitude == TileClip.doubledArea { return addSquare(isShell: isShell) }
        return geometry.add(ring: path, isShell: isShell)
    }

    /// Adds the whole tile with its margin to what is drawn.
    @discardableResult
    mutating func addSquare(isShell: Bool) -> Bool {
        path.removeAll()
        for corner in TileClip.corners { path.append(corner) }
        return geometry.add(ring: path, isShell: isShell)
    }

    /// Adds a line to what is drawn, in as many pieces as the tile cuts it into.
    mutating func add(
        line run: Range<Int>, _ vertices: PackedArray<Coordinate>, _ levels: PackedArray<UInt8>
    ) {
        if follow(run, vertices, levels) {
            geometry.add(line: path)
        } else {
            clip.cut(line: path, into: &geometry)
        }
    }
}
