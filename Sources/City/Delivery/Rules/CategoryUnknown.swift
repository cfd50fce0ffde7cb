/// A row names a category or group that is not in the catalogue.
struct CategoryUnknown: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        let categories = Set(context.registered.categories.map(\.key))
        let groups = Set(context.registered.categories.flatMap(\.groups))
        func isKnown(_ text: String) -> Bool {
            switch try? CategoryPattern(text) {
            case .one(let key)?: categories.contains(key)
            case .group(let name)?: groups.contains(name)
            case .all?: true
            // What is no pattern at all was found when the row was read.
            case nil: true
            }
        }
        return context.layer.fields.flatMap { field -> [Finding] in
            let names: (String) -> [String]
            switch field.kind {
            case .category where field.references != nil, .pattern: names = { [$0] }
            case .patterns: names = TextList.parse
            default: return []
            }
            return context.findings(about: field.column, .categoryUnknown) { text in
                names(text).first { !isKnown($0) }
                    .map { Self.sentence($0, field, context.registered.equivalents) }
            }
        }
    }

    private static func sentence(
        _ text: String, _ field: Field, _ equivalents: CategoryEquivalents
    ) -> Sentence {
        let meanings =
            (try? CategoryKey(text))
            .map { equivalents.successors(of: $0, standard: nil) } ?? []
        guard meanings.count > 1 else {
            return Sentence(
                english: """
                    \(field.column): \(text) is not in the catalogue. Import the catalogue, add \
                    the category, or correct it.
                    """,
                chinese: "“\(text)”不在类别目录中，请导入目录、补充类别或改正。", group: text)
        }
        // What two older standards number alike is two things.
        let english = meanings.map { "\($0.key) in \($0.standard)" }.joined(separator: ", ")
        let chinese = meanings.map { "按\($0.standard)为\($0.key)" }.joined(separator: "，")
        return Sentence(
            english: """
                \(field.column): \(text) is not in the catalogue; it would be \(english). Say with \
                --standard which is meant, or correct it.
                """,
            chinese: "“\(text)”不在类别目录中：\(chinese)。请用 --standard 指明所执行的标准，或改正。",
            group: text)
    }
}
