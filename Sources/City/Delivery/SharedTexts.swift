/// Texts that are held once, however often they are said: thousands of rows share their sentences.
public struct SharedTexts: Sendable {
    private var texts: Set<String> = []

    /// None yet.
    public init() {}

    /// The text, in the memory of one that was equal before.
    public mutating func shared(_ text: String) -> String { texts.insert(text).memberAfterInsert }
}

extension Finding {
    /// Lets the finding's sentences stand where equal ones do.
    public mutating func share(_ texts: inout SharedTexts) {
        english = texts.shared(english)
        chinese = texts.shared(chinese)
        group = texts.shared(group)
    }
}
