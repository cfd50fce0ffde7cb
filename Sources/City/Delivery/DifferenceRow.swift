public import Geo

/// One row that a delivery would change, as lists and maps of the difference show it.
public struct DifferenceRow: Hashable, Sendable {
    /// The row in the surveyor's own file; `nil` if the delivery lacks it.
    public var row: Int?
    /// Its key.
    public var key: String
    /// What would change.
    public var change: RowChange
    /// How far the middle of its box moves, in metres; `nil` for what has no place before or after.
    public var movedMetres: Double?
    /// A place that stands for it: its point, or the middle of its box; `nil` for what vanishes.
    public var place: Coordinate?
    /// The place that stood for it before; `nil` for what is new.
    public var before: Coordinate?

    /// A row by its parts.
    public init(
        row: Int?, key: String, change: RowChange, movedMetres: Double? = nil,
        place: Coordinate? = nil, before: Coordinate? = nil
    ) {
        self.row = row
        self.key = key
        self.change = change
        self.movedMetres = movedMetres
        self.place = place
        self.before = before
    }
}

extension Comparison {
    /// Visits every row that would change: those of the delivery in its order, then those that
    /// vanish. Rejected and unchanged rows are left out.
    ///
    /// Complexity: O(rows); a text is made for each visited row alone.
    public func forEachDifference(
        _ result: CheckResult, _ visit: (DifferenceRow) throws -> Void
    ) rethrows {
        for (row, change) in result.changes.enumerated() {
            guard let change, change != .unchanged else { continue }
            let place = delivered.shapes.centre(row)
            let before =
                matches[row] >= 0 ? registered.shapes.centre(Int(matches[row])) : nil
            var moved: Double?
            if let before, let place { moved = Metric.distance(before, place) }
            try visit(
                DifferenceRow(
                    row: delivered.numbers[row], key: texts[delivered.keys[row]], change: change,
                    movedMetres: moved, place: place, before: before))
        }
        guard !result.vanished.isEmpty else { return }
        let rowOfKey = Dictionary(
            zip(registered.keys, 0...), uniquingKeysWith: { first, _ in first })
        for key in result.vanished {
            let before = rowOfKey[texts.known(key)].flatMap { registered.shapes.centre($0) }
            try visit(DifferenceRow(row: nil, key: key, change: .vanished, before: before))
        }
    }
}
