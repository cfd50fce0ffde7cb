public import City
import CityStore

/// What differs between two editions, row by row.
public struct EditionDifferences: Hashable, Sendable, Encodable {
    /// The edition from which is told.
    public var from: Int
    /// The edition to which is told.
    public var to: Int
    /// The rows that differ, layer by layer, each in the order of keys.
    public var rows: [RowDifference]

    /// How many rows of a layer differ in each way.
    public func counts(of layer: String) -> [(change: RowChange, rows: Int)] {
        RowChange.allCases.compactMap { change in
            let count = rows.count { $0.layer == layer && $0.change == change }
            return count == 0 ? nil : (change, count)
        }
    }

    /// The rows as comma-separated text.
    public var csv: String {
        SeparatedText.line(["layer", "key", "change", "moved_metres", "columns"])
            + rows.map { row in
                SeparatedText.line([
                    row.layer, row.key, row.change.rawValue,
                    row.movedMetres.map { String($0) } ?? "",
                    row.columns.joined(separator: ";"),
                ])
            }.joined()
    }
}

extension CityOnDisk {
    /// What differs between two editions, net of what came in between.
    ///
    /// - Parameter layer: the layer to look at; all if it is not said.
    /// - Throws: an error if there is no edition of one of the numbers.
    public func differences(
        from first: Int, to last: Int, in layer: Layer? = nil
    ) throws -> EditionDifferences {
        EditionDifferences(
            from: first, to: last,
            rows: try (layer.map { [$0] } ?? Layer.all).flatMap {
                try register.differences(in: $0, from: first, to: last)
            })
    }
}
