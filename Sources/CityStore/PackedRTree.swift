import Foundation
import GRDB
import Geo

/// Fills an R*Tree of SQLite at once, its boxes packed along a Hilbert curve.
///
/// SQLite takes boxes one by one, some 100,000 a second; a whole census is packed in a fraction of
/// that, and into fewer nodes. The nodes are written as the module itself writes them, into its
/// shadow tables; `rtreecheck()` finds nothing to say about them.
///
/// Source: the file format in the comment at the head of SQLite's ext/rtree/rtree.c: a node is its
/// depth (root only) and the number of its cells, 16 bits each, and then cells of a 64-bit number
/// and four 32-bit floats, everything big-endian; the root is node 1.
struct PackedRTree {
    /// A box of an entry or node, rounded outward to 32-bit floats, and what it belongs to.
    struct Cell {
        var number: Int64
        var west: Float
        var east: Float
        var south: Float
        var north: Float

        init(number: Int64, box: Box) {
            func degrees(_ units: Int32) -> Double { Double(units) / Coordinate.unitsPerDegree }
            self.number = number
            west = Self.down(degrees(box.west))
            east = Self.up(degrees(box.east))
            south = Self.down(degrees(box.south))
            north = Self.up(degrees(box.north))
        }

        fileprivate init(number: Int64, around cells: ArraySlice<Cell>) {
            self = cells[cells.startIndex]
            self.number = number
            for cell in cells {
                west = min(west, cell.west)
                east = max(east, cell.east)
                south = min(south, cell.south)
                north = max(north, cell.north)
            }
        }

        private static func down(_ number: Double) -> Float {
            let rounded = Float(number)
            return Double(rounded) > number ? rounded.nextDown : rounded
        }

        private static func up(_ number: Double) -> Float {
            let rounded = Float(number)
            return Double(rounded) < number ? rounded.nextUp : rounded
        }
    }

    private static let cellSize = 24
    private static let headSize = 4

    private let db: Database
    private let table: String

    /// The R*Tree of a table's column `geometry`.
    init(of table: String, _ db: Database) {
        self.db = db
        self.table = "idx_\(table)_geometry"
    }

    /// Puts entries in place of whatever the tree holds.
    func fill(_ entries: [(number: Int64, box: Box)]) throws {
        guard
            let size = try Int.fetchOne(
                db, sql: "SELECT length(data) FROM \(table)_node WHERE nodeno = 1")
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "\(table) has no root") }
        // A quarter of each node stays free for what comes later.
        let perNode = max(2, (size - Self.headSize) / Self.cellSize * 3 / 4)
        try db.execute(
            sql: """
                DELETE FROM \(table)_node; DELETE FROM \(table)_parent; DELETE FROM \(table)_rowid
                """)
        var level = Self.alongCurve(entries)
        var nextNode: Int64 = 2
        var depth = 0
        while level.count > perNode {
            level = try write(level, perNode, size, isLeaf: depth == 0, from: &nextNode)
            depth += 1
        }
        try write(level[...], node: 1, size, depth: depth)
        try record(level[...].map { ($0.number, 1) }, isLeaf: depth == 0)
    }

    private static func alongCurve(_ entries: [(number: Int64, box: Box)]) -> [Cell] {
        guard let first = entries.first else { return [] }
        var extent = first.box
        for entry in entries { extent.extend(to: entry.box) }
        let curve = HilbertCurve(over: extent)
        let keys = entries.enumerated().map { index, entry in
            UInt64(curve.position(of: entry.box.centre)) << 32 | UInt64(index)
        }.sorted()
        return keys.map { key in
            let entry = entries[Int(key & 0xFFFF_FFFF)]
            return Cell(number: entry.number, box: entry.box)
        }
    }

    /// Writes one level in nodes of equal size and returns the cells of the level above.
    private func write(
        _ cells: [Cell], _ perNode: Int, _ size: Int, isLeaf: Bool, from nextNode: inout Int64
    ) throws -> [Cell] {
        let nodes = (cells.count + perNode - 1) / perNode
        var parents: [Cell] = []
        var places: [(number: Int64, node: Int64)] = []
        parents.reserveCapacity(nodes)
        places.reserveCapacity(cells.count)
        for node in 0..<nodes {
            let range = cells.count * node / nodes..<cells.count * (node + 1) / nodes
            try write(cells[range], node: nextNode, size, depth: 0)
            for cell in cells[range] { places.append((cell.number, nextNode)) }
            parents.append(Cell(number: nextNode, around: cells[range]))
            nextNode += 1
        }
        try record(places, isLeaf: isLeaf)
        return parents
    }

    private func write(
        _ cells: ArraySlice<Cell>, node: Int64, _ size: Int, depth: Int
    ) throws {
        var bytes = Data(capacity: size)
        bytes.append(UInt16(depth))
        bytes.append(UInt16(cells.count))
        for cell in cells {
            bytes.append(UInt64(bitPattern: cell.number))
            for side in [cell.west, cell.east, cell.south, cell.north] {
                bytes.append(side.bitPattern)
            }
        }
        bytes.append(Data(count: size - bytes.count))
        let insert = try db.cachedStatement(
            sql: "INSERT INTO \(table)_node (nodeno, data) VALUES (?, ?)")
        try insert.execute(arguments: [node, bytes])
    }

    /// Writes in which node each entry, or each node below, is found; in their order, so that the
    /// table grows at its end.
    private func record(_ places: [(number: Int64, node: Int64)], isLeaf: Bool) throws {
        let insert = try RawStatement(
            db,
            isLeaf
                ? "INSERT INTO \(table)_rowid (rowid, nodeno) VALUES (?, ?)"
                : "INSERT INTO \(table)_parent (nodeno, parentnode) VALUES (?, ?)")
        for place in places.sorted(by: { $0.number < $1.number }) {
            try insert.bind(Int(place.number), at: 1)
            try insert.bind(Int(place.node), at: 2)
            try insert.run()
        }
    }
}

extension Data {
    fileprivate mutating func append(_ number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}
