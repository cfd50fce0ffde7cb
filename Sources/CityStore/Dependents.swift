public import City
import Foundation
import GRDB
public import Geo

extension Register {
    /// The rows that name some areas of a layer, or lie on their ground, by layer and column.
    ///
    /// Complexity: O(rows of the layers that can name them).
    public func dependents(
        of codes: Set<String>, in layer: Layer, on ground: [Polygon]
    ) throws -> [Dependents] {
        try read { db in
            try Self.naming(codes, of: layer, db) + Self.lying(on: ground, db)
        }
    }

    /// Calls with every component whose record names one of some unit grids: its code, the unit
    /// grid, and a place that stands for it.
    public func forEachComponent(
        declaring codes: Set<String>,
        _ visit: (_ code: String, _ grid: String, _ place: Coordinate) throws -> Void
    ) throws {
        guard !codes.isEmpty else { return }
        try read { db in
            let statement = try RawStatement(
                db, "SELECT row_key, unit_grid, geometry FROM component WHERE unit_grid IS NOT NULL"
            )
            while try statement.step() {
                guard let grid = statement.text(1), codes.contains(grid),
                    let code = statement.text(0)
                else { continue }
                let place = statement.withBytes(2) { bytes in
                    SpatialBlob.point(bytes) ?? SpatialBlob.decode(Data(bytes))?.box.centre
                }
                if let place { try visit(code, grid, place) }
            }
        }
    }

    /// The rows of a layer with some keys, in the order of keys.
    public func rows(of layer: Layer, keys: Set<String>) throws -> [LayerRow] {
        try read { db in
            let table = LayerTable(layer: layer)
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT \(table.columnList) FROM \(layer.table)
                    WHERE row_key IN (SELECT value FROM json_each(?)) ORDER BY row_key
                    """,
                arguments: [try json(keys)])
            var rows: [LayerRow] = []
            while let row = try cursor.next() { rows.append(table.row(row)) }
            return rows
        }
    }

    private func json(_ texts: Set<String>) throws -> String {
        String(decoding: try JSONEncoder().encode(texts.sorted()), as: UTF8.self)
    }

    private static func naming(
        _ codes: Set<String>, of named: Layer, _ db: Database
    ) throws -> [Dependents] {
        var found: [Dependents] = []
        for layer in Layer.all {
            for field in layer.fields where names(field, of: layer, in: named) {
                let statement = try RawStatement(
                    db,
                    """
                    SELECT row_key, \(field.column) FROM \(layer.table)
                    WHERE \(field.column) IS NOT NULL
                    """)
                var keys: [String] = []
                while try statement.step() {
                    guard let text = statement.text(1),
                        field.names(in: text).contains(where: codes.contains),
                        let key = statement.text(0)
                    else { continue }
                    keys.append(key)
                }
                found += [Dependents(layer: layer, column: field.column, keys: keys)].compactMap(
                    \.self)
            }
        }
        let posts = try Row.fetchAll(
            db, sql: "SELECT row_key, target FROM post WHERE target_layer = ?",
            arguments: [named.name]
        ).filter { codes.contains($0[1]) }.map { $0[0] as String }
        return found + [Dependents(layer: .posts, column: "target", keys: posts)].compactMap(\.self)
    }

    /// Whether a column can name areas of a layer. Lineage names what is gone, and may.
    private static func names(_ field: Field, of layer: Layer, in named: Layer) -> Bool {
        if layer == .components { return field.column == named.table }
        return field.references == named.name
            || ["administered_by", "territory"].contains(field.column)
    }

    /// The rows of rules and places that lie on some ground.
    private static func lying(on polygons: [Polygon], _ db: Database) throws -> [Dependents] {
        guard !polygons.isEmpty else { return [] }
        let ground = AreaIndex(
            polygons.enumerated().map { (Int32($0), [$1]) }, hasRaster: false)
        let measured = MeasuredGround(polygons)
        return try [Layer.partitions, .rulings, .places].compactMap { layer in
            let statement = try RawStatement(
                db, "SELECT row_key, geometry FROM \(layer.table) WHERE geometry IS NOT NULL")
            var keys: [String] = []
            while try statement.step() {
                let shape = statement.withBytes(1) { SpatialBlob.decode(Data($0)) }
                guard let shape, let key = statement.text(0), shape.box.intersects(measured.box)
                else { continue }
                let other = MeasuredGround(shape.polygons)
                let isOn =
                    shape.polygons.isEmpty
                    ? shape.vertices.contains { ground.lowestArea(at: $0) != nil }
                    : other.squareMetres(in: measured) > min(other.resolution, 1)
                if isOn { keys.append(key) }
            }
            return Dependents(layer: layer, column: "geometry", keys: keys)
        }
    }
}

extension Register {
    /// The keys of rows that an edition changed or took out.
    public func changedKeys(in edition: Int) throws -> Set<String> {
        try read { db in
            try String.fetchSet(
                db, sql: "SELECT row_key FROM change WHERE edition = ? AND before IS NOT NULL",
                arguments: [edition])
        }
    }

    /// The registered areas of a kind that are in force on a day, in the order of codes.
    public func areas(of kind: AreaKind, on day: Day) throws -> [Area] {
        Area.inForce(of: kind, in: try rows(of: kind.layer), on: day)
    }
}
