public import City
import CityStore
import Foundation
import Geo

extension Deliveries {
    /// Stages the components whose unit grid follows from that of a delivery of unit grids, which
    /// waits or was published: those that name one of its retired, divided or redrawn grids and lie
    /// in another one.
    ///
    /// Where the community and the subdistrict that a component names are those of its unit grid's
    /// code, they follow too. Nothing is published.
    ///
    /// - Returns: the delivery of components that waits now, or `nil` if none has to change.
    /// - Throws: ``CityServiceError/notOfUnitGrids(delivery:)`` if it is of another layer.
    public func rederive(after name: String) throws -> DeliverySummary? {
        let (codes, areas) = try unitGrids(after: name)
        let grids = UnitGridsByPlace(areas)
        var grid: [String: String] = [:]
        try register.forEachComponent(declaring: codes) { code, named, place in
            if grids.isElsewhere(than: named, place) { grid[code] = grids.code(at: place) }
        }
        guard !grid.isEmpty else { return nil }
        let scheme = try register.settings().scheme
        let rows = try register.rows(of: .components, keys: Set(grid.keys)).map { row in
            var row = row
            if let code = grid[row.key(in: .components)] { row.move(toGrid: code, scheme) }
            return row
        }
        var summary = DeliverySummary(
            delivery: "", layer: Layer.components.name, fileName: "re-derived after \(name)",
            referenceSystem: "EPSG:4490", encoding: "UTF-8", completeness: .nothing,
            stagedAt: Date().formatted(.iso8601), unusedHeaders: [])
        try keep(DeliveredRows(layer: .components, rows: rows), &summary)
        return summary
    }

    /// The codes that a delivery of unit grids affects, and the grids that are in force after it.
    private func unitGrids(after name: String) throws -> (codes: Set<String>, areas: [Area]) {
        if let edition = try register.editions().first(where: { $0.delivery == name }) {
            guard edition.layer == Layer.unitGrids.name else {
                throw CityServiceError.notOfUnitGrids(delivery: name)
            }
            return (
                try register.changedKeys(in: edition.number),
                try register.areas(of: .unitGrid, on: .today)
            )
        }
        let staging = try open(name)
        guard staging.layer == .unitGrids else {
            throw CityServiceError.notOfUnitGrids(delivery: name)
        }
        let checked = try run(staging)
        let (comparison, result) = (checked.registration.comparison, checked.report.result)
        return (
            comparison.affectedAreas(result, on: .today).codes,
            comparison.areasAfterwards(result, on: .today)
        )
    }
}

extension LayerRow {
    /// Lets a component's row name another unit grid, and the community and the subdistrict of its
    /// code where it named those of the former one.
    fileprivate mutating func move(toGrid code: String, _ scheme: CodeScheme) {
        let layer = Layer.components
        func position(_ column: String) -> Int? {
            layer.fields.firstIndex { $0.column == column }
        }
        guard let grid = position("unit_grid") else { return }
        let former = values[grid]
        values[grid] = code
        guard scheme == .national, let former else { return }
        for (column, digits) in [("community", 12), ("subdistrict", 9)] {
            if let place = position(column), values[place] == String(former.prefix(digits)) {
                values[place] = String(code.prefix(digits))
            }
        }
    }
}
