/// What ends before it begins never holds.
struct TimeOrder: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        switch context.layer {
        case .posts, .partitions, .rulings:
            // The last day is one of them.
            findings(in: context, "valid_from", "valid_to") { from, to in
                guard let from = Day(stored: from), let to = Day(stored: to) else { return true }
                return from <= to
            }
        case .duties:
            findings(in: context, "from_time", "to_time") { from, to in
                guard let from = try? Instant(from), let to = try? Instant(to) else { return true }
                return from.seconds < to.seconds
            }
        case .components:
            // Nothing that decides who is responsible hangs on these days.
            findings(in: context, as: .warning, "initial_date", "change_date") { from, to in
                guard let from = Day(stored: from), let to = Day(stored: to) else { return true }
                return from <= to
            }
        default: []
        }
    }

    private func findings(
        in context: CheckContext, as severity: Finding.Severity = .error, _ from: String,
        _ to: String,
        areInOrder: (_ from: String, _ to: String) -> Bool
    ) -> [Finding] {
        let ends = context.delivered.column(to)
        var findings: [Finding] = []
        context.forEachRow(saying: from) { row, text in
            guard ends[row] >= 0 else { return }
            let (from, to) = (context.texts[text], context.texts[ends[row]])
            guard !areInOrder(from, to) else { return }
            findings.append(
                context.finding(
                    .timeOrder, severity, row: row,
                    english: "It begins at \(from) and ends at \(to). Correct one of the two.",
                    chinese: "开始时间\(from)不早于结束时间\(to)，请改正其中之一。"))
        }
        return findings
    }
}
