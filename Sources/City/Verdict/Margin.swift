import Geo

extension CityIndex {
    /// The distance in metres to the nearest place with another acting organization, or with none
    /// because it lies outside the city; `nil` if there is no such place within ``Verdict/searchedMargin``.
    ///
    /// An answer can only change where something changes on the way: at a border of an area, or
    /// where another segment or component becomes the nearest one or comes within reach. These
    /// places are visited nearest first and asked. Borders and components at points are exact to
    /// the lattice. Lines and areas are judged by their nearest places, and where several
    /// components of one organization stand side by side only the first of them is looked beyond:
    /// there the margin can be too large, never too small.
    func margin(of question: Question, acting: Int32, around: Surroundings) -> Double? {
        let metric = Metric(at: question.place)
        var question = question
        question.wantsMargin = false
        question.residue = .none
        let turns = borderTurns(metric) + nearTurns(metric, question, around)
        for turn in turns.sorted(by: { $0.metres < $1.metres }) {
            for place in turn.places {
                question.place = place
                if verdict(for: question).organization?.acting != acting { return turn.metres }
            }
        }
        return nil
    }

    /// A distance at which the answer may change, with the places to ask there.
    private struct Turn {
        var metres: Double
        var places: [Coordinate]
    }

    /// The nearest place of every border edge around, asked on it and just beyond.
    private func borderTurns(_ metric: Metric) -> [Turn] {
        var turns: [Turn] = []
        for kind in AreaKind.allCases {
            book.index(of: kind).forEachEdge(near: metric.box(within: Verdict.searchedMargin)) {
                let nearest = metric.nearest($0, $1)
                guard nearest.metres <= Verdict.searchedMargin else { return }
                turns.append(
                    Turn(
                        metres: nearest.metres,
                        places: [nearest.place] + beyond(nearest.place, from: metric.origin)))
            }
        }
        return turns
    }

    /// Lattice points a few steps beyond a place; all around it if one stands on it.
    private func beyond(_ place: Coordinate, from origin: Coordinate) -> [Coordinate] {
        let x = Double(place.longitude) - Double(origin.longitude)
        let y = Double(place.latitude) - Double(origin.latitude)
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

    /// Where other segments or components take over on the way towards them, and where the
    /// present ones are left behind.
    private func nearTurns(
        _ metric: Metric, _ question: Question, _ around: Surroundings
    ) -> [Turn] {
        let precedence = rules.precedence(.organization, for: question.category)
        var turns = turns(
            metric, in: segmentIndex, present: around.segments.first,
            reach: max(precedence.segmentReach ?? Precedence.standardReach, widestHalfWidth))
        if around.wantsComponent, question.component == nil, let key = question.category,
            let component = catalogue[key]?.component ?? Optional(key),
            let index = componentIndexes[component]
        {
            turns += self.turns(
                metric, in: index, present: around.components.first,
                reach: precedence.componentReach ?? Precedence.standardReach)
        }
        return turns
    }

    private func turns(
        _ metric: Metric, in index: FeatureIndex, present: NearFeature?, reach: Double
    ) -> [Turn] {
        var turns: [Turn] = []
        index.forEachNearest(to: metric, within: Verdict.searchedMargin + reach) { feature in
            if feature.number == present?.number {
                // A reach of kilometres ends beyond what is searched.
                let left = reach - feature.metres
                if left <= Verdict.searchedMargin {
                    turns.append(turn(metric, along: feature, by: -left))
                }
            } else if let present {
                if let turn = takeover(metric, by: feature, from: present) { turns.append(turn) }
            } else if feature.metres >= reach,
                feature.metres - reach <= Verdict.searchedMargin
            {
                turns.append(turn(metric, along: feature, by: feature.metres - reach))
            }
            return true
        }
        return turns
    }

    /// The turn where one feature becomes nearer than another: the foot of the way to the line
    /// half-way between their nearest places.
    private func takeover(
        _ metric: Metric, by feature: NearFeature, from present: NearFeature
    ) -> Turn? {
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
        return Turn(metres: max(metres, 0), places: [place])
    }

    /// How far beyond a turn is asked, in metres: more than the lattice and ties can blur.
    private static let stepBeyond = 0.05

    /// The turn a number of metres on the way to a feature, or away from it if negative.
    private func turn(_ metric: Metric, along feature: NearFeature, by metres: Double) -> Turn {
        let origin = metric.origin
        let step = metres < 0 ? -Self.stepBeyond : Self.stepBeyond
        let share = (metres + step) / max(feature.metres, Metric.resolution)
        let x = Double(feature.place.longitude) - Double(origin.longitude)
        let y = Double(feature.place.latitude) - Double(origin.latitude)
        let place = Coordinate(
            longitude: origin.longitude &+ Int32((x * share).rounded()),
            latitude: origin.latitude &+ Int32((y * share).rounded()))
        return Turn(metres: abs(metres), places: [place])
    }
}
