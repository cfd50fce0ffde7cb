import Geo
import TestSupport

@testable import City

/// Components at places, checked against registered ones, for the rules about where things stand.
struct Standing {
    struct Thing {
        var code: String
        var category = "component/01001"
        var place: Coordinate
        var grid: String?
    }

    static func row(_ thing: Thing) -> LayerRow {
        var row = LayerRow(
            values: Layer.components.fields.map { _ in nil }, shape: .points([thing.place]))
        for (column, text) in [
            ("code", thing.code), ("category", thing.category), ("unit_grid", thing.grid),
        ] {
            if let index = Layer.components.fields.firstIndex(where: { $0.column == column }) {
                row.values[index] = text
            }
        }
        return row
    }

    static func check(
        _ delivered: [Thing], registered: [Thing] = [], isWhole: Bool = false,
        grids: [LayerRow] = [], day: Day
    ) -> CheckResult {
        let rows = DeliveredRows(layer: .components, rows: delivered.map(row))
        var texts = rows.texts
        var table = RowTable(layer: .components)
        for thing in registered.sorted(by: { $0.code < $1.code }) {
            let row = row(thing)
            table.append(
                number: table.count + 1, values: row.values.map { texts.place(of: $0) },
                shape: row.shape, texts: &texts)
        }
        var known = Registered(settings: Town.settings, categories: Town.catalogue)
        if !grids.isEmpty {
            known.territory = [DeclaredLevel(kind: .unitGrid, column: "unit_grid", rows: grids)]
        }
        return DeliveryCheck(
            Comparison(rows, registered: table, texts: texts), registered: known,
            completeness: isWhole ? .layer : .nothing, on: day
        ).run()
    }

    /// Places strewn over a square, its side in lattice units.
    static func strewn(
        _ count: Int, side: Int32, _ random: inout SeededGenerator
    ) -> [Coordinate] {
        (0..<count).map { _ in
            Coordinate(
                longitude: 1_200_000_000 + Int32.random(in: 0..<side, using: &random),
                latitude: 300_000_000 + Int32.random(in: 0..<side, using: &random))
        }
    }
}
