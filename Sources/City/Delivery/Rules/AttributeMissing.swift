/// A component that says it follows the standard of 2026 lacks what that standard asks of it.
///
/// Who says nothing of a standard is asked for nothing: the register needs a code, a category and a
/// place alone. Source: GB/T 47678.5-2026 Table 2, obligation M, as transcribed in public code.
struct AttributeMissing: CheckRule {
    private static let columns = [
        "name", "competent_department", "unit_grid", "state", "initial_date",
    ]

    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .components else { return [] }
        let standard = context.texts.known(Category.standardOf2026)
        guard standard >= 0 else { return [] }
        let stated = context.delivered.column("standard")
        let rows = stated.indices.filter { stated[$0] == standard }
        guard !rows.isEmpty else { return [] }
        return Self.columns.flatMap { Self.findings(about: $0, rows, context) }
    }

    /// One finding a row, or one for the layer where most rows lack the same.
    private static func findings(
        about column: String, _ rows: [Int], _ context: CheckContext
    ) -> [Finding] {
        let texts = context.delivered.column(column)
        let lacking = rows.filter { texts[$0] < 0 }
        let name = context.layer.field(column)?.chineseName ?? column
        guard lacking.count > max(20, rows.count / 2) else {
            return lacking.map { row in
                context.finding(
                    .attributeMissing, .warning, row: row,
                    english: """
                        The row has no \(column), which \(Category.standardOf2026) asks for. Fill \
                        it in.
                        """,
                    chinese: "缺少“\(name)”，\(Category.standardOf2026)规定必填，请补充。",
                    group: column)
            }
        }
        return [
            Finding(
                .attributeMissing, .warning, row: nil,
                english: """
                    \(lacking.count) of \(rows.count) rows have no \(column), which \
                    \(Category.standardOf2026) asks for. Fill it in, or name its field with --map.
                    """,
                chinese: """
                    \(rows.count)行中有\(lacking.count)行缺少“\(name)”，\
                    \(Category.standardOf2026)规定必填，请补充，或用 --map 指明字段。
                    """,
                group: column)
        ]
    }
}
