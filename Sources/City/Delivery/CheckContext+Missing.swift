extension CheckContext {
    /// The findings about rows that say nothing in any of some columns, of which a row needs one.
    ///
    /// - Parameter isConcerned: which rows need one of them.
    func findings(
        sayingNothingIn columns: String..., needed sentence: Sentence,
        where isConcerned: (_ row: Int) -> Bool = { _ in true }
    ) -> [Finding] {
        let columns = columns.map(delivered.column)
        return (0..<delivered.count).compactMap { row in
            guard columns.allSatisfy({ $0[row] < 0 }), isConcerned(row) else { return nil }
            return finding(
                .fieldMissing, row: row, english: sentence.english, chinese: sentence.chinese,
                group: sentence.group)
        }
    }
}
