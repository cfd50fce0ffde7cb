/// Two rows of one delivery have one key.
struct CodeDuplicate: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        context.comparison.earlier.enumerated().compactMap { row, first in
            guard first >= 0 else { return nil }
            let number = context.delivered.numbers[Int(first)]
            let place = context.members?.text(of: number) ?? String(number)
            return context.finding(
                .codeDuplicate, row: row,
                english: "The code stands in row \(place) already. Keep one of the two.",
                chinese: "代码与第\(place)行重复，请保留一行。")
        }
    }
}
