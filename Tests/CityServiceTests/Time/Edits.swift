import City
import CityService
import Testing

/// A harmless change of one row in every layer of the sample town.
enum Edits {
    /// For each layer a column and what it shall say.
    static let columns: [(layer: String, column: String, value: String)] = [
        ("categories", "source", "另一来源"), ("organizations", "note", "一\"引号\"；换行\t"),
        ("people", "organization", "DQ"), ("districts", "note", "x"),
        ("subdistricts", "note", "x"), ("communities", "note", "x"),
        ("unit-grids", "area", "12345.678901234567"), ("management-grids", "note", "x"),
        ("responsibility-grids", "note", "x"), ("evaluation-grids", "note", "x"),
        ("road-chief-segments", "half_width", "0.30000000000000004"),
        ("components", "location", "路口"), ("places", "note", "x"), ("posts", "title", "x"),
        ("duties", "note", "x"), ("mandates", "document", "x"), ("partitions", "note", "x"),
        ("rulings", "document", "x"), ("precedence", "segment_reach", "12.345678901234567"),
        ("channels", "note", "x"), ("time-limits", "source", "x"), ("calendar", "name", "x"),
        ("cases", "note", "x"),
    ]

    /// The key of the first row of a layer, as an edition has it.
    static func firstKey(_ layer: String, in city: CityOnDisk) throws -> String {
        let last = try #require(try city.editions().last?.number)
        let rows = try city.differences(from: 0, to: last, in: try Deliveries.layer(layer)).rows
        return try #require(rows.first?.key)
    }

    /// Changes the first row of a layer, which makes an edition.
    @discardableResult
    static func change(_ layer: String, in city: CityOnDisk) throws -> Edition {
        let edit = try #require(columns.first { $0.layer == layer })
        let (report, outcome) = try city.deliveries.set(
            try firstKey(layer, in: city), in: try Deliveries.layer(layer),
            to: [.init(field: edit.column, value: edit.value)])
        guard case .published(let edition) = outcome else {
            throw NotPublished(lines: report.lines(file: layer))
        }
        return edition
    }

    struct NotPublished: Error { var lines: [String] }
}

extension Deliveries {
    /// Undoes an edition; it must make one.
    @discardableResult
    func mustUndo(_ edition: Int) throws -> Edition {
        let (report, outcome) = try undo(edition)
        guard case .published(let made) = outcome else {
            throw Edits.NotPublished(lines: report.lines(file: "undo"))
        }
        return made
    }
}
