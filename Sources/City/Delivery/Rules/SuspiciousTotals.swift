/// A whole delivery would leave by far more or fewer components of a category, or in a district,
/// than are registered.
struct SuspiciousTotals: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .components, context.isWhole else { return [] }
        let byCategory = Totals(context) { table in
            table.column("category").map { $0 < 0 ? nil : Int($0) }
        }
        var findings = byCategory.suspicious.map { category, total in
            Self.finding(context.texts[Int32(category)], total)
        }
        if context.registered.settings.scheme == .national {
            let byDistrict = Totals(context) { table in
                table.keys.map { Self.district(context.texts, $0) }
            }
            findings += byDistrict.suspicious.map { district, total in
                Self.finding(String(district), total)
            }
        }
        return findings
    }

    /// The number that the first six digits of a code are, which say its district.
    private static func district(_ texts: TextPool, _ code: Int32) -> Int? {
        texts.withUTF8(code) { bytes in
            guard bytes.count >= 16 else { return nil }
            var number = 0
            for byte in bytes.prefix(6) {
                guard (48...57).contains(byte) else { return nil }
                number = number * 10 + Int(byte - 48)
            }
            return number
        }
    }

    private static func finding(_ group: String, _ total: Totals.Total) -> Finding {
        let share = (total.after - total.before) * 100 / total.before
        let percent = "\(share < 0 ? "−" : "+")\(abs(share))"
        return Finding(
            .suspiciousTotal, .warning, row: nil, key: group,
            english: """
                \(group): \(total.after) components would stand after the delivery, \
                \(total.before) are registered (\(percent) %). Check whether the survey is complete.
                """,
            chinese: """
                “\(group)”交付后共\(total.after)个部件，已登记\(total.before)个（\(percent)%），\
                请核对普查是否完整。
                """, group: "count")
    }
}

/// How many rows each group has, registered and as it would be.
private struct Totals {
    struct Total {
        var before = 0
        var after = 0

        /// By more than a fifth and more than fifty rows; a group that is new is not suspicious.
        var isSuspicious: Bool {
            let difference = abs(after - before)
            return before > 0 && difference > 50 && difference * 5 > before
        }
    }

    private var totals: [Int: Total] = [:]

    /// Counts rows by the number of their group; what is rejected stays as it is registered.
    ///
    /// Complexity: O(rows).
    init(_ context: CheckContext, of groups: (RowTable) -> [Int?]) {
        let comparison = context.comparison
        let (before, after) = (groups(comparison.registered), groups(comparison.delivered))
        for case let group? in before { totals[group, default: Total()].before += 1 }
        for (row, match) in comparison.matches.enumerated() {
            let stands =
                !context.isRejected[row] ? after[row] : match >= 0 ? before[Int(match)] : nil
            if let stands { totals[stands, default: Total()].after += 1 }
        }
    }

    /// The groups at fault, in their order.
    var suspicious: [(group: Int, total: Total)] {
        totals.filter(\.value.isSuspicious).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
