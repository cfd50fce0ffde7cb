import Geo

extension CityIndex {
    /// The distance in metres to the nearest place with another acting organization, or with none
    /// because it lies outside the city; `nil` if there is no such place within ``Verdict/searchedMargin``.
    ///
    /// An answer can only change where something changes on the way: at a border of an area, or
    /// where another segment or component becomes the nearest one or comes within reach. Those of
    /// these places behind which the rules can say something else are visited nearest first and
    /// asked. Borders and two components at points are exact to the lattice. Where a third component
    /// stands between, the straight way is looked along, and lines and areas are judged by their
    /// nearest places: there the margin can be too large, never too small.
    func margin(of query: Query, acting: Int32, around: Surroundings) -> Double? {
        var search = MarginSearch(index: self, around: around, acting: acting)
        search.addComponentTurns()
        var nearest: Double?
        // Where a border is near, what lies far need not be looked at.
        for radius in search.radii where nearest == nil {
            search.addBorderTurns(within: radius)
            nearest = search.nearestChange(within: radius)
        }
        // Segments that take over farther away than that need not be looked for.
        search.addSegmentTurns(within: nearest ?? Verdict.searchedMargin)
        return [nearest, search.nearestChange(within: Verdict.searchedMargin)]
            .compactMap(\.self).min()
    }
}

/// The places around at which an answer may change.
private struct MarginSearch {
    let index: CityIndex
    let around: Surroundings
    let acting: Int32
    private let metric: Metric
    private let reasoning: Reasoning
    private var turns: [Turn] = []
    /// Whether the ground differs somewhere around.
    private var hasBorders = false
    /// The grounds that were compared with the one here, and whether the rules can tell them apart.
    private var compared: [(ground: Int32, differs: Bool)] = []
    /// Up to this distance the component's own record decides, whatever the ground says.
    private var zone = 0.0

    /// A distance at which the answer may change, with the place to ask there.
    private struct Turn {
        var metres: Double
        var place: Coordinate
        /// Whether the place lies on a border, so that what is just beyond is asked too.
        var isBorder: Bool
    }

    init(index: CityIndex, around: Surroundings, acting: Int32) {
        self.index = index
        self.around = around
        self.acting = acting
        metric = Metric(at: around.query.place)
        reasoning = Reasoning(
            index: index, around: around,
            case: Surroundings.Case(
                component: around.components.first, segment: around.segments.first))
    }

    /// How far borders are looked for: nothing if the ground is the same all around.
    var radii: [Double] {
        let calm = Double(around.tile.calm)
        if calm + 20 >= Verdict.searchedMargin { return [Verdict.searchedMargin] }
        return [max(calm + 20, 60), Verdict.searchedMargin]
    }

    /// Asks at the turns within a number of metres, nearest first.
    mutating func nearestChange(within metres: Double) -> Double? {
        var query = around.query
        query.residue = .none
        // The first or second turn is the answer as a rule: sorting them all would be in vain.
        while let nearest = turns.indices.min(by: { turns[$0].metres < turns[$1].metres }),
            turns[nearest].metres <= metres
        {
            turns.swapAt(nearest, turns.count - 1)
            let turn = turns.removeLast()
            // The border itself belongs to one of its two sides.
            for place in turn.isBorder ? beyond(turn.place) : [turn.place] {
                query.place = place
                if index.acting(at: query) != acting { return turn.metres }
            }
        }
        return nil
    }

    /// Lattice points a few steps beyond a place; all around it if one stands on it.
    private func beyond(_ place: Coordinate) -> [Coordinate] {
        let x = Double(place.longitude) - Double(metric.origin.longitude)
        let y = Double(place.latitude) - Double(metric.origin.latitude)
        let length = (x * x + y * y).squareRoot()
        let steps: [(Double, Double)] =
            length < 4
            ? [(3, 0), (2, 2), (0, 3), (-2, 2), (-3, 0), (-2, -2), (0, -3), (2, -2)]
            : [(3 * x / length, 3 * y / length)]
        return steps.map { step in
            Coordinate(
                longitude: place.longitude &+ Int32(step.0.rounded()),
                latitude: place.latitude &+ Int32(step.1.rounded()))
        }
    }

    // MARK: Borders

    /// The borders of areas behind which the rules can say something else.
    mutating func addBorderTurns(within metres: Double) {
        guard Double(around.tile.calm) < metres * 0.99 else { return }
        let box = metric.box(within: metres)
        index.mosaic.borders.forEachEdge(near: box) { a, b, sides in
            guard differs(sides.first) || differs(sides.second) else { return }
            hasBorders = true
            // Outside the city no component decides anything.
            let isRim = sides.first < 0 || sides.second < 0
            addBorder(a, b, from: isRim ? 0 : zone, to: metres)
        }
    }

