/// The rules of one edition, arranged for the questions that verdicts ask of them.
struct RuleBook: Sendable {
    /// What a post can be for, by number.
    enum Target: Hashable, Sendable {
        case area(Int32)
        case segment(Int32)
        case component(Int32)
        case organization(Int32)
    }

    /// Where and for what a mandate speaks; no area means the whole city.
    private struct Scope: Hashable {
        var pattern: CategoryPattern
        var area: Int32?
    }

    private struct ChainAndPattern: Hashable {
        var chain: Precedence.Chain
        var pattern: CategoryPattern
    }

    let mandates: [Mandate]
    let posts: [Post]
    private let mandatesOfScope: [Scope: [Int]]
    private let postsOfTarget: [Target: [Int]]
    private let precedences: [ChainAndPattern: Precedence]
    private let catalogue: Catalogue

    init(
        _ contents: CityContents, book: AreaBook, segmentOfCode: [String: Int32],
        componentOfCode: [String: Int32], organizationOfCode: [String: Int32],
        catalogue: Catalogue
    ) {
        self.catalogue = catalogue
        mandates = contents.mandates.sorted { $0.code < $1.code }
        posts = contents.posts.sorted {
            ($0.rank ?? .max, $0.code) < ($1.rank ?? .max, $1.code)
        }
        var mandatesOfScope: [Scope: [Int]] = [:]
        for (number, mandate) in mandates.enumerated() {
            let areas = mandate.territory.map { territory in
                AreaKind.allCases.compactMap { book.number($0, territory) }
            }
            for area in areas?.map(Optional.some) ?? [nil] {
                mandatesOfScope[Scope(pattern: mandate.category, area: area), default: []]
                    .append(number)
            }
        }
        self.mandatesOfScope = mandatesOfScope

        func target(_ post: Post) -> Target? {
            guard let layer = Layer.named(post.targetLayer) else { return nil }
            if let kind = AreaKind(layer: layer) {
                return book.number(kind, post.target).map(Target.area)
            }
            switch layer {
            case .roadChiefSegments: return segmentOfCode[post.target].map(Target.segment)
            case .components: return componentOfCode[post.target].map(Target.component)
            case .organizations: return organizationOfCode[post.target].map(Target.organization)
            default: return nil
            }
        }
        var postsOfTarget: [Target: [Int]] = [:]
        for (number, post) in posts.enumerated() {
            if let target = target(post) { postsOfTarget[target, default: []].append(number) }
        }
        self.postsOfTarget = postsOfTarget

        precedences = Dictionary(
            contents.precedences.map {
                (ChainAndPattern(chain: $0.chain, pattern: $0.category), $0)
            },
            uniquingKeysWith: { first, _ in first })
    }

    /// The precedence of a chain for a category: the city's most specific one, or the standard.
    func precedence(_ chain: Precedence.Chain, for category: CategoryKey?) -> Precedence {
        for pattern in catalogue.patterns(for: category) {
            if let found = precedences[ChainAndPattern(chain: chain, pattern: pattern)] {
                return found
            }
        }
        return Precedence.standard[chain] ?? Precedence(chain: chain, category: .all, rules: [])
    }

    /// The mandates that apply in a role: of the most specific territory, there of the most
    /// specific category, there those for the road's own level before those for any.
    ///
    /// - Parameter areas: the territory of the place, fine before coarse.
    func mandates(
        for category: CategoryKey?, in areas: [Int32], roadLevel: String?, role: Mandate.Role
    ) -> [Int] {
        guard !mandates.isEmpty else { return [] }
        let patterns = catalogue.patterns(for: category)
        for area in areas.map(Optional.some) + [nil] {
            for pattern in patterns {
                let candidates = (mandatesOfScope[Scope(pattern: pattern, area: area)] ?? [])
                    .filter { mandates[$0].role == role }
                let ofLevel = candidates.filter {
                    mandates[$0].roadLevel != nil && mandates[$0].roadLevel == roadLevel
                }
                if !ofLevel.isEmpty { return ofLevel }
                let ofAny = candidates.filter { mandates[$0].roadLevel == nil }
                if !ofAny.isEmpty { return ofAny }
            }
        }
        return []
    }

    /// The posts for a target that somebody holds on a day and that cover a category, the lowest
    /// rank first.
    func posts(
        for target: Target, role: Post.Role, category: CategoryKey?, on day: Day
    ) -> [Int] {
        guard let candidates = postsOfTarget[target] else { return [] }
        let patterns = catalogue.patterns(for: category)
        return candidates.filter { number in
            let post = posts[number]
            return post.role == role && post.isValid(on: day)
                && (post.categories.isEmpty || post.categories.contains(where: patterns.contains))
        }
    }
}
