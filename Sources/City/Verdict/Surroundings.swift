import Geo

/// What stands around a place, before any rule is asked.
struct Surroundings {
    var question: Question
    var areas: AreaNumbers
    /// The territory of the place, fine before coarse, along the relations.
    var territory: [Int32]
    var coverage: Verdict.Coverage
    /// The nearest segment within reach and those equally near.
    var segments: [NearFeature]
    /// The nearest component of the category within reach and those equally near.
    var components: [NearFeature]
    /// Whether the category is about a component.
    var wantsComponent: Bool
}

extension CityIndex {
    /// Looks around the place of a question.
    func surroundings(of question: Question) -> Surroundings {
        let areas = book.areas(at: question.place, residue: question.residue)
        let metric = Metric(at: question.place)
        let precedence = rules.precedence(.organization, for: question.category)
        let found = components(for: question, metric: metric, precedence: precedence)
        return Surroundings(
            question: question, areas: areas, territory: book.territory(areas),
            coverage: coverage(areas, metric: metric),
            segments: segments(
                near: metric, within: precedence.segmentReach ?? Precedence.standardReach),
            components: found ?? [], wantsComponent: found != nil)
    }

    private func coverage(_ areas: AreaNumbers, metric: Metric) -> Verdict.Coverage {
        let levels = AreaKind.territory.filter { book.index(of: $0).count > 0 }
        if let finest = levels.last, areas[finest] != nil { return .grid }
        if levels.contains(where: { areas[$0] != nil }) { return .gap }
        var nearest: (number: Int32, metres: Double)?
        if let coarsest = levels.first {
            book.index(of: coarsest).forEachNearest(to: metric, within: 100_000) {
                nearest = ($0, $1.metres)
                return false
            }
        }
        return .outside(nearest: nearest?.number, metres: nearest?.metres ?? .infinity)
    }

    /// The nearest segment whose reach or half-width covers the place, and those equally near.
    private func segments(near metric: Metric, within reach: Double) -> [NearFeature] {
        var found: [NearFeature] = []
        segmentIndex.forEachNearest(to: metric, within: max(reach, widestHalfWidth)) { feature in
            if let first = found.first, feature.metres > first.metres + Metric.resolution {
                return false
            }
            if feature.metres <= max(reach, segments[Int(feature.number)].halfWidth ?? 0) {
                found.append(feature)
            }
            return true
        }
        return found.sorted { $0.number < $1.number }
    }

    /// The components that the question may mean; `nil` if its category is about none.
    private func components(
        for question: Question, metric: Metric, precedence: Precedence
    ) -> [NearFeature]? {
        if let number = question.component {
            return [NearFeature(number: number, metres: 0, place: question.place, side: .on)]
        }
        guard let key = question.category,
            let component = catalogue[key]?.component ?? (key.kind == .component ? key : nil)
        else { return nil }
        return componentIndexes[component]?.nearest(
            to: metric, within: precedence.componentReach ?? Precedence.standardReach) ?? []
    }
}
