/// A point in a tile: units of 1/4096 of its side from its north-west corner, x eastwards and y
/// southwards.
public struct TilePoint: Hashable, Sendable, BitwiseCopyable {
    /// Eastwards.
    public var x: Int32
    /// Southwards.
    public var y: Int32
}

/// What turns places into points of one tile.
///
/// A place belongs to the unit in which it lies, counted through the whole world: two tiles never
/// disagree about a border, and a place lies in exactly one tile.
public struct TileFrame: Sendable {
    /// The tile.
    public let address: TileAddress
    private let displacement: Displacement?
    private let shift: UInt32
    private let west: Int32
    private let north: Int32

    /// How many units a tile's side has.
    public static let extent: Int32 = 4096
    /// How far beyond the tile lines and areas reach, in units, so that strokes do not end at its
    /// border.
    static let margin: Int32 = 64

    /// The frame of a tile, in a datum that lies apart from ours if a displacement is given.
    public init(_ address: TileAddress, displacement: Displacement? = nil) {
        self.address = address
        self.displacement = displacement
        shift = UInt32(TileAddress.finestZoom - address.zoom)
        west = Int32(address.column) << 12
        north = Int32(address.row) << 12
    }

    /// The ground of the tile in our datum: what lies outside is not drawn.
    public var box: Box { widened(by: 0) }

    /// The ground of the tile with the margin of lines and areas.
    public var boxWithMargin: Box { widened(by: Double(Self.margin) / Double(Self.extent)) }

    /// The same with a second margin, which no border that is drawn more simply than it is crosses.
    public var boxWithTwoMargins: Box {
        widened(by: 2 * Double(Self.margin) / Double(Self.extent))
    }

    private func widened(by share: Double) -> Box {
        let box = address.box(widenedBy: share)
        guard let reach = displacement?.longest else { return box }
        return Box(
            west: box.west &- reach, south: box.south &- reach,
            east: box.east &+ reach, north: box.north &+ reach)
    }

    /// The point of a place, perhaps outside the tile.
    @inline(__always)
    func point(_ place: Coordinate) -> TilePoint {
        let place = displacement?.moved(place) ?? place
        let point = Mercator.point(place)
        // At zoom 20 the plane has 2³² units: as 32 bits their difference still fits.
        return TilePoint(
            x: Int32(truncatingIfNeeded: point.x >> shift) &- west,
            y: Int32(truncatingIfNeeded: point.y >> shift) &- north)
    }

    /// The point of a place that lies in the tile; `nil` for any other place.
    @inline(__always)
    public func pointInside(_ place: Coordinate) -> TilePoint? {
        let point = point(place)
        let extent = UInt32(Self.extent)
        guard UInt32(bitPattern: point.x) < extent, UInt32(bitPattern: point.y) < extent else {
            return nil
        }
        return point
    }
}
