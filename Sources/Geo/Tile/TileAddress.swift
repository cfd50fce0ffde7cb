/// A tile 瓦片 of the web's map: a square of the Mercator plane, halved from zoom to zoom.
///
/// Columns are counted from the 180th meridian eastwards, rows from the north southwards.
///
/// Source: OGC Two Dimensional Tile Matrix Set 2.0 (OGC 17-083r4), WebMercatorQuad.
public struct TileAddress: Hashable, Sendable {
    /// How often the world was halved, 0 … 20.
    public let zoom: Int
    /// The column, 0 … 2^zoom − 1.
    public let column: Int
    /// The row, 0 … 2^zoom − 1.
    public let row: Int

    /// The finest zoom: there a tile's unit is as long as the lattice's.
    public static let finestZoom = 20

    /// A tile by its numbers; `nil` if there is none.
    public init?(zoom: Int, column: Int, row: Int) {
        guard (0...Self.finestZoom).contains(zoom) else { return nil }
        let side = 1 << zoom
        guard (0..<side).contains(column), (0..<side).contains(row) else { return nil }
        self.init(known: zoom, column, row)
    }

    private init(known zoom: Int, _ column: Int, _ row: Int) {
        self.zoom = zoom
        self.column = column
        self.row = row
    }

    /// The tile in which a point of the plane lies.
    public init(of point: MapPoint, zoom: Int) {
        precondition((0...Self.finestZoom).contains(zoom), "There is no such zoom.")
        let shift = UInt32(32 - zoom)
        // A shift by all 32 bits gives 0, which is the world's one tile.
        self.init(known: zoom, Int(point.x >> shift), Int(point.y >> shift))
    }

    /// The four tiles that it comes apart into, from the north-west in reading order; empty at the
    /// finest zoom.
    public var children: [TileAddress] {
        guard zoom < Self.finestZoom else { return [] }
        return [(0, 0), (1, 0), (0, 1), (1, 1)].map { right, down in
            TileAddress(known: zoom + 1, column * 2 + right, row * 2 + down)
        }
    }

    /// The tile of which it is a quarter; `nil` for the world's one tile.
    public var parent: TileAddress? {
        zoom == 0 ? nil : TileAddress(known: zoom - 1, column / 2, row / 2)
    }

    /// The place of the tile on the Hilbert curve through all tiles of its zoom and of those before.
    ///
    /// Source: PMTiles specification 3, "Tile IDs".
    public var hilbertNumber: UInt64 {
        var number: UInt64 = 0
        for zoom in 0..<zoom { number += 1 << UInt64(2 * zoom) }
        var (x, y) = (column, row)
        var side = zoom == 0 ? 0 : 1 << (zoom - 1)
        while side > 0 {
            let right = x & side > 0 ? 1 : 0
            let down = y & side > 0 ? 1 : 0
            number += UInt64(side) * UInt64(side) * UInt64((3 * right) ^ down)
            if down == 0 {
                if right == 1 { (x, y) = (side - 1 - x, side - 1 - y) }
                (x, y) = (y, x)
            }
            side /= 2
        }
        return number
    }

    /// The ground of the tile, its borders included, in lattice units.
    public var box: Box { box(widenedBy: 0) }

    /// The ground of the tile and a margin around it.
    ///
    /// - Parameter share: the width of the margin as a share of the tile's side.
    func box(widenedBy share: Double) -> Box {
        let side = Double(UInt64(1) << UInt64(32 - zoom))
        let west = Mercator.longitude(x: (Double(column) - share) * side)
        let east = Mercator.longitude(x: (Double(column + 1) + share) * side)
        let north = Mercator.latitude(y: (Double(row) - share) * side)
        let south = Mercator.latitude(y: (Double(row + 1) + share) * side)
        // A unit more on each side: what rounding here leaves out no tile would draw.
        return Box(
            west: Int32(clamping: Int(west.rounded(.down)) - 1),
            south: Int32(clamping: Int(south.rounded(.down)) - 1),
            east: Int32(clamping: Int(east.rounded(.up)) + 1),
            north: Int32(clamping: Int(north.rounded(.up)) + 1))
    }

    /// The tiles of a zoom that a box of the lattice meets, by columns and rows.
    public static func range(
        meeting box: Box, zoom: Int
    ) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
        guard !box.isEmpty else { return nil }
        let northWest = Mercator.point(Coordinate(longitude: box.west, latitude: box.north))
        let southEast = Mercator.point(Coordinate(longitude: box.east, latitude: box.south))
        let first = TileAddress(of: northWest, zoom: zoom)
        let last = TileAddress(of: southEast, zoom: zoom)
        return (first.column...last.column, first.row...last.row)
    }
}

extension TileAddress: Comparable {
    /// Coarse tiles first, then row by row.
    public static func < (left: TileAddress, right: TileAddress) -> Bool {
        (left.zoom, left.row, left.column) < (right.zoom, right.row, right.column)
    }
}

extension TileAddress: CustomStringConvertible {
    /// Zoom, column and row as addresses write them: `14/13722/6120`.
    public var description: String { "\(zoom)/\(column)/\(row)" }
}
