/// What the datum detective says about a delivery, with its numbers.
public struct DatumSuspicion: Hashable, Sendable {
    /// What would be wrong with the file.
    public var suspect: DatumSuspect
    /// How it would have to be read.
    public var correction: DatumCorrection
    /// With what its rows were compared.
    public var evidence: Evidence
    /// How many rows fit the suspicion and not what the file says.
    public var supportingRows: Int
    /// How many rows could be compared.
    public var examinedRows: Int
    /// Whether a good part of the others lies well as the file says: the file holds both.
    public var isMixed: Bool
    /// The first rows in support, as the surveyor counts them.
    public var firstRows: [Int]
    /// The way from where rows are registered to where the file says; `nil` if the rows have no
    /// place as declared or nothing tells where they are registered.
    public var shift: MeasuredShift?
    /// How far the supporting rows lie from what is registered as the file says, the median in
    /// metres.
    public var declaredMetres: Double?
    /// The same as the correction says; `nil` if only the city's outline was asked.
    public var correctedMetres: Double?
    /// Whether it is beyond doubt, so that the layer must not be published as it is.
    public var isStrong: Bool

    /// With what rows were compared.
    public enum Evidence: String, Hashable, Sendable, CaseIterable {
        /// With registered rows of the same key.
        case keys
        /// With the nearest registered rows of the same category.
        case neighbours
        /// With the city's outline.
        case outline
    }

    init(_ support: Support, by evidence: Evidence, examined: Int, isStrong: Bool) {
        let supporters = support.supporters
        suspect = support.hypothesis.suspect
        correction = support.hypothesis.correction
        self.evidence = evidence
        supportingRows = supporters.count
        examinedRows = examined
        isMixed = support.fittingAsDeclared >= max(3, examined / 10)
        firstRows = Array(supporters.map(\.row).sorted().prefix(8))
        shift = MeasuredShift(supporters)
        declaredMetres = Robust.median(supporters.compactMap(\.declaredMetres))
        correctedMetres =
            evidence == .outline ? nil : Robust.median(supporters.map(\.correctedMetres))
        self.isStrong = isStrong
    }

    /// How many rows of so many must support a suspicion at least.
    static func least(of rows: Int) -> Int {
        Int((DatumDetective.leastShare * Double(rows)).rounded(.up))
    }

    /// The share of the compared rows that support it, 0 … 1.
    public var share: Double { Double(supportingRows) / Double(max(examinedRows, 1)) }

    /// The finding about the layer as a whole: an error if it is beyond doubt.
    public var finding: Finding {
        Finding(
            .datumSuspected, isStrong ? .error : .warning, row: nil, english: english,
            chinese: chinese, group: suspect.rawValue)
    }
}
