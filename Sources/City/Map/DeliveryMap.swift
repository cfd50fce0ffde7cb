public import Geo

/// What a staged delivery would change and what was found in it, packed to be drawn: some 35 bytes a
/// row.
///
/// A row counts where it would stand, and one that vanishes where it stands; rows without any place
/// are counted apart.
public struct DeliveryMap: Sendable {
    /// What becomes of a row, as the map tells it.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Nobody knew it.
        case new
        /// It stands elsewhere.
        case moved
        /// It is of another category.
        case retyped
        /// Another organization answers for it.
        case reowned = "re-owned"
        /// Something else differs.
        case changed
        /// It is gone.
        case vanished
        /// It is new, and perhaps a registered one, or one of the delivery, once more.
        case doubtful

        /// The kind's place in the list of all.
        @inline(__always) var number: Int {
            switch self {
            case .new: 0
            case .moved: 1
            case .retyped: 2
            case .reowned: 3
            case .changed: 4
            case .vanished: 5
            case .doubtful: 6
            }
        }

        init?(_ change: RowChange) {
            switch change {
            case .new: self = .new
            case .moved: self = .moved
            case .retyped: self = .retyped
            case .reowned: self = .reowned
            case .changed: self = .changed
            case .vanished: self = .vanished
            case .unchanged: return nil
            }
        }
    }

    /// The rows that have a place, in the order of the delivery.
    private(set) var kinds: [Kind] = []
    private(set) var places: [Coordinate] = []
    /// Where each row stood before; its place if it did not move.
    private(set) var befores: [Coordinate] = []
    /// The row in the surveyor's file; 0 for rows that vanish.
    private(set) var rows: [Int32] = []
    private var collected = CodeCollector()
    private(set) var codes = CodeColumn.digits(PackedArray())
    /// The findings that have a place.
    private(set) var findings: [PlacedFinding] = []
    /// How many rows differ in each way that have a place.
    public private(set) var counts: [Kind: Int] = [:]
    /// How many rows differ that have none.
    public private(set) var withoutPlace = 0
    /// How many findings of each severity have a place.
    public private(set) var findingCounts: [Finding.Severity: Int] = [:]
    /// The box around everything that is drawn, in lattice units; empty if nothing is.
    public private(set) var box = Box.empty
    private var doubtfulRows: Set<Int> = []

    /// A finding that has a place.
    struct PlacedFinding {
        var place: Coordinate
        /// 0 for the whole layer.
        var row: Int32
        var rule: Finding.Rule
        var severity: Finding.Severity
    }

    /// A map of nothing.
    public init() {}

    /// Takes in a finding; all come before the rows, of which some are in doubt by what was found.
    public mutating func add(
        _ rule: Finding.Rule, _ severity: Finding.Severity, row: Int?, place: Coordinate?
    ) {
        if let row, rule == .nearDuplicate || rule == .codeRenamed { doubtfulRows.insert(row) }
        guard let place else { return }
        findings.append(
            PlacedFinding(
                place: place, row: Int32(clamping: row ?? 0), rule: rule, severity: severity))
        findingCounts[severity, default: 0] += 1
        box.extend(to: place)
    }

    /// Takes in a row that would change.
    public mutating func add(_ row: DifferenceRow) {
        guard var kind = Kind(row.change) else { return }
        if kind == .new, let number = row.row, doubtfulRows.contains(number) { kind = .doubtful }
        guard let place = row.place ?? row.before else {
            withoutPlace += 1
            return
        }
        let before = row.before ?? place
        kinds.append(kind)
        places.append(place)
        befores.append(before)
        rows.append(Int32(clamping: row.row ?? 0))
        collected.append(row.key)
        counts[kind, default: 0] += 1
        box.extend(to: place)
        box.extend(to: before)
    }

    /// Packs what was taken in.
    public mutating func pack() {
        codes = collected.column(in: Array(0..<Int32(kinds.count)))
        collected = CodeCollector()
        doubtfulRows = []
    }

    /// About how many bytes of memory the map takes.
    public var byteCount: Int {
        kinds.count * 35 + findings.count * MemoryLayout<PlacedFinding>.stride
    }
}
