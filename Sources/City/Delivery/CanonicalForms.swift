extension Field.Kind {
    /// The one form of a text of a kind whose form is a type of its own; texts of the other kinds
    /// stay as they are.
    ///
    /// - Throws: ``CodeError`` if the text is not of the form.
    func canonical(_ text: String) throws(CodeError) -> String {
        switch self {
        case .instant: try Instant(text).description
        case .hours: try Hours(text).description
        case .days: try DayPattern(text).description
        case .term(let vocabulary): try vocabulary.word(text)
        case .datum: try DatumName(text).description
        case .positions: try PositionList(text).description
        default: text
        }
    }
}

extension Layer {
    /// The kind of a category that is written as a bare code; `nil` where a code alone would be a
    /// guess, because cases speak of matters and of components.
    public var assumedKind: CategoryKind? { self == .cases ? nil : .component }
}
