/// A delivered category of an older standard that is taken as its successor.
public struct MappedCategory: Hashable, Sendable {
    /// The category that the rows name.
    public var delivered: CategoryKey
    /// The standards in which it is the one meant.
    public var standards: String
    /// The category of this city's catalogue that they are taken as.
    public var taken: CategoryKey
    /// How many rows name it.
    public var rows: Int
    /// The first of them, by its number in the file.
    public var firstRow: Int
}

extension CategoryEquivalents {
    /// Takes delivered categories that the city's catalogue lacks as their only successors in it.
    ///
    /// A code that means two things in two standards stays as it is unless its row says which
    /// standard is meant. Complexity: O(rows).
    ///
    /// - Parameter known: the categories of the catalogue.
    /// - Returns: what was taken as what, by the order of the rows.
    public func take(
        _ rows: inout DeliveredRows, known: Set<CategoryKey>
    ) -> [MappedCategory] {
        let layer = rows.table.layer
        guard !successors.isEmpty,
            let column = layer.fields.firstIndex(where: {
                $0.kind == .category && $0.references == Layer.categories.name
            }), !layer.keyPositions.contains(column)
        else { return [] }
        let standards = layer.fields.firstIndex { $0.column == "standard" }
        var takings: [Delivered: Taking?] = [:]
        var mapped: [MappedCategory] = []
        for row in 0..<rows.table.count where rows.table.columns[column][row] >= 0 {
            let delivered = Delivered(
                category: rows.table.columns[column][row],
                standard: standards.map { rows.table.columns[$0][row] } ?? TextPool.none)
            var taking = takings[delivered]
            if taking == nil {
                let new = self.taking(
                    of: delivered, &rows.texts, known, row: rows.table.numbers[row], &mapped)
                takings.updateValue(new, forKey: delivered)
                taking = new
            }
            guard case .some(.some(let found)) = taking else { continue }
            rows.table.fill(column, row: row, with: found.text)
            mapped[found.mapped].rows += 1
        }
        return mapped
    }

    private struct Delivered: Hashable {
        var category: Int32
        var standard: Int32
    }

    private struct Taking {
        /// The place of the successor's text.
        var text: Int32
        /// Its place among what was mapped.
        var mapped: Int
    }

    private func taking(
        of delivered: Delivered, _ texts: inout TextPool, _ known: Set<CategoryKey>, row: Int,
        _ mapped: inout [MappedCategory]
    ) -> Taking? {
        guard let key = try? CategoryKey(texts[delivered.category]), !known.contains(key)
        else { return nil }
        let found = successors(of: key, standard: texts.text(delivered.standard))
            .filter { known.contains($0.key) }
        guard let first = found.first, found.allSatisfy({ $0.key == first.key }) else { return nil }
        let names = found.map(\.standard).joined(separator: ", ")
        let place =
            mapped.firstIndex {
                $0.delivered == key && $0.taken == first.key && $0.standards == names
            } ?? mapped.count
        if place == mapped.count {
            mapped.append(
                MappedCategory(
                    delivered: key, standards: names, taken: first.key, rows: 0, firstRow: row))
        }
        return Taking(text: texts.place(of: first.key.description), mapped: place)
    }
}
