import City

/// A reason why nothing is looked for.
public enum SearchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no text.
    case nothingAsked
    /// No such kind of findings.
    case unknownKind(String)
    /// Too many, or none at all, are wanted.
    case limit(Int, largest: Int)
    /// Neither or both of category and theme are named.
    case categoryOrTheme
    /// The city's catalogue has no component of the category or group.
    case noComponents(String)
    /// No place is of the theme.
    case unknownTheme(String, known: [String])
    /// The distance cannot be searched.
    case distance(String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .nothingAsked:
            "Say what to look for: a code, a name, two roads that cross, or a coordinate."
        case .unknownKind(let kind):
            """
            “\(kind.prefix(80))” is no kind of findings. Kinds are \
            \(SearchKind.allCases.map(\.rawValue).joined(separator: ", ")).
            """
        case .limit(let number, let largest):
            "\(number) findings cannot be had. Ask for 1 to \(largest)."
        case .categoryOrTheme:
            """
            Say what to look for: either a category (component/01001, group/manhole) or a theme of \
            places.
            """
        case .noComponents(let category):
            """
            The city's catalogue has no components of \(category.prefix(80)). Name a category like \
            component/01001 or a group like group/manhole.
            """
        case .unknownTheme(let theme, let known):
            known.isEmpty
                ? "There are no places yet. Deliver the layer places."
                : """
                No place is of the theme “\(theme.prefix(80))”. Themes are \
                \(known.joined(separator: ", ")).
                """
        case .distance(let text):
            """
            “\(text.prefix(80))” is no distance to search. Give metres, up to \
            \(Int(LiveCity.farthestNearby)).
            """
        }
    }
}
