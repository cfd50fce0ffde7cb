import City
import CityStore
import Datum
import Geo

/// Asks the datum detective about a delivery that waits.
struct DatumCheck {
    let register: Register

    /// Below this share of rows whose keys are not registered, the registered ones say enough.
    private static let shareToSearch = 0.2
    /// Fewer rows than this cannot be told from chance.
    private static let fewest = 8

    /// What speaks against the delivery's reference system; `nil` if nothing does, or if its
    /// correction was accepted.
    func suspicion(
        about rows: DeliveredRows, of summary: DeliverySummary, _ registration: Registration
    ) throws -> DatumSuspicion? {
        guard let declared = summary.declared, summary.correction == nil, !rows.samples.isEmpty
        else { return nil }
        let hypotheses = DatumHypotheses(
            try declared.system,
            axisOrder: declared.isNorthingFirst ? .northingFirst : .eastingFirst,
            pipeline: declared.pipeline)
        let detective = DatumDetective(
            declared: hypotheses.declared, hypotheses: hypotheses.alternatives,
            registered: try places(for: rows.samples, registration))
        return detective.suspicion(about: rows.samples)
    }

    private func places(
        for samples: [DatumSample], _ registration: Registration
    ) throws -> RegisteredPlaces {
        let shapes = shapes(of: samples, registration.comparison)
        let others = samples.filter { $0.key.map { shapes[$0] == nil } ?? true }
        let isSearched =
            others.count >= Self.fewest
            && Double(others.count) >= Self.shareToSearch * Double(samples.count)
        let layer = registration.comparison.layer
        let outline = registration.registered.outline
        return RegisteredPlaces(
            shapes: shapes,
            places: isSearched
                ? try register.places(
                    of: layer, categories: Set(others.compactMap(\.category))) : [:],
            outline: outline.isEmpty || layer == .districts
                ? nil
                : AreaIndex(outline.enumerated().map { (Int32($0), $1.shape?.polygons ?? []) }))
    }

    private func shapes(
        of samples: [DatumSample], _ comparison: Comparison
    ) -> [String: Shape] {
        let wanted = Set(samples.compactMap(\.key).map(comparison.texts.known))
        var shapes: [String: Shape] = [:]
        let registered = comparison.registered
        for (row, key) in registered.keys.enumerated() where wanted.contains(key) {
            shapes[comparison.texts[key]] = registered.shapes[row]
        }
        return shapes
    }
}

extension DeclaredSystem {
    /// The system; a name that is none describes one at length.
    var system: ReferenceSystem {
        get throws {
            name.contains("[") ? .wkt(name) : try ReferenceSystem(parsing: name)
        }
    }

    init(_ system: ReferenceSystem, isNorthingFirst: Bool, pipeline: String?) {
        let name = if case .wkt(let text) = system { text } else { system.description }
        self.init(name: name, isNorthingFirst: isNorthingFirst, pipeline: pipeline)
    }
}
