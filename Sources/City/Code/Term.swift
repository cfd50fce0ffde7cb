/// A word with one meaning that files may also write otherwise: `workday`, 工作日.
///
/// The register keeps the word itself.
public protocol Term: CaseIterable, Hashable, Sendable, RawRepresentable<String> {
    /// How files write it beside the word itself; the usual Chinese way first.
    var synonyms: [String] { get }
}

/// The words that a column may hold, each with its other spellings.
public struct TermList: Hashable, Sendable {
    /// The words as the register keeps them.
    public let words: [String]
    /// The usual Chinese spelling of each.
    public let chinese: [String]
    private let meanings: [String: String]

    /// The words of a term.
    public init<Word: Term>(_: Word.Type) {
        let all = Array(Word.allCases)
        words = all.map(\.rawValue)
        chinese = all.map { $0.synonyms.first ?? $0.rawValue }
        meanings = Dictionary(
            all.flatMap { word in
                ([word.rawValue] + word.synonyms).map { (Self.folded($0), word.rawValue) }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The word that a text means.
    ///
    /// - Throws: ``CodeError`` if it means none.
    public func word(_ text: String) throws(CodeError) -> String {
        guard let word = meanings[Self.folded(text)] else {
            throw .notOfForm(
                text, expected: "one of \(words.joined(separator: ", "))",
                chinese: "“\(chinese.joined(separator: "、"))”之一")
        }
        return word
    }

    private static func folded(_ text: String) -> String {
        text.lowercased().filter { $0 != " " }
    }
}
