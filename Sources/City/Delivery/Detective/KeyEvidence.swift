import Geo

/// Compares rows with the registered rows of the same key.
///
/// A row supports a hypothesis if that takes it much nearer to its registered place: to less than
/// about a third of the way that the hypothesis moves it, and to less than half of its distance as
/// declared. Of rows that were really moved, at whatever random, one in ten would do so by chance
/// if all were moved just as far as a map shift.
struct KeyEvidence {
    private let pairs: [Pair]

    private struct Pair {
        var row: DatumRow
        var ground: RegisteredGround
        var metres: Double
    }

    /// From how many supporting rows on it speaks, and speaks with confidence: chance makes four of
    /// them one time in ten thousand, seven one in ten million.
    private static let fewest = 4
    private static let strong = 7
    /// Rows as near as this to their registered place, in metres, support nothing: no hypothesis
    /// that can be told apart comes from nearer.
    private static let fitting = 25.0

    init(_ rows: [DatumRow], declared: PlaceReader, _ registered: RegisteredPlaces) {
        pairs = rows.compactMap { row in
            guard let key = row.sample.key, let shape = registered.shapes[key],
                let ground = RegisteredGround(shape)
            else { return nil }
            let metres = ground.metres(to: row.sample, at: row.declared, declared)
            return Pair(row: row, ground: ground, metres: metres)
        }
    }

    /// Whether most rows of a delivery lie where they are registered.
    func settles(_ rows: Int) -> Bool {
        let fitting = pairs.count { $0.metres <= Self.fitting }
        return fitting >= 10 && 2 * fitting >= rows
    }

    func suspicion(among hypotheses: [DatumHypothesis]) -> DatumSuspicion? {
        let open = pairs.filter { $0.metres > Self.fitting }
        let least = max(Self.fewest, DatumSuspicion.least(of: pairs.count))
        guard open.count >= least else { return nil }
        let supports = hypotheses.map { support(of: $0, open) }
            .filter { $0.supporters.count >= least }
        return Support.best(of: supports).map {
            DatumSuspicion(
                $0, by: .keys, examined: pairs.count,
                isStrong: $0.supporters.count >= Self.strong)
        }
    }

    private func support(of hypothesis: DatumHypothesis, _ open: [Pair]) -> Support {
        let places = hypothesis.places(open.map(\.row.sample.middle))
        var support = Support(
            hypothesis: hypothesis, supporters: [], fittingAsDeclared: pairs.count - open.count)
        for (pair, place) in zip(open, places) {
            guard let place else { continue }
            let metres = pair.ground.metres(to: pair.row.sample, at: place, hypothesis.places)
            let predicted = pair.row.declared.map { Offset(from: place, to: $0) }
            if metres < pair.metres / 2, metres <= Self.tolerance(predicted?.metres) {
                support.supporters.append(supporter(pair, metres, predicted))
            } else if pair.metres < metres / 2, pair.metres <= Self.tolerance(predicted?.metres) {
                support.fittingAsDeclared += 1
            }
        }
        return support
    }

    /// How near is near, in metres, for a hypothesis that moves a row so far. Areas drawn at
    /// different scales differ by a hundred metres; a wrong zone is a matter of a hundred
    /// kilometres.
    private static func tolerance(_ moved: Double?) -> Double {
        guard let moved else { return 2500 }
        guard moved >= DatumDetective.leastShift else { return -1 }
        return min(0.35 * moved, max(200, min(0.01 * moved, 2500)))
    }

    private func supporter(_ pair: Pair, _ metres: Double, _ predicted: Offset?) -> Supporter {
        Supporter(
            row: pair.row.sample.row, declaredMetres: predicted == nil ? nil : pair.metres,
            correctedMetres: metres,
            observed: pair.row.declared.map { Offset(from: pair.ground.middle, to: $0) },
            predicted: predicted)
    }
}
