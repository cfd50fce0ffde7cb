import Geo

/// Asks whether rows lie in the city at all: enough to tell axes, zones and zone numbers, whose
/// mistakes lead a hundred kilometres away or nowhere; never enough for a map shift.
struct OutlineEvidence {
    private let rows: [DatumRow]
    private let outline: AreaIndex
    /// The rows that do not lie in the city as the file says.
    private let astray: [DatumRow]

    private static let fewest = 5
    private static let fewestOutside = 10

    init?(_ rows: [DatumRow], _ registered: RegisteredPlaces) {
        guard let outline = registered.outline, outline.count > 0 else { return nil }
        self.rows = rows
        self.outline = outline
        astray = rows.filter { row in
            row.declared.map { outline.lowestArea(at: $0) == nil } ?? true
        }
    }

    func suspicion(among hypotheses: [DatumHypothesis]) -> DatumSuspicion? {
        let least = max(Self.fewest, DatumSuspicion.least(of: rows.count))
        guard astray.count >= least else { return nil }
        let supports = hypotheses.filter { !$0.suspect.isMapShift }.map(support)
        let nowhere = supports.filter { support in
            support.supporters.count { $0.predicted == nil } >= least
        }
        if let found = Support.best(of: nowhere) {
            return DatumSuspicion(found, by: .outline, examined: rows.count, isStrong: true)
        }
        // A file of another city lies outside as well: only if all rows come home together is it
        // worth a word.
        let together = supports.filter {
            $0.supporters.count >= Self.fewestOutside
                && Double($0.supporters.count) >= 0.9 * Double(rows.count)
        }
        return Support.best(of: together).map {
            DatumSuspicion($0, by: .outline, examined: rows.count, isStrong: false)
        }
    }

    private func support(of hypothesis: DatumHypothesis) -> Support {
        let places = hypothesis.places(astray.map(\.sample.middle))
        let supporters = zip(astray, places).compactMap { row, place -> Supporter? in
            guard let place, outline.lowestArea(at: place) != nil else { return nil }
            return Supporter(
                row: row.sample.row, correctedMetres: 0,
                predicted: row.declared.map { Offset(from: place, to: $0) })
        }
        return Support(
            hypothesis: hypothesis, supporters: supporters,
            fittingAsDeclared: rows.count - astray.count)
    }
}
