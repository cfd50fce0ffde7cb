extension Route.Parameter {
    /// What the texts of a parameter look like.
    public enum Form: Hashable, Sendable {
        /// Any text.
        case text
        /// One of these words.
        case word([String])
        /// A number.
        case number
        /// A whole number, with the one that is meant where none is said.
        case whole(ClosedRange<Int>, usual: Int)
        /// So many numbers with commas between.
        case numbers(ClosedRange<Int>)
    }
}

extension Route.Parameter.Form {
    /// The form as a JSON Schema.
    var schema: [String: Any] {
        switch self {
        case .text: ["type": "string"]
        case .word(let words): ["type": "string", "enum": words]
        case .number: ["type": "number"]
        case .whole(let range, let usual):
            [
                "type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound,
                "default": usual,
            ]
        case .numbers(let count):
            [
                "type": "array", "items": ["type": "number"], "minItems": count.lowerBound,
                "maxItems": count.upperBound,
            ]
        }
    }

    /// An example as a value of the form.
    func example(_ text: String) -> Any {
        switch self {
        case .text, .word: text
        case .number: Double(text) ?? 0
        case .whole: Int(text) ?? 0
        case .numbers: text.split(separator: ",").map { Double($0) ?? 0 }
        }
    }

    /// Whether several numbers stand in one text.
    var isJoined: Bool {
        if case .numbers = self { true } else { false }
    }
}
