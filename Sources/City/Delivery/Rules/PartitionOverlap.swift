import Geo

/// No ground should belong to two partitions for the same category, as the layer would stand after
/// publication.
struct PartitionOverlap: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .partitions else { return [] }
        return PartitionClaims(catalogue: context.registered.categories)
            .findings(claims(registered: context) + claims(delivered: context))
    }

    private func claims(registered context: CheckContext) -> [PartitionClaim] {
        var isGone = [Bool](repeating: false, count: context.comparison.registered.count)
        for row in context.vanished { isGone[Int(row)] = true }
        for (row, match) in context.comparison.matches.enumerated()
        where match >= 0 && !context.isRejected[row] {
            isGone[Int(match)] = true
        }
        return claims(context.comparison.registered, context) { isGone[$0] ? nil : .some(nil) }
    }

    private func claims(delivered context: CheckContext) -> [PartitionClaim] {
        claims(context.delivered, context) { row in
            context.isRejected[row] ? nil : context.delivered.numbers[row]
        }
    }

    /// - Parameter number: the number that a row has in the file, if it is delivered; no number at
    ///   all leaves it out.
    private func claims(
        _ table: RowTable, _ context: CheckContext, number: (_ row: Int) -> Int??
    ) -> [PartitionClaim] {
        let texts = context.texts
        let (patterns, from) = (table.column("categories"), table.column("valid_from"))
        let to = table.column("valid_to")
        return (0..<table.count).compactMap { row in
            guard let number = number(row) else { return nil }
            return PartitionClaim(
                row: number, key: texts[table.keys[row]],
                patterns: TextList.parse(texts.text(patterns[row])).compactMap {
                    try? CategoryPattern($0)
                },
                from: Day(stored: texts.text(from[row])), to: Day(stored: texts.text(to[row])),
                polygons: table.shapes[row]?.polygons ?? [])
        }
    }
}