    /// Whether the rules can say something else on a ground than on the one here.
    private mutating func differs(_ ground: Int32) -> Bool {
        let own = around.tile
        if ground == own.ground, ground >= 0 { return false }
        guard own.ground >= 0, ground >= 0 else { return true }
        if let known = compared.first(where: { $0.ground == ground }) { return known.differs }
        let differs = reasoning.groundDiffers(from: index.mosaic.example(of: ground))
        compared.append((ground, differs))
        return differs
    }

    private mutating func addBorder(
        _ a: Coordinate, _ b: Coordinate, from least: Double, to most: Double
    ) {
        guard metric.lowerBound(to: Box(a, b)) <= most else { return }
        let nearest = metric.nearest(a, b)
        if nearest.metres <= most, nearest.metres >= least {
            turns.append(Turn(metres: nearest.metres, place: nearest.place, isBorder: true))
        }
    }

    // MARK: Components and segments

    /// Where other components take over on the way towards them, and where the present one is left
    /// behind.
    mutating func addComponentTurns() {
        guard around.wantsComponent, around.query.component == nil, around.rules.component >= 0
        else { return }
        let reach = around.rules.componentReach
        let present = around.components.first
        let components = index.components
        let said = present.map { components.record(of: $0.number).acting } ?? acting
        var alike: [Standing] = []
        var others: [Standing] = []
        components.forEach(
            ofCategory: around.rules.component, around: metric,
            within: Verdict.searchedMargin + reach
        ) { feature in
            let standing = Standing(feature, metric)
            if components.record(of: feature.number).acting == said {
                alike.append(standing)
            } else {
                others.append(standing)
            }
        }
        var nearest = Verdict.searchedMargin
        others.sort { $0.feature.metres < $1.feature.metres }
        for other in others where other.feature.metres - reach <= nearest {
            // The foot of the way to the line half-way is nearest, if no third one stands there.
            if let present {
                guard let foot = takeover(by: other.feature, from: present), foot.metres <= nearest
                else { continue }
                turns.append(foot)
            }
            let way = other.takeover(from: alike, reach: reach)
            guard way <= nearest else { continue }
            turns.append(turn(along: other.feature, by: way))
            nearest = way
        }
        if let present {
            // A reach of kilometres ends beyond what is searched.
            let left = reach - present.metres
            if left <= Verdict.searchedMargin { turns.append(turn(along: present, by: -left)) }
        }
        guard let present, said == acting,
            around.rules.organization.first(where: { _ in true }) == .component
        else { return }
        zone = min(reach - present.metres, turns.map(\.metres).min() ?? .infinity)
    }

    /// A component with where it stands from here, in metres.
    private struct Standing {
        let feature: NearFeature
        let x: Double
        let y: Double

        init(_ feature: NearFeature, _ metric: Metric) {
            self.feature = feature
            x =
                (Double(feature.place.longitude) - Double(metric.origin.longitude))
                * metric.metresPerLongitudeUnit
            y =
                (Double(feature.place.latitude) - Double(metric.origin.latitude))
                * metric.metresPerLatitudeUnit
        }

        /// How far on the way here the component comes within reach and is nearer than all of
        /// these.
        func takeover(from rivals: [Standing], reach: Double) -> Double {
            let length = (x * x + y * y).squareRoot()
            guard length > Metric.resolution else { return 0 }
            var way = max(length - reach, 0)
            for rival in rivals {
                let gain = ((x - rival.x) * x + (y - rival.y) * y) / length
                guard gain > 0 else { continue }
                let square = rival.x * rival.x + rival.y * rival.y
                way = max(way, (length * length - square) / (2 * gain))
            }
            return min(way, length)
        }
    }

    /// The same for segments, as far as they take over within a number of metres.
    mutating func addSegmentTurns(within metres: Double) {
        // Where a mandate speaks and the ground says the same all around, segments are not asked.
        guard reasoning.segmentsMatter, metres > zone, !isMandated || hasBorders else { return }
        let reach = max(around.rules.segmentReach, index.segments.widestHalfWidth)
        let present = around.segments.first
        var found: [Turn] = []
        index.segments.index.forEach(
            around: metric, within: metres + reach
        ) { feature in
            let isIdle = reasoning.segmentIsIdle(feature.number, beside: present, acting)
            found += turn(of: feature, present: present, reach: reach, isIdle: isIdle)
        }
        turns += found.filter { $0.metres >= zone && $0.metres < metres }
    }

    /// Whether a mandate decided here before any segment was asked, whatever its road level.
    private var isMandated: Bool {
        var decided: RuleKind?
        reasoning.forEachOrganization { _, basis in decided = decided ?? basis.last?.rule }
        return decided == .mandate && !reasoning.competentKinds.hasRoadLevels
            && !around.rules.organization.prefix { $0 != .mandate }.contains(.segment)
    }

