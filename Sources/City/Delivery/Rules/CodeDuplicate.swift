/// Two rows of one delivery have one key.
struct CodeDuplicate: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        context.comparison.earlier.enumerated().compactMap { row, first in
            guard first >= 0 else { return nil }
            let number = context.delivered.numbers[Int(first)]
            return context.finding(
                .codeDuplicate, row: row,
                english: "The code stands in row \(number) already. Keep one of the two.",
                chinese: "代码与第\(number)行重复，请保留一行。")
        }
    }
}
