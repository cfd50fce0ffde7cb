import Geo

/// The rules of one edition, arranged for the questions that verdicts ask of them: which apply to a
/// category is decided when they are packed, so that a verdict compares numbers only.
final class RuleBook: Packed {
    let mandates: MandateBook
    let posts: PostBook
    private let categories: PackedArray<CategoryRules>

    /// What holds for one category.
    struct CategoryRules: BitwiseCopyable {
        /// The rules that name the organization, in order, and those that name the person.
        var organization: RuleOrder
        var person: RuleOrder
        /// How far components and segments are looked for, in metres.
        var componentReach: Double
        var segmentReach: Double
        /// The category of the components that it is about, or −1.
        var component: Int32
    }

    init(
        _ contents: CityContents, book: AreaBook, catalogue: Catalogue,
        levels: inout TextCollector, numbers: PostBook.Numbers
    ) {
        let precedences = Dictionary(
            contents.precedences.map {
                (ChainAndPattern(chain: $0.chain, pattern: $0.category), $0)
            },
            uniquingKeysWith: { first, _ in first })
        let mandates = MandateBook(
            contents.mandates, book: book, catalogue: catalogue, levels: &levels,
            organization: numbers.organization)
        categories = PackedArray(
            catalogue.placesOfRules.map { category in
                let patterns = catalogue.patterns(for: category)
                func precedence(_ chain: Precedence.Chain) -> Precedence? {
                    patterns.lazy.compactMap {
                        precedences[ChainAndPattern(chain: chain, pattern: $0)]
                    }.first ?? Precedence.standard[chain]
                }
                let organization = precedence(.organization)
                var order = (organization?.rules ?? []) + [.territory]
                // What always speaks is the last to be asked.
                if mandates.kinds(for: category, role: .competent).alwaysSpeak,
                    let last = order.firstIndex(of: .mandate)
                {
                    order = Array(order[...last])
                }
                return CategoryRules(
                    organization: RuleOrder(order),
                    person: RuleOrder(precedence(.person)?.rules ?? []),
                    componentReach: organization?.componentReach ?? Precedence.standardReach,
                    segmentReach: organization?.segmentReach ?? Precedence.standardReach,
                    component: category.map { catalogue.components[Int($0)] } ?? -1)
            })
        self.mandates = mandates
        posts = PostBook(contents.posts, catalogue: catalogue, numbers: numbers)
    }

    private struct ChainAndPattern: Hashable {
        var chain: Precedence.Chain
        var pattern: CategoryPattern
    }

    /// What holds for a category, or for the question without one.
    @inline(__always)
    func rules(for category: Int32?) -> CategoryRules { categories[Int((category ?? -1) + 1)] }

    init(from reader: inout PackedReader) throws(PackedError) {
        categories = try reader.array()
        mandates = try MandateBook(from: &reader)
        posts = try PostBook(from: &reader)
    }

    func write(to writer: inout PackedWriter) throws {
        try writer.write(categories)
        try mandates.write(to: &writer)
        try posts.write(to: &writer)
    }
}

/// Rules in the order in which they are asked, each once: four bits a rule.
struct RuleOrder: BitwiseCopyable, Hashable, Sendable, Sequence {
    private var bits: UInt64

    init(_ rules: [RuleKind]) {
        bits = 0
        var seen: [RuleKind] = []
        for rule in rules where !seen.contains(rule) {
            bits |= UInt64(rule.place + 1) << UInt64(4 * seen.count)
            seen.append(rule)
        }
    }

    struct Iterator: IteratorProtocol {
        fileprivate var bits: UInt64

        @inline(__always)
        mutating func next() -> RuleKind? {
            let place = Int(bits & 15)
            bits >>= 4
            return place == 0 ? nil : RuleKind(place: place - 1)
        }
    }

    @inline(__always)
    func makeIterator() -> Iterator { Iterator(bits: bits) }
}

extension RuleKind {
    /// The rule's place in the list of all.
    var place: Int {
        switch self {
        case .component: 0
        case .mandate: 1
        case .segment: 2
        case .responsibilityGrid: 3
        case .organization: 4
        case .territory: 5
        }
    }

    init?(place: Int) {
        switch place {
        case 0: self = .component
        case 1: self = .mandate
        case 2: self = .segment
        case 3: self = .responsibilityGrid
        case 4: self = .organization
        case 5: self = .territory
        default: return nil
        }
    }
}

extension Catalogue {
    /// The question without a category and then every category: the order of tables of rules.
    var placesOfRules: [Int32?] { [nil] + categories.indices.map { Int32($0) } }
}
