/// A component stands so near to another one of its category that they are probably one, surveyed
/// twice.
struct NearDuplicate: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        context.near.doubles.map { double in
            let other = context.texts[double.key]
            let metres = LengthText.metres(double.metres)
            let number = double.otherRow.map { context.delivered.numbers[$0] }
            let category = context.texts.text(context.delivered.column("category")[double.row])
            return context.finding(
                .nearDuplicate, .warning, row: double.row,
                english: """
                    \(other)\(number.map { " in row \($0)" } ?? ", registered,") is of the same \
                    category and stands \(metres) m away. Keep one of the two, or both if there are two.
                    """,
                chinese: """
                    与\(number.map { "第\($0)行的" } ?? "已登记的")同类部件“\(other)”仅相距\(metres)米，\
                    疑似重复普查，请核对，确为两个可保留。
                    """, group: category ?? "")
        }
    }
}
