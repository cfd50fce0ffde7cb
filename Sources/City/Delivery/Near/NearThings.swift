import Geo

/// What stands suspiciously near to delivered components: others of their category.
///
/// Looked at once for the two rules that speak of it. Complexity: O(n log n).
struct NearThings: Sendable {
    /// A thing near a delivered row.
    struct Neighbour: Sendable {
        /// The delivered row.
        var row: Int
        /// The place of the other one's key among the texts.
        var key: Int32
        /// The other one's row in the delivery, by its place there; `nil` if it is registered.
        var otherRow: Int?
        /// How far apart they are.
        var metres: Double
    }

    /// A registered thing that the row probably is, with the confidence in that.
    private(set) var matches: [(neighbour: Neighbour, confidence: Double)] = []
    /// The nearest thing that the row doubles, and that stands in an earlier row or is registered.
    private(set) var doubles: [Neighbour] = []

    /// Nothing is near anything.
    init() {}

    /// Looks at a delivery.
    ///
    /// - Parameters:
    ///   - others: registered rows; those that the delivery mentions do not count.
    ///   - isWhole: whether what the delivery lacks vanishes, so that nothing can double it.
    init(_ comparison: Comparison, others: RowTable, catalogue: [Category], isWhole: Bool) {
        var search = NearSearch(comparison, others: others, catalogue: catalogue, isWhole: isWhole)
        search.run()
        let taken = search.matchedRegistered()
        for row in 0..<comparison.delivered.count {
            let delivered = search.nearestDelivered[row]
            let registered = search.nearestRegistered[row]
            if let confidence = taken[row] {
                matches.append((search.neighbour(row, registered: registered), confidence))
                if delivered.metres < .infinity {
                    doubles.append(search.neighbour(row, delivered: delivered))
                }
            } else if !isWhole, registered.metres < .infinity,
                registered.metres <= delivered.metres,
                registered.metres < search.spacing(row).apart
            {
                doubles.append(search.neighbour(row, registered: registered))
            } else if delivered.metres < .infinity {
                doubles.append(search.neighbour(row, delivered: delivered))
            }
        }
    }
}

/// The nearest neighbours of every delivered row.
private struct NearSearch {
    struct Nearest {
        var number: Int32 = -1
        var metres = Double.infinity

        mutating func take(_ number: Int32, _ metres: Double) {
            if (metres, number) < (self.metres, self.number) {
                (self.metres, self.number) = (metres, number)
            }
        }
    }

    let comparison: Comparison
    let others: RowTable
    let isWhole: Bool
    private let categories: [Int32]
    private var spacings: [Int32: CategorySpacing] = [:]
    /// The things of each category: delivered rows by their numbers, registered ones by −1 − number.
    private var things: [Int32: [(place: Coordinate, number: Int32)]] = [:]
    private(set) var nearestDelivered: [Nearest]
    private(set) var nearestRegistered: [Nearest]
    /// How many registered things that the delivery does not mention are in reach.
    private var inReach: [Int32]

    init(_ comparison: Comparison, others: RowTable, catalogue: [Category], isWhole: Bool) {
        self.comparison = comparison
        self.others = others
        self.isWhole = isWhole
        categories = comparison.delivered.column("category")
        let count = comparison.delivered.count
        nearestDelivered = Array(repeating: Nearest(), count: count)
        nearestRegistered = Array(repeating: Nearest(), count: count)
        inReach = Array(repeating: 0, count: count)
        gather()
        let table = SpacingTable(catalogue)
        for category in things.keys { spacings[category] = table[comparison.texts[category]] }
    }

    /// Sorts the things by category: of the delivery the first row of each code that stands where
    /// not too many do, of the register what the delivery does not mention.
    private mutating func gather() {
        let delivered = comparison.delivered
        let crowded = CrowdedPlaces(delivered)
        let codes = delivered.column("code")
        var isMentioned = [Bool](repeating: false, count: comparison.texts.count)
        for row in 0..<delivered.count where codes[row] >= 0 {
            isMentioned[Int(codes[row])] = true
            guard categories[row] >= 0, comparison.earlier[row] < 0,
                let place = delivered.shapes.point(row), !crowded.contains(place)
            else { continue }
            things[categories[row], default: []].append((place, Int32(row)))
        }
        let (otherCategories, otherCodes) = (others.column("category"), others.column("code"))
        for row in 0..<others.count {
            guard otherCodes[row] >= 0, !isMentioned[Int(otherCodes[row])],
                otherCategories[row] >= 0, things[otherCategories[row]] != nil,
                let place = others.shapes.point(row)
            else { continue }
            things[otherCategories[row], default: []].append((place, -1 - Int32(row)))
        }
    }

    mutating func run() {
        for (category, things) in things {
            let spacing = spacings[category] ?? .usual
            NearSweep.forEachPair(of: things, nearerThan: max(spacing.apart, spacing.reach)) {
                take($0, $1, $2, spacing)
            }
        }
    }

    private mutating func take(
        _ one: Int32, _ other: Int32, _ metres: Double, _ spacing: CategorySpacing
    ) {
        let (lower, higher) = (min(one, other), max(one, other))
        guard higher >= 0 else { return }
        if lower >= 0 {
            if metres < spacing.apart { nearestDelivered[Int(higher)].take(lower, metres) }
            return
        }
        nearestRegistered[Int(higher)].take(lower, metres)
        if metres < spacing.reach { inReach[Int(higher)] += 1 }
    }

    /// The rows that are new and have just one registered thing in reach, each with the confidence
    /// that it is that one; where several rows claim one thing, the nearest has it.
    func matchedRegistered() -> [Int: Double] {
        var claims: [Int32: Nearest] = [:]
        for row in inReach.indices where inReach[row] == 1 && comparison.matches[row] < 0 {
            let nearest = nearestRegistered[row]
            claims[nearest.number, default: Nearest()].take(Int32(row), nearest.metres)
        }
        return Dictionary(
            claims.values.map { claim in
                let row = Int(claim.number)
                return (row, spacing(row).confidence(at: claim.metres))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The spacing of a row's category.
    func spacing(_ row: Int) -> CategorySpacing { spacings[categories[row]] ?? .usual }

    func neighbour(_ row: Int, registered nearest: Nearest) -> NearThings.Neighbour {
        NearThings.Neighbour(
            row: row, key: others.keys[-1 - Int(nearest.number)], otherRow: nil,
            metres: nearest.metres)
    }

    func neighbour(_ row: Int, delivered nearest: Nearest) -> NearThings.Neighbour {
        NearThings.Neighbour(
            row: row, key: comparison.delivered.keys[Int(nearest.number)],
            otherRow: Int(nearest.number), metres: nearest.metres)
    }
}
