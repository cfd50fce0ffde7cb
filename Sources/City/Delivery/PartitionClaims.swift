import Geo

/// A partition as far as it can be at odds with another one.
struct PartitionClaim {
    /// The row in the surveyor's own file; `nil` if it was registered before.
    var row: Int?
    /// The partition's code.
    var key: String
    /// What it claims.
    var patterns: [CategoryPattern]
    /// Its first day, if it has one.
    var from: Day?
    /// Its last day, if it has one.
    var to: Day?
    /// Its ground.
    var polygons: [Polygon]
}

/// The rule that no ground should belong to two partitions for the same category.
///
/// One category comes before its groups and they before all, so only claims of equal rank are at
/// odds. It is a warning: what two hold can be meant, and a verdict then names both.
struct PartitionClaims {
    private let members: [String: Set<CategoryKey>]

    /// The rule for a catalogue, which knows the members of groups.
    init(catalogue: [Category]) {
        var members: [String: Set<CategoryKey>] = [:]
        for category in catalogue {
            for group in category.groups { members[group, default: []].insert(category.key) }
        }
        self.members = members
    }

    /// One finding for each pair of which at least one is delivered, at the later row.
    ///
    /// Complexity: O(n log n) for n claims, and O(vertices) for each pair whose boxes meet.
    func findings(_ claims: [PartitionClaim]) -> [Finding] {
        let boxed = claims.map { (claim: $0, box: Box($0.polygons.lazy.flatMap(\.shell.vertices))) }
            .filter { !$0.box.isEmpty }
            .sorted { ($0.box.west, $0.claim.key) < ($1.box.west, $1.claim.key) }
        var findings: [Finding] = []
        for (place, one) in boxed.enumerated() {
            for other in boxed[(place + 1)...] {
                if other.box.west > one.box.east { break }
                if one.box.intersects(other.box) {
                    findings += finding(one.claim, other.claim)
                }
            }
        }
        return findings
    }

    private func finding(_ one: PartitionClaim, _ other: PartitionClaim) -> [Finding] {
        // Registered partitions come first: what is told is the row that can be mended.
        let (first, second) =
            (one.row ?? 0, one.key) < (other.row ?? 0, other.key) ? (one, other) : (other, one)
        guard second.row != nil, areOfOneTime(first, second),
            let pattern = first.patterns.first(where: { isAtOdds($0, second.patterns) }),
            let place = commonPlace(first, second)
        else { return [] }
        return [
            Finding(
                .partitionOverlap, .warning, row: second.row, key: second.key, place: place,
                english: """
                    \(second.key) and \(first.key) both hold \(pattern) at \(place). Part them, or \
                    leave it if both shall answer.
                    """,
                chinese: "\(second.key)与\(first.key)在\(place)处对“\(pattern)”重叠，请划清，确需共管可保留。",
                group: first.key)
        ]
    }

    private func areOfOneTime(_ one: PartitionClaim, _ other: PartitionClaim) -> Bool {
        func ends(_ one: PartitionClaim, before other: PartitionClaim) -> Bool {
            guard let to = one.to, let from = other.from else { return false }
            return to < from
        }
        return !ends(one, before: other) && !ends(other, before: one)
    }

    private func isAtOdds(_ pattern: CategoryPattern, _ others: [CategoryPattern]) -> Bool {
        if others.contains(pattern) { return true }
        guard case .group(let name) = pattern, let these = members[name] else { return false }
        return others.contains { other in
            guard case .group(let name) = other, let those = members[name] else { return false }
            return !these.isDisjoint(with: those)
        }
    }

    private func commonPlace(_ one: PartitionClaim, _ other: PartitionClaim) -> Coordinate? {
        let faults = CoverageCheck([(0, one.polygons), (1, other.polygons)]).faults()
        for case .overlap(_, _, let place) in faults { return place }
        return nil
    }
}
