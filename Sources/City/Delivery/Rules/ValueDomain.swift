/// A component's state or source is none of the standard's list.
///
/// The lists give what is usual, so a city may have words of its own: these are warnings. Source:
/// GB/T 47678.5-2026 Table 2 as transcribed in public code.
struct ValueDomain: CheckRule {
    private static let domains = [
        (column: "state", words: ["完好", "破损", "丢失", "废弃", "移除"]),
        (column: "source", words: ["实测", "地形图", "基础地理数据", "其他"]),
    ]

    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .components, context.registered.settings.scheme == .national
        else { return [] }
        return Self.domains.flatMap { column, words in
            let name = context.layer.field(column)?.chineseName ?? column
            return context.findings(about: column, .valueDomain, .warning) { text in
                words.contains(text) ? nil : Self.sentence(text, column, name, words)
            }
        }
    }

    private static func sentence(
        _ text: String, _ column: String, _ name: String, _ words: [String]
    ) -> Sentence {
        let shown = text.count > 20 ? text.prefix(20) + "…" : text[...]
        return Sentence(
            english: """
                \(column): "\(shown)" is none of \(words.joined(separator: ", ")). Write one of \
                them.
                """,
            chinese: "“\(name)”的值“\(shown)”不在“\(words.joined(separator: "、"))”之中，请改正。",
            group: "\(column) \(shown)")
    }
}
