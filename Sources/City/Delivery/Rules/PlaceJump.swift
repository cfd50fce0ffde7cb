import Geo

/// A row that moved far beyond what the others of its delivery moved by.
struct PlaceJump: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .components || context.layer == .places else { return [] }
        let moved = Self.moved(context.comparison)
        let usual = Robust.median(moved.map(\.metres)) ?? 0
        let bound = Self.bound(usual: usual, of: moved.count)
        return moved.filter { $0.metres > bound }.map { row, metres in
            let far = LengthText.metres(metres)
            let others = LengthText.metres(usual)
            return context.finding(
                .jump, .warning, row: row,
                english: """
                    It moved by \(far) m; half of the rows that moved did so by \(others) m or less. \
                    Check its code and its place, or leave it if it stands elsewhere now.
                    """,
                chinese: "位置移动了\(far)米，而本次移位的中位数为\(others)米，请核对标识码和位置，确已迁移可保留。")
        }
    }

    /// Beyond how many metres a row has jumped.
    ///
    /// Where many moved, ten times their median, but never less than 20 m, as far as a thing is
    /// put right honestly; and 100 m, unless that is what the others did. Chosen.
    static func bound(usual metres: Double, of count: Int) -> Double {
        guard count >= 20 else { return 100 }
        return min(max(20, 10 * metres), max(100, 3 * metres))
    }

    private static func moved(_ comparison: Comparison) -> [(row: Int, metres: Double)] {
        comparison.matches.enumerated().compactMap { row, match in
            guard match >= 0, let new = comparison.delivered.shapes.point(row),
                let old = comparison.registered.shapes.point(Int(match)), old != new
            else { return nil }
            return (row, Metric.distance(old, new))
        }
    }
}
