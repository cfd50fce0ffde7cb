/// By how much a delivery lies beside what is registered, measured on the rows that support a
/// suspicion.
public struct MeasuredShift: Hashable, Sendable {
    /// The middle way from where rows are registered to where the file says, in metres.
    public var middle: Offset
    /// How far half of the rows lie from that, in metres.
    public var spread: Double
    /// How far half of the rows still lie from it when the suspicion's own shift at their place is
    /// taken off, in metres.
    public var spreadBeside: Double
    /// Whether the shift is the same everywhere.
    public var pattern: Pattern

    /// How a shift changes from place to place.
    public enum Pattern: String, Hashable, Sendable, CaseIterable {
        /// It is the same everywhere, as far as the rows can tell.
        case constant
        /// It varies from place to place as the suspicion's own does, which nothing else explains.
        case varying
        /// It varies from row to row.
        case scattered
    }

    init?(_ supporters: [Supporter]) {
        let seen = supporters.compactMap { supporter in
            supporter.observed.flatMap { seen in supporter.predicted.map { (seen, $0) } }
        }
        guard let middle = Robust.median(seen.map(\.0)) else { return nil }
        let left = seen.map { $0.0 - $0.1 }
        self.middle = middle
        spread = Robust.spread(seen.map(\.0), around: middle)
        spreadBeside = Robust.spread(left, around: Robust.median(left) ?? middle)
        if spread > 1, spreadBeside < spread / 2 {
            pattern = .varying
        } else {
            pattern = spread <= max(2, middle.metres / 50) ? .constant : .scattered
        }
    }
}
