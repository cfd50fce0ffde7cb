/// Two rows of one delivery have one key.
///
/// Rows without a key are none: that they lack it is found when they are read.
struct CodeDuplicate: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        let columns = context.layer.key
            .filter { context.layer.field($0)?.isMandatory == true }
            .map(context.delivered.column)
        return context.comparison.earlier.enumerated().compactMap { row, first in
            guard first >= 0, columns.allSatisfy({ $0[row] >= 0 }) else { return nil }
            let number = context.delivered.numbers[Int(first)]
            let place = context.members?.text(of: number) ?? String(number)
            return context.finding(
                .codeDuplicate, row: row,
                english: "The code stands in row \(place) already. Keep one of the two.",
                chinese: "代码与第\(place)行重复，请保留一行。")
        }
    }
}
