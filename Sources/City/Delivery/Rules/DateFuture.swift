/// A component was surveyed or changed on a day that is yet to come.
struct DateFuture: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .components else { return [] }
        return ["initial_date", "change_date"].flatMap { column in
            let name = context.layer.field(column)?.chineseName ?? column
            return context.findings(about: column, .dateFuture, .warning) { text in
                // East of here it may be the next day already.
                guard let day = Day(stored: text), day.epochDay > context.day.epochDay + 1
                else { return nil }
                return Sentence(
                    english: "\(column): \(day) is yet to come. Correct the day.",
                    chinese: "“\(name)”的日期\(day)在今天之后，请改正。", group: column)
            }
        }
    }
}
