/// A new component stands where a registered one of its category stands that the delivery does not
/// mention: probably it is the same thing under a new code.
struct CodeRenamed: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        context.near.matches.map { neighbour, confidence in
            let key = context.texts[context.delivered.keys[neighbour.row]]
            let other = context.texts[neighbour.key]
            let metres = LengthText.metres(neighbour.metres)
            let percent = Int((confidence * 100).rounded())
            let category = context.texts.text(context.delivered.column("category")[neighbour.row])
            return context.finding(
                .codeRenamed, .warning, row: neighbour.row,
                english: """
                    Is \(key) the same thing as the registered \(other), \(metres) m away \
                    (confidence \(percent) %)? If so, deliver it under \(other); else it is new.
                    """,
                chinese: """
                    “\(key)”与已登记的同类部件“\(other)”相距\(metres)米（可信度\(percent)%），是否为同一部件？\
                    若是请沿用原标识码，否则按新增处理。
                    """, group: category ?? "")
        }
    }
}

extension NearThings {
    /// The rows that are probably registered things under new codes, of those that are not
    /// rejected.
    func likelyMatches(in context: CheckContext) -> [LikelyMatch] {
        matches.lazy.filter { !context.isRejected[$0.neighbour.row] }.map { match in
            LikelyMatch(
                row: context.delivered.numbers[match.neighbour.row],
                key: context.texts[context.delivered.keys[match.neighbour.row]],
                registeredKey: context.texts[match.neighbour.key],
                metres: match.neighbour.metres, confidence: match.confidence)
        }
    }
}
