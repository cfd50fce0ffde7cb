public import City

/// A rule of the check as documentation and programs see it.
public struct RuleDescription: Hashable, Sendable, Encodable {
    /// The stable name.
    public let name: String
    /// How bad its findings can be, the worst first.
    public let severities: [String]
    /// The layers whose deliveries can break it.
    public let layers: [String]
    /// What people call it, in English.
    public let english: String
    /// What people call it, in Chinese.
    public let chinese: String

    /// The description of a rule.
    public init(_ rule: Finding.Rule) {
        name = rule.rawValue
        severities = rule.severities.map(\.rawValue)
        layers = rule.layers.map(\.name)
        english = rule.title.english
        chinese = rule.title.chinese
    }

    /// Every rule, in the order of the documentation.
    public static var all: [RuleDescription] { Finding.Rule.allCases.map(RuleDescription.init) }
}
