public import Geo

/// What is looked for.
public struct SearchQuestion: Hashable, Sendable {
    /// The text as it was typed.
    public var text: String
    /// What may be found.
    public var kinds: Set<SearchKind> = Set(SearchKind.allCases)
    /// What may be named beside what is found: the areas in which it lies.
    public var visible: Set<SearchKind> = Set(SearchKind.allCases)
    /// Of what fits equally well, the nearest to here comes first.
    public var near: Coordinate?
    /// How many findings are wanted.
    public var limit = SearchQuestion.usualLimit

    /// How many findings are given if nobody says it.
    public static let usualLimit = 20
    /// How many findings are given at most.
    public static let largestLimit = 50
    /// Longer texts are cut: no name is that long.
    public static let longestText = 100

    /// A question for a text.
    public init(_ text: String) { self.text = text }
}

/// Something that was found by its name or code; never a person.
public struct SearchHit: Hashable, Sendable {
    /// What it is.
    public var kind: SearchKind
    /// Its code; `nil` for what has none: a road, a crossing, a coordinate.
    public var code: String?
    /// Its name, empty if it has none.
    public var name: String
    /// How well it fits.
    public var match: SearchMatch
    /// The theme of a place.
    public var theme: String?
    /// Where it is shown; `nil` for an organization that answers for no area.
    public var at: Coordinate?
    /// The box around what is no single point.
    public var box: Box?
    /// The names of the district and the subdistrict in which it lies.
    public var within: [String] = []
    /// How far from where it was asked it is shown, in metres.
    public var metres: Double?
}
