import Geo

/// How one row differs between two editions.
public struct RowDifference: Hashable, Sendable, Encodable {
    /// The layer's name.
    public var layer: String
    /// The row's key.
    public var key: String
    /// The weightiest difference.
    public var change: RowChange
    /// How far the middle of its box moved, in metres, if its geometry differs.
    public var movedMetres: Double?
    /// The columns that differ, and `geometry`; empty for rows that only one edition has.
    public var columns: [String]
}

extension RowChange: Encodable {}

extension Comparison {
    /// How the delivered rows differ from the registered ones, in the order of keys; a registered
    /// row that is not delivered vanished.
    ///
    /// Both must be in the order of keys. Complexity: O(cells).
    public var differences: [RowDifference] {
        var found: [(key: Int32, difference: RowDifference)] = []
        for row in 0..<delivered.count {
            let change = change(row)
            guard change != .unchanged else { continue }
            var difference = difference(change, delivered.keys[row])
            if matches[row] >= 0 { tell(row, Int(matches[row]), &difference) }
            found.append((delivered.keys[row], difference))
        }
        let isThere = Set(delivered.keys)
        for key in registered.keys where !isThere.contains(key) {
            found.append((key, difference(.vanished, key)))
        }
        return found.sorted { texts.precedes($0.key, $1.key) }.map(\.difference)
    }

    private func difference(_ change: RowChange, _ key: Int32) -> RowDifference {
        RowDifference(layer: layer.name, key: text(key), change: change, columns: [])
    }

    private func tell(_ row: Int, _ match: Int, _ difference: inout RowDifference) {
        for (index, field) in layer.fields.enumerated()
        where delivered.columns[index][row] != registered.columns[index][match] {
            difference.columns.append(field.column)
        }
        guard !delivered.shapes.isEqual(row, to: registered.shapes, match) else { return }
        difference.columns.append("geometry")
        if let old = registered.shapes.centre(match), let new = delivered.shapes.centre(row) {
            difference.movedMetres = (Metric.distance(old, new) * 100).rounded() / 100
        }
    }
}
