import Geo

/// What stands around a place, before any rule is asked.
struct Surroundings {
    var query: Query
    var rules: RuleBook.CategoryRules
    /// The areas of the place and its territory.
    var tile: Mosaic.Tile
    var coverage: Verdict.Coverage
    /// The kind of the finest area of the territory.
    var kindOfFirst: AreaKind?
    /// The nearest segment within reach and those equally near.
    var segments: NearFeatures
    /// The nearest component of the category within reach and those equally near.
    var components: NearFeatures
    /// Whether the category is about a component.
    var wantsComponent: Bool
}

extension CityIndex {
    /// Looks around the place of a query.
    func surroundings(of query: Query) -> Surroundings {
        let metric = Metric(at: query.place)
        let rules = rules.rules(for: query.category)
        let ground = ground(at: query.place, query.residue, metric)
        var around = Surroundings(
            query: query, rules: rules, tile: ground.tile, coverage: ground.coverage,
            kindOfFirst: ground.kindOfFirst, segments: NearFeatures([]),
            components: NearFeatures([]), wantsComponent: false)
        if let number = query.component {
            around.wantsComponent = true
            around.components = NearFeatures(
                only: NearFeature(number: number, metres: 0, place: query.place, side: .on))
        } else if rules.component >= 0 {
            around.wantsComponent = true
            around.components = components.nearest(
                ofCategory: rules.component, to: metric, within: rules.componentReach)
        }
        around.segments = nearestSegments(to: metric, within: rules.segmentReach)
        return around
    }

    /// The areas at a place, with its territory and coverage: from the mosaic where its tile holds
    /// as a whole, else kind by kind.
    @inline(__always)
    func ground(
        at place: Coordinate, _ residue: Residue, _ metric: Metric
    ) -> (tile: Mosaic.Tile, coverage: Verdict.Coverage, kindOfFirst: AreaKind?) {
        if let index = mosaic.index {
            let found = index.find(place, residue: residue)
            if found.isInside, let tile = mosaic.tile(of: found.number) {
                return (tile, .grid, mosaic.kind)
            }
        }
        let found = book.areas(at: place, residue: residue)
        let tile = book.tile(found, isWhole: false)
        let kindOfFirst = tile.territory.first.map { book.kind(of: $0) }
        return (tile, coverage(found, metric: metric), kindOfFirst)
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
    @inline(__always)
    private func nearestSegments(to metric: Metric, within reach: Double) -> NearFeatures {
        segments.index.nearest(
            to: metric, within: max(reach, segments.widestHalfWidth),
            reach: { max(reach, segments.halfWidths[Int($0)]) })
    }
}