    /// Where a feature changes what stands around, if it does within what is searched.
    private func turn(
        of feature: NearFeature, present: NearFeature?, reach: Double, isIdle: Bool
    ) -> [Turn] {
        if feature.number == present?.number {
            // A reach of kilometres ends beyond what is searched.
            let left = reach - feature.metres
            return left <= Verdict.searchedMargin ? [turn(along: feature, by: -left)] : []
        }
        if isIdle { return [] }
        if let present { return takeover(by: feature, from: present).map { [$0] } ?? [] }
        let way = feature.metres - reach
        return way >= 0 && way <= Verdict.searchedMargin ? [turn(along: feature, by: way)] : []
    }

    /// The turn where one feature becomes nearer than another: the foot of the way to the line
    /// half-way between their nearest places.
    private func takeover(by feature: NearFeature, from present: NearFeature) -> Turn? {
        let x =
            (Double(feature.place.longitude) - Double(present.place.longitude))
            * metric.metresPerLongitudeUnit
        let y =
            (Double(feature.place.latitude) - Double(present.place.latitude))
            * metric.metresPerLatitudeUnit
        let apart = (x * x + y * y).squareRoot()
        guard apart > Metric.resolution else { return nil }
        let metres =
            (feature.metres * feature.metres - present.metres * present.metres) / (2 * apart)
        guard metres <= Verdict.searchedMargin else { return nil }
        let step = max(metres, 0) + Self.stepBeyond
        let place = Coordinate(
            longitude: metric.origin.longitude
                &+ Int32((x / apart * step / metric.metresPerLongitudeUnit).rounded()),
            latitude: metric.origin.latitude
                &+ Int32((y / apart * step / metric.metresPerLatitudeUnit).rounded()))
        return Turn(metres: max(metres, 0), place: place, isBorder: false)
    }

    /// How far beyond a turn is asked, in metres: more than the lattice and ties can blur.
    private static let stepBeyond = 0.05

    /// The turn a number of metres on the way to a feature, or away from it if negative.
    private func turn(along feature: NearFeature, by metres: Double) -> Turn {
        let origin = metric.origin
        let step = metres < 0 ? -Self.stepBeyond : Self.stepBeyond
        let share = (metres + step) / max(feature.metres, Metric.resolution)
        let x = Double(feature.place.longitude) - Double(origin.longitude)
        let y = Double(feature.place.latitude) - Double(origin.latitude)
        let place = Coordinate(
            longitude: origin.longitude &+ Int32((x * share).rounded()),
            latitude: origin.latitude &+ Int32((y * share).rounded()))
        return Turn(metres: abs(metres), place: place, isBorder: false)
    }
}

extension Reasoning {
    /// Whether the rules can say something else on other ground, all else being equal.
    fileprivate func groundDiffers(from tile: Mosaic.Tile) -> Bool {
        let own = around.tile
        if competentKinds.nameAreas {
            let mandates = index.rules.mandates
            for kind in AreaKind.allCases where own.areas[kind] != tile.areas[kind] {
                if [own.areas[kind], tile.areas[kind]].contains(where: {
                    $0.map(mandates.names) ?? false
                }) {
                    return true
                }
            }
            for area in own.territory where !tile.territory.contains(area) && mandates.names(area) {
                return true
            }
            for area in tile.territory where !own.territory.contains(area) && mandates.names(area) {
                return true
            }
        }
        var other = self
        other.around.tile = tile
        for rule in around.rules.organization {
            switch rule {
            case .responsibilityGrid where gridOrganization != other.gridOrganization: return true
            case .territory
            where territoryOrganization.acting != other.territoryOrganization.acting:
                return true
            default: break
            }
        }
        return false
    }

    /// Whether any rule for the category looks at segments.
    fileprivate var segmentsMatter: Bool {
        around.rules.organization.contains(.segment)
            || competentKinds.hasRoadLevels
    }

    /// What the mandates look at that name who must act.
    fileprivate var competentKinds: MandateBook.Kinds {
        index.rules.mandates.kinds(for: around.query.category, role: .competent)
    }

    /// Whether another segment changes nothing by becoming the nearest: it says what the present
    /// one says, or, where none is near, what is said already.
    fileprivate func segmentIsIdle(
        _ number: Int32, beside present: NearFeature?, _ acting: Int32
    ) -> Bool {
        let level = index.segments.roadLevels[Int(number)]
        let presentLevel = present.map { index.segments.roadLevels[Int($0.number)] } ?? -1
        if competentKinds.hasRoadLevels, level != presentLevel { return false }
        return segmentOrganization(number)
            == (present.map { segmentOrganization($0.number) } ?? acting)
    }
}
