import Geo

/// Compares rows whose keys are not registered with the nearest registered rows of their category:
/// a second survey lies within a few metres of the first.
///
/// Lamps stand in regular rows, so that a wrong reading can fall on other lamps by chance. Therefore
/// a hypothesis must beat two hundred others that nobody would hold: itself, moved a random way. And
/// what it leaves must lie around zero, as the errors of surveyors do.
struct NeighbourEvidence {
    private let rows: [Row]
    private let indexes: [String: FeatureIndex]

    private struct Row {
        var row: DatumRow
        var category: String
        /// How far its nearest neighbour is as declared, in metres; infinite beyond the last radius.
        var metres: Double
    }

    /// How near, in metres, is a second survey of the same thing; a rough one.
    private static let radii = [4.0, 12.0]
    private static let farthest = 12.0
    private static let fewest = 8
    private static let strong = 20
    private static let decoys = 200
    private static let rowsForDecoys = 300

    init(_ rows: [DatumRow], _ registered: RegisteredPlaces) {
        let candidates = rows.filter {
            $0.sample.key.map { registered.shapes[$0] == nil } ?? true
        }
        var indexes: [String: FeatureIndex] = [:]
        for category in Set(candidates.compactMap(\.sample.category)) {
            guard let places = registered.places[category], !places.isEmpty else { continue }
            var order: [Int32] = []
            indexes[category] = FeatureIndex(
                points: PointIndex(places, order: &order), from: 0, others: [])
        }
        self.indexes = indexes
        self.rows = candidates.compactMap { row in
            guard let category = row.sample.category, let index = indexes[category] else {
                return nil
            }
            let metres = row.declared.flatMap { Self.neighbour(of: $0, in: index)?.metres }
            return Row(row: row, category: category, metres: metres ?? .infinity)
        }
    }

    private static func neighbour(of place: Coordinate, in index: FeatureIndex) -> NearFeature? {
        index.nearest(to: Metric(at: place), within: farthest).first
    }

    func suspicion(among hypotheses: [DatumHypothesis]) -> DatumSuspicion? {
        let least = max(Self.fewest, DatumSuspicion.least(of: rows.count))
        let open = rows.filter { $0.metres > Self.radii[0] }
        guard open.count >= least else { return nil }
        let supports = hypotheses.compactMap { support(of: $0, open, atLeast: least) }
        return Support.best(of: supports).map {
            DatumSuspicion(
                $0, by: .neighbours, examined: rows.count,
                isStrong: $0.supporters.count >= Self.strong)
        }
    }

    /// A row of which nothing speaks for what the file says, with its place as a hypothesis has it.
    private struct Reread {
        var row: Row
        var place: Coordinate
    }

    private func support(
        of hypothesis: DatumHypothesis, _ open: [Row], atLeast least: Int
    ) -> Support? {
        let places = hypothesis.places(open.map(\.row.sample.middle))
        let reread = zip(open, places).compactMap { row, place -> Reread? in
            guard let place else { return nil }
            let moved = row.row.declared.map { Offset(from: place, to: $0).metres }
            if let moved, moved < DatumDetective.leastShift { return nil }
            return Reread(row: row, place: place)
        }
        for radius in Self.radii {
            let supporters = reread.compactMap { supporter($0, within: radius) }
            guard supporters.count >= least, Self.liesAroundZero(supporters, within: radius),
                beatsDecoys(reread, within: radius)
            else { continue }
            return Support(
                hypothesis: hypothesis, supporters: supporters,
                fittingAsDeclared: rows.count { $0.metres <= radius })
        }
        return nil
    }

    private func supporter(_ reread: Reread, within radius: Double) -> Supporter? {
        guard reread.row.metres > radius, let index = indexes[reread.row.category],
            let near = Self.neighbour(of: reread.place, in: index), near.metres <= radius
        else { return nil }
        let observed = reread.row.row.declared.map { Offset(from: near.place, to: $0) }
        return Supporter(
            row: reread.row.row.sample.row, declaredMetres: observed?.metres,
            correctedMetres: near.metres, observed: observed,
            predicted: reread.row.row.declared.map { Offset(from: reread.place, to: $0) })
    }

    /// Whether what a hypothesis leaves has no direction: rows that fall on wrong neighbours all lie
    /// off by the same way.
    private static func liesAroundZero(_ supporters: [Supporter], within radius: Double) -> Bool {
        let left = supporters.compactMap { supporter in
            supporter.observed.flatMap { seen in supporter.predicted.map { seen - $0 } }
        }
        guard let middle = Robust.median(left) else { return true }
        let spread = Robust.spread(left, around: middle)
        return middle.metres <= radius / 5 + 2 * spread / Double(left.count).squareRoot()
    }

    private func beatsDecoys(_ all: [Reread], within radius: Double) -> Bool {
        let step = max(all.count / Self.rowsForDecoys, 1)
        let asked = stride(from: 0, to: all.count, by: step).map { all[$0] }
        let own = asked.count { supporter($0, within: radius) != nil }
        var random = FixedRandom(seed: 0x6465_636F_79)
        var counts: [Int] = []
        for _ in 0..<Self.decoys {
            let way = Self.randomWay(&random)
            counts.append(asked.count { isNear($0, movedBy: way, within: radius) })
        }
        counts.sort()
        let tenth = counts[counts.count * 9 / 10]
        return 4 * counts[counts.count - 1] < 3 * own && 2 * tenth <= own
    }

    private func isNear(
        _ reread: Reread, movedBy way: Offset, within radius: Double
    ) -> Bool {
        guard let place = reread.place.moved(by: way) else { return false }
        return supporter(Reread(row: reread.row, place: place), within: radius) != nil
    }

    /// A way in a random direction, longer than what is near and as long as a map shift at most.
    private static func randomWay(_ random: inout FixedRandom) -> Offset {
        while true {
            let way = Offset(east: 1200 * random.unit() - 600, north: 1200 * random.unit() - 600)
            if (25...600).contains(way.metres) { return way }
        }
    }
}
