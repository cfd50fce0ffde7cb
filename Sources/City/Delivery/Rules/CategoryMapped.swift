/// What was made of categories of older standards, one line for each.
struct CategoryMapped: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        context.registered.mapped.map { mapped in
            let rows = mapped.rows == 1 ? "1 row's" : "\(mapped.rows) rows'"
            return Finding(
                .categoryMapped, .info, row: mapped.firstRow,
                english: """
                    \(rows) category \(mapped.delivered.code) (\(mapped.standards)) \
                    \(mapped.rows == 1 ? "is" : "are") taken as \(mapped.taken). Look whether that \
                    is meant.
                    """,
                chinese: """
                    有\(mapped.rows)行的类别\(mapped.delivered.code)（\(mapped.standards)）\
                    按\(mapped.taken)入库，请核对。
                    """,
                group: "\(mapped.delivered) \(mapped.taken)")
        }
    }
}
