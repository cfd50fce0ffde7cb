/// The code of an evaluation grid is made up of its subdistrict's, a number of two digits and the
/// letter of its class: `99010100101A`.
///
/// One summary for the layer. Source: an implementation of a draft; the national text was not seen,
/// so it is a warning.
struct EvaluationCode: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .evaluationGrids, context.registered.settings.scheme == .national
        else { return [] }
        let grades = context.delivered.column("grade")
        let wrong = (0..<context.delivered.count).filter { row in
            !context.isRejected[row]
                && !Self.isWellMade(
                    context.texts[context.delivered.keys[row]],
                    grade: context.texts.text(grades[row]))
        }
        guard let first = wrong.first else { return [] }
        let codes =
            wrong.prefix(5).map { context.texts[context.delivered.keys[$0]] }
            .joined(separator: ", ") + (wrong.count > 5 ? ", …" : "")
        return [
            Finding(
                .evaluationCode, .warning, row: nil,
                key: context.texts[context.delivered.keys[first]],
                place: context.delivered.shapes.centre(first),
                english: """
                    \(wrong.count) of the evaluation grids have codes that are not made up of the \
                    subdistrict's nine digits, two of a number and the letter of the class: \
                    \(codes). Check code and grade.
                    """,
                chinese: "有\(wrong.count)个评价网格编码不是“9位街道代码+2位顺序号+类型字母”，或与类型不符："
                    + "\(codes)，请核对编码与类型。",
                group: "form")
        ]
    }

    static func isWellMade(_ code: String, grade: String?) -> Bool {
        let digits = code.utf8.dropLast()
        guard code.utf8.count == 12, let letter = code.last,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return false }
        return ["A", "B", "C"].contains(letter) && (grade.map { $0 == String(letter) } ?? true)
    }
}
