public import Geo

/// Compares a delivery with what is registered and names what is wrong with its reference system:
/// a map shift, swapped axes, another zone, a zone number too few or too many.
///
/// It only names. Three kinds of evidence speak, in falling strength: where rows of the same key
/// are registered, where rows of the same category are, and where the city lies. Each asks for rows
/// that fit a hypothesis *and* do not fit what the file says, so that a file that is what it says
/// cannot be accused however its rows were moved, re-surveyed or added.
///
/// ```swift
/// let detective = DatumDetective(
///     declared: reader, hypotheses: hypotheses, registered: registered)
/// if let suspicion = detective.suspicion(about: reservoir.samples) { … }
/// ```
///
/// Complexity: a file that fits costs one reading of its samples; otherwise O(samples × hypotheses)
/// plus an index over the registered places of the samples' categories.
public struct DatumDetective: Sendable {
    private let declared: PlaceReader
    private let hypotheses: [DatumHypothesis]
    private let registered: RegisteredPlaces

    /// The share of rows that must support a hypothesis before it is named.
    static let leastShare = 0.2
    /// Readings that differ by less than this, in metres, cannot be told apart by rows.
    static let leastShift = 40.0

    /// A detective for one delivery.
    ///
    /// - Parameters:
    ///   - declared: reads positions as the file says.
    ///   - hypotheses: what else could be meant, the simplest first: of several that explain the
    ///     rows equally well the first is named.
    public init(
        declared: @escaping @Sendable ([Position]) -> [Coordinate?],
        hypotheses: [DatumHypothesis],
        registered: RegisteredPlaces
    ) {
        self.declared = declared
        self.hypotheses = hypotheses
        self.registered = registered
    }

    /// What the samples of a delivery say, or `nil` if nothing speaks against it.
    public func suspicion(about samples: [DatumSample]) -> DatumSuspicion? {
        let places = declared(samples.map(\.middle))
        let rows = zip(samples, places).map { DatumRow(sample: $0, declared: $1) }
        let keys = KeyEvidence(rows, declared: declared, registered)
        if let found = keys.suspicion(among: hypotheses) { return found }
        if !keys.settles(rows.count) {
            let neighbours = NeighbourEvidence(rows, registered)
            if let found = neighbours.suspicion(among: hypotheses) { return found }
        }
        return OutlineEvidence(rows, registered)?.suspicion(among: hypotheses)
    }
}

/// A sample with its place as the file declares it.
struct DatumRow {
    var sample: DatumSample
    /// `nil` if the declared system has no such place.
    var declared: Coordinate?
}

/// A row that fits a hypothesis and not what the file says.
struct Supporter {
    var row: Int
    /// How far it lies from what is registered, in metres; `nil` if it has no place as declared.
    var declaredMetres: Double?
    /// The same if it is read as the hypothesis says.
    var correctedMetres: Double
    /// The way from where it is registered to where the file says.
    var observed: Offset?
    /// The way from where the hypothesis says to where the file says.
    var predicted: Offset?
}

/// What the rows say about one hypothesis.
struct Support {
    var hypothesis: DatumHypothesis
    var supporters: [Supporter]
    /// How many rows lie well as the file says.
    var fittingAsDeclared: Int

    /// The hypothesis that most rows support; among those supported by nearly as many, the first.
    static func best(of supports: [Support]) -> Support? {
        let most = supports.map(\.supporters.count).max() ?? 0
        return supports.first { Double($0.supporters.count) >= 0.95 * Double(most) }
    }
}
