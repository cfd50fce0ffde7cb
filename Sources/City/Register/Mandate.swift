/// A mandate 权责清单: an organization answers for a category, in a territory, in a role.
public struct Mandate: Hashable, Sendable {
    /// Its code.
    public var code: String
    /// What it is about.
    public var category: CategoryPattern
    /// The code of the area where it holds; the whole city if none is named.
    public var territory: String?
    /// The road level it is limited to.
    public var roadLevel: String?
    /// The organization.
    public var organization: String
    /// What the organization is for the category.
    public var role: Role

    /// What an organization is for a thing or a matter.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        /// The competent department: it must act.
        case competent
        /// The owner.
        case owner
        /// The maintainer.
        case maintainer
        /// An assisting organization.
        case assisting
    }

    /// A mandate by its parts.
    public init(
        code: String, category: CategoryPattern, territory: String? = nil,
        roadLevel: String? = nil, organization: String, role: Role = .competent
    ) {
        self.code = code
        self.category = category
        self.territory = territory
        self.roadLevel = roadLevel
        self.organization = organization
        self.role = role
    }

    static func mandates(in rows: [LayerRow]) -> [Mandate] {
        let columns = Columns(.mandates)
        let (code, category) = (columns["code"], columns["category"])
        let (territory, level) = (columns["territory"], columns["road_level"])
        let (organization, role) = (columns["organization"], columns["role"])
        return rows.compactMap { row in
            guard let pattern = try? CategoryPattern(category(row) ?? "") else { return nil }
            return Mandate(
                code: code(row) ?? "", category: pattern, territory: territory(row),
                roadLevel: level(row), organization: organization(row) ?? "",
                role: role(row).flatMap(Role.init) ?? .competent)
        }
    }
}

/// The kinds of rule that can name who is responsible.
public enum RuleKind: String, Hashable, Sendable, CaseIterable {
    /// The registered component's own record.
    case component
    /// A mandate for the category.
    case mandate
    /// The road-chief segment, its organization or its chief.
    case segment
    /// The responsibility grid, its organization or its holder.
    case responsibilityGrid = "responsibility-grid"
    /// The holder that the acting organization has posted.
    case organization
    /// The territory, from the smallest area up to the city.
    case territory
}

/// Which rules are asked for a category, in which order, and how far they reach.
public struct Precedence: Hashable, Sendable {
    /// Whose order it is.
    public var chain: Chain
    /// For which categories.
    public var category: CategoryPattern
    /// The rules in the order in which they are asked.
    public var rules: [RuleKind]
    /// How far from the place the component may stand, in metres.
    public var componentReach: Double?
    /// How far from the place the segment may run, in metres.
    public var segmentReach: Double?

    /// The two questions that a verdict answers.
    public enum Chain: String, Hashable, Sendable, CaseIterable {
        /// Which organization must act.
        case organization
        /// Which person is in charge.
        case person
    }

    /// A precedence by its parts.
    public init(
        chain: Chain, category: CategoryPattern, rules: [RuleKind],
        componentReach: Double? = nil, segmentReach: Double? = nil
    ) {
        self.chain = chain
        self.category = category
        self.rules = rules
        self.componentReach = componentReach
        self.segmentReach = segmentReach
    }

    /// The order where a city states none.
    public static let standard: [Chain: Precedence] = [
        .organization: Precedence(
            chain: .organization, category: .all,
            rules: [.component, .mandate, .segment, .responsibilityGrid, .territory]),
        .person: Precedence(
            chain: .person, category: .all,
            rules: [.component, .segment, .responsibilityGrid, .organization, .territory]),
    ]

    /// How far components and segments are looked for where a city states nothing, in metres.
    public static let standardReach = 30.0

    static func precedences(in rows: [LayerRow]) -> [Precedence] {
        let columns = Columns(.precedence)
        let (chain, category) = (columns["chain"], columns["category"])
        let rules = columns.list("rules")
        let (component, segment) = (columns["component_reach"], columns["segment_reach"])
        return rows.compactMap { row in
            guard let chain = Chain(rawValue: chain(row) ?? ""),
                let pattern = try? CategoryPattern(category(row) ?? "")
            else { return nil }
            return Precedence(
                chain: chain, category: pattern, rules: rules(row).compactMap(RuleKind.init),
                componentReach: component(row).flatMap(Double.init),
                segmentReach: segment(row).flatMap(Double.init))
        }
    }
}
