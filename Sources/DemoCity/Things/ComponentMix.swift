import City

/// Where things of a kind stand.
enum Setting: Sendable {
    /// In the carriageway.
    case carriageway
    /// Beside the kerb.
    case kerb
    /// In a parcel, away from streets.
    case parcel
}

/// The geometry of things of a kind.
enum Outlay: Sendable {
    case point, line, area
}

/// A kind of component: its category, how common it is, where it stands and who has to do with it.
struct ComponentKind: Sendable {
    var code: String
    var name: String
    var weight: Double
    var trade: Trade
    var setting: Setting
    var outlay: Outlay
    var isCover: Bool
}

/// The kinds of component in a city, the most common first: covers, then lamps and trees, then a
/// long tail.
struct ComponentMix: Sendable {
    /// How many categories a city has.
    static let count = 96

    /// All kinds.
    let kinds: [ComponentKind]
    private let covers: [(bound: Double, kind: Int)]
    private let others: [(bound: Double, kind: Int)]

    /// The kinds that the catalogue has.
    init(_ catalogue: [Category]) {
        let categories = catalogue.filter {
            $0.key.kind == .component && $0.standard == Category.standardOf2026
        }
        var names: [String: Category] = [:]
        for category in categories { names[category.key.code] = category }
        var kinds = Self.common.compactMap { entry -> ComponentKind? in
            guard let category = names.removeValue(forKey: entry.code) else { return nil }
            return ComponentKind(
                code: entry.code, name: category.name, weight: entry.weight, trade: entry.trade,
                setting: entry.setting, outlay: entry.outlay,
                isCover: category.groups.contains("manhole"))
        }
        let rest = categories.filter { names[$0.key.code] != nil }
        for (rank, category) in rest.prefix(Self.count - kinds.count).enumerated() {
            kinds.append(Self.rare(category, rank))
        }
        self.kinds = kinds
        covers = Self.bounds(kinds) { $0.isCover }
        others = Self.bounds(kinds) { !$0.isCover }
    }

    /// A kind drawn by its weight, among covers or among all others.
    func draw(cover: Bool, _ random: inout SplitMix) -> Int {
        let table = cover ? covers : others
        guard let last = table.last else { return 0 }
        let mark = random.unit() * last.bound
        var (low, high) = (0, table.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if table[middle].bound > mark { high = middle } else { low = middle + 1 }
        }
        return table[low].kind
    }

    private static func bounds(
        _ kinds: [ComponentKind], _ counts: (ComponentKind) -> Bool
    ) -> [(bound: Double, kind: Int)] {
        var sum = 0.0
        return kinds.indices.filter { counts(kinds[$0]) }.map { kind in
            sum += kinds[kind].weight
            return (sum, kind)
        }
    }

    /// A kind of the tail, by its place in it: each a little rarer than the one before.
    private static func rare(_ category: Category, _ rank: Int) -> ComponentKind {
        let trade: Trade =
            switch category.major {
            case "02": .traffic
            case "03": .cleaning
            case "04": .parks
            case "05": .housing
            default: .signs
            }
        return ComponentKind(
            code: category.key.code, name: category.name, weight: 1.1 / Double(rank + 6),
            trade: trade, setting: rank.isMultiple(of: 3) ? .parcel : .kerb, outlay: .point,
            isCover: category.groups.contains("manhole"))
    }
}
