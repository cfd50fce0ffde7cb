import City
import GRDB
import Geo

/// The SQL of a ``FeatureQuery``: names come from the layer's description alone, values are bound.
struct FeatureSQL {
    private(set) var text: String
    private(set) var arguments: [any DatabaseValueConvertible] = []

    /// How many rows the R*Tree may name so that they are sorted; of more, the keys are gone through
    /// in order, and each row asked whether the tree has it there.
    static let sortedAtMost = 20_000

    /// The rows of a query in the order of their keys, first the key, then the layer's columns.
    ///
    /// Their boxes touch the query's; whether they do is for the caller to see. Nothing is counted
    /// off: a page begins behind a key.
    ///
    /// - Parameter isNarrow: whether the tree names few rows.
    init(_ query: FeatureQuery, isNarrow: Bool) {
        let table = LayerTable(layer: query.collection.layer)
        text = "SELECT \(table.columnList) FROM \(table.layer.table) WHERE TRUE"
        // A sign in front keeps SQLite from going through the keys.
        let key = isNarrow ? "+row_key" : "row_key"
        if let after = query.after { add(" AND \(key) > ?", after) }
        for filter in query.filters { add(filter, of: table.layer) }
        if let days = query.days, let period = query.collection.period { add(days, period) }
        if let boxes = query.boxes, query.collection.hasGeometry {
            add(boxes, of: table.layer.table, isNarrow: isNarrow)
        }
        text += " ORDER BY \(key)"
    }

    /// How many rows the tree names, counted no farther than ``sortedAtMost``.
    init(counting boxes: [Box], of layer: Layer) {
        text = "SELECT count(*) FROM (SELECT 1 FROM \(Self.tree(of: layer.table)) WHERE "
        add(boxes)
        text += " LIMIT \(Self.sortedAtMost + 1))"
    }

    /// SpatiaLite's index of a table's geometries.
    static func tree(of table: String) -> String { "idx_\(table)_geometry" }

    private mutating func add(_ sql: String, _ values: any DatabaseValueConvertible...) {
        text += sql
        arguments += values
    }

    /// A column that is the whole key is asked for as the key, which has an index.
    private mutating func add(_ filter: FeatureQuery.Filter, of layer: Layer) {
        let column = layer.key == [filter.column] ? "row_key" : filter.column
        switch filter.value {
        case .text(let text): add(" AND \(column) = ?", text)
        case .number(let number): add(" AND \(column) = ?", number)
        }
    }

    private mutating func add(_ days: DayInterval, _ period: FeaturePeriod) {
        switch period {
        case .between(let start, let end, let endIsIncluded):
            if let to = days.to { add(" AND ifnull(\(start) <= ?, TRUE)", to.description) }
            if let from = days.from {
                let sign = endIsIncluded ? ">=" : ">"
                add(" AND ifnull(\(end) \(sign) ?, TRUE)", from.description)
            }
        case .moment(let column):
            if let from = days.from { add(" AND substr(\(column), 1, 10) >= ?", from.description) }
            if let to = days.to { add(" AND substr(\(column), 1, 10) <= ?", to.description) }
        }
    }

    private mutating func add(_ boxes: [Box], of table: String, isNarrow: Bool) {
        let tree = Self.tree(of: table)
        text +=
            isNarrow
            ? " AND id IN (SELECT pkid FROM \(tree) WHERE "
            : " AND EXISTS (SELECT 1 FROM \(tree) WHERE pkid = \(table).id AND "
        add(boxes)
        text += ")"
    }

    /// The tree keeps its numbers rounded outwards, so that nothing is missed.
    private mutating func add(_ boxes: [Box]) {
        if boxes.isEmpty { return text += "FALSE" }
        text += "("
        for (place, box) in boxes.enumerated() {
            add(
                (place == 0 ? "" : " OR ")
                    + "(xmax >= ? AND xmin <= ? AND ymax >= ? AND ymin <= ?)",
                Self.degrees(box.west), Self.degrees(box.east), Self.degrees(box.south),
                Self.degrees(box.north))
        }
        text += ")"
    }

    private static func degrees(_ units: Int32) -> Double {
        Double(units) / Coordinate.unitsPerDegree
    }
}
