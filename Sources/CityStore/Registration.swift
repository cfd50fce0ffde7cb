public import City
import Foundation
import GRDB
import Geo

/// A delivery beside what is registered, as one edition says it.
public struct Registration: Sendable {
    /// The delivered rows beside the registered ones.
    public var comparison: Comparison
    /// What else the check needs.
    public var registered: Registered
    /// The edition that says so.
    public var edition: Int
    /// Whether all registered rows of the layer are there, not only those that matter.
    var isWholeLayer: Bool
}

extension Register {
    /// Puts a delivery beside what the current edition says of its layer.
    ///
    /// Few rows beside a large layer are put beside those of the same keys; otherwise the whole
    /// layer is read. Complexity: O(rows of the delivery and of the layer).
    public func registration(for rows: DeliveredRows, isWhole: Bool) throws -> Registration {
        try read { db in
            var rows = rows
            let layer = rows.table.layer
            var registered = Registered(settings: try Self.settings(db))
            for target in Self.named(by: rows) {
                registered.keys[target.name] = try String.fetchSet(
                    db, sql: "SELECT row_key FROM \(target.table)")
            }
            let catalogue = try LayerTable(layer: .categories).rows(db)
            registered.categories = CityContents.categories(in: catalogue)
            registered.equivalents = CategoryEquivalents(in: catalogue)
            registered.mapped = registered.equivalents.take(
                &rows, known: Set(registered.categories.map(\.key)))
            for outline in [Layer.districts, .subdistricts, .communities]
            where registered.outline.isEmpty {
                registered.outline = try LayerTable(layer: outline).rows(db)
            }
            if layer == .components { registered.zones = try Self.zones(db) }
            if isWhole { registered.naming = try Self.naming(layer, db) }
            var texts = rows.texts
            let needsAll = isWhole || layer.isCheckedWhole
            let count =
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(layer.table)") ?? 0
            let isWholeLayer = needsAll || rows.table.count * 20 >= count
            let source = RegisteredRows(layer: layer, db: db)
            let table =
                try isWholeLayer
                ? source.all(count, &texts) : source.rows(of: Set(rows.table.keys), &texts)
            return Registration(
                comparison: Comparison(rows, registered: table, texts: texts),
                registered: registered, edition: try Self.currentEdition(db),
                isWholeLayer: isWholeLayer)
        }
    }

    /// The layers whose keys the delivered rows may name.
    private static func named(by rows: DeliveredRows) -> [Layer] {
        let layer = rows.table.layer
        var names = Set(layer.fields.compactMap(\.references))
        let namesAreas = layer.fields.contains {
            ["administered_by", "territory"].contains($0.column)
        }
        if namesAreas || AreaKind(layer: layer) != nil {
            names.formUnion(AreaKind.allCases.map(\.layer.name))
        }
        if layer == .posts {
            names.formUnion(
                Set(rows.table.column("target_layer")).compactMap { rows.texts.text($0) })
        }
        names.remove(Layer.categories.name)
        return Layer.all.filter { names.contains($0.name) }
    }

    /// The areas that another district administers than their codes say.
    private static func zones(_ db: Database) throws -> [Area] {
        let city = try settings(db).code
        return try AreaKind.territory.flatMap { kind in
            CityContents.areas(
                of: kind,
                in: try LayerTable(layer: kind.layer).rows(
                    db, where: "substr(administered_by, 1, 6) <> substr(code, 1, 6)"))
        }.filter { $0.administeredBy != city }
    }

    /// The keys of a layer that rows of other layers name.
    private static func naming(_ named: Layer, _ db: Database) throws -> [String: String] {
        var naming: [String: String] = [:]
        // These two may name areas of any kind.
        let isArea = AreaKind(layer: named) != nil
        for layer in Layer.all where layer != named {
            for field in layer.fields
            where field.references == named.name
                || (isArea && ["administered_by", "territory"].contains(field.column))
            {
                let texts = try String.fetchAll(
                    db,
                    sql: """
                        SELECT DISTINCT \(field.column) FROM \(layer.table)
                        WHERE \(field.column) IS NOT NULL
                        """)
                for text in texts {
                    for key in field.names(in: text) { naming[key] = layer.name }
                }
            }
        }
        let targets = try String.fetchAll(
            db, sql: "SELECT DISTINCT target FROM post WHERE target_layer = ?",
            arguments: [named.name])
        for target in targets { naming[target] = Layer.posts.name }
        return naming
    }
}

/// Reads registered rows of a layer into columns.
private struct RegisteredRows {
    let layer: Layer
    let db: Database

    private var select: String {
        let table = LayerTable(layer: layer)
        let columns = ["id"] + table.columns.dropFirst()
        return "SELECT \(columns.joined(separator: ", ")) FROM \(layer.table)"
    }

    /// Every row in the order of keys.
    func all(_ count: Int, _ texts: inout TextPool) throws -> RowTable {
        var table = RowTable(layer: layer)
        table.reserve(count)
        let statement = try RawStatement(db, "\(select) ORDER BY row_key")
        while try statement.step() { add(statement, to: &table, &texts) }
        return table
    }

    /// The rows of some keys, in the order of keys.
    func rows(of keys: Set<Int32>, _ texts: inout TextPool) throws -> RowTable {
        var table = RowTable(layer: layer)
        let statement = try RawStatement(db, "\(select) WHERE row_key = ?")
        for key in keys.sorted(by: texts.precedes) {
            try statement.bind(key, of: texts, at: 1)
            while try statement.step() { add(statement, to: &table, &texts) }
        }
        return table
    }

    private func add(
        _ statement: RawStatement, to table: inout RowTable, _ texts: inout TextPool
    ) {
        var values: [Int32] = []
        values.reserveCapacity(layer.fields.count)
        for column in 1...Int32(layer.fields.count) {
            values.append(statement.text(column, into: &texts))
        }
        let number = statement.integer(0)
        guard layer.geometry != .none else {
            table.append(number: number, values: values, shape: nil, texts: &texts)
            return
        }
        statement.withBytes(Int32(layer.fields.count + 1)) { bytes in
            if let point = SpatialBlob.point(bytes) {
                table.append(number: number, values: values, point: point, texts: &texts)
            } else {
                table.append(
                    number: number, values: values, shape: SpatialBlob.decode(Data(bytes)),
                    texts: &texts)
            }
        }
    }
}
