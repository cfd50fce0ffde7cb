import Foundation

/// Where the value of one column comes from.
///
/// Written as the header alone, or as an object: `from` is the header; `values` translates the
/// source's words, a word for nothing being the empty text. A text that is not among them is kept
/// without the beginning `without`, filled up with zeros to `digits` if it is a whole number, and
/// behind `prefix`. `otherwise` stands where the row says nothing. Without `from`, `constant` is what every row says, and `numbered` gives every row
/// its number in the file, for a source whose things have no number of their own.
public struct ColumnMapping: Hashable, Sendable {
    /// The header whose texts are read.
    public var header: String?
    /// The source's words and ours.
    public var values: [String: String] = [:]
    /// A beginning that is dropped from texts that have it.
    public var dropped = ""
    /// What is put before a text.
    public var prefix = ""
    /// How many digits a whole number has at least.
    public var digits = 0
    /// What a row says that says nothing by itself.
    public var fallback: String?
    /// Whether the value is the row's number in the file.
    public var isNumbered = false

    /// What is wrong with how it is written, if anything.
    var contradiction: MappingError.Contradiction?

    /// The value that a text of the source means; `nil` if it means nothing.
    public func value(of text: String) -> String? {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if let ours = values[text] { return ours.isEmpty ? nil : ours }
        if text.isEmpty { return nil }
        let rest = text.hasPrefix(dropped) ? String(text.dropFirst(dropped.count)) : text
        return rest.isEmpty ? nil : prefix + filled(rest)
    }

    /// The value of a row that is known by its number.
    public func value(ofRow number: Int) -> String { prefix + filled(String(number)) }

    private func filled(_ text: String) -> String {
        guard text.utf8.count < digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return text }
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}
