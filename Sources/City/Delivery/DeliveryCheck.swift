import Geo

/// What is registered, as far as the check of a delivery needs it beside the layer's own rows.
public struct Registered: Sendable {
    /// The city's name, code and code scheme.
    public var settings: CitySettings
    /// The registered keys of the layers that the delivered one can refer to, by the layer's name.
    public var keys: [String: Set<String>]
    /// The catalogue.
    public var categories: [Category]
    /// The districts, or what the city has as its coarsest territory: its outline.
    public var outline: [LayerRow]
    /// The areas of the territory that another district administers than their codes say.
    public var zones: [Area] = []
    /// Which categories took the place of which of older standards.
    public var equivalents = CategoryEquivalents()
    /// The delivered categories that were taken as their successors.
    public var mapped: [MappedCategory] = []
    /// The keys of the delivered layer that rows of other layers name, with the name of one of them.
    public var naming: [String: String] = [:]

    /// What is registered, by its parts.
    public init(
        settings: CitySettings, keys: [String: Set<String>] = [:], categories: [Category] = [],
        outline: [LayerRow] = []
    ) {
        self.settings = settings
        self.keys = keys
        self.categories = categories
        self.outline = outline
    }
}

/// What a check says about a delivery.
public struct CheckResult: Hashable, Sendable {
    /// All findings, those of the whole layer first, then by row.
    public var findings: [Finding]
    /// For each delivered row what it changes, or `nil` if it is rejected.
    public var changes: [RowChange?]
    /// The keys that the register has and a delivery of the whole layer lacks.
    public var vanished: [String]

    /// Whether something is wrong with the layer as a whole.
    public var refusesLayer: Bool {
        findings.contains { $0.severity == .error && $0.row == nil }
    }

    /// How many rows are rejected.
    public var rejectedRows: Int { changes.count { $0 == nil } }
}

/// The check of one delivery against what is registered: every rule that needs more than one row.
///
/// A pure function of values: nothing is written, and the same delivery against the same edition
/// says the same. Complexity: O(rows) plus, for territory layers, the check for gaps and overlaps.
public struct DeliveryCheck {
    private let comparison: Comparison
    private let registered: Registered
    private let isWhole: Bool
    private let day: Day
    private let members: MemberNumbering?

    /// A check of a delivery's rows.
    ///
    /// - Parameters:
    ///   - isWhole: whether the delivery is the whole layer, so that what it lacks vanishes.
    ///   - day: the day on which areas must cover the ground: those that are not valid then do not
    ///     count.
    ///   - members: the files in which the rows lie, if there are several.
    public init(
        _ comparison: Comparison, registered: Registered, isWhole: Bool, on day: Day,
        members: MemberNumbering? = nil
    ) {
        self.members = members
        self.comparison = comparison
        self.registered = registered
        self.isWhole = isWhole
        self.day = day
    }

    /// Runs every rule.
    ///
    /// - Parameters:
    ///   - read: what was found when the rows were read.
    ///   - suspicion: what the datum detective says; while that is beyond doubt and about all rows,
    ///     rules about where rows lie are silent.
    public func run(
        after read: [Finding] = [], suspicion: DatumSuspicion? = nil
    ) -> CheckResult {
        var context = CheckContext(
            comparison: comparison, registered: registered, vanished: vanished, day: day)
        context.members = members
        let unreadable = Set(
            read.lazy.filter { $0.rule == .geometryInvalid || $0.rule == .rowUnreadable }
                .compactMap(\.row))
        let placesAreWrong = suspicion.map { $0.isStrong && !$0.isMixed } ?? false
        let rules = (Self.rules + [GeometryMissing(unreadable: unreadable)])
            .filter { !(placesAreWrong && $0.asksForPlaces) }
        var findings = read + [suspicion?.finding].compactMap(\.self)
        findings += rules.flatMap { $0.findings(in: context) }
        hidePersonalKeys(&findings)
        let rejected = Set(
            findings.lazy.filter { $0.severity == .error }.compactMap(\.row))
        if !rejected.isEmpty {
            context.isRejected = comparison.delivered.numbers.map(rejected.contains)
        }
        findings += Self.layerRules.filter { !(placesAreWrong && $0.asksForPlaces) }
            .flatMap { $0.findings(in: context) }
        let changes = context.isRejected.enumerated().map { row, isRejected in
            isRejected ? nil : comparison.change(row)
        }
        return CheckResult(
            findings: findings.sorted(by: Self.comesFirst), changes: changes,
            vanished: context.vanished.map { comparison.text(comparison.registered.keys[Int($0)]) })
    }

    /// The rules of rows, each in a file of its own.
    private static let rules: [any CheckRule] = [
        CodeDuplicate(), ReferenceMissing(), CategoryUnknown(), ParentMissing(), CodeCategory(),
        PersonCode(), PostTarget(), MandateTerritory(), GeometryOutside(), TimeOrder(),
        DutyParts(), PartitionHolder(), RulingSubject(), LimitValue(), CodeDistrict(),
        AttributeMissing(), ValueDomain(), DateFuture(), CategoryMapped(),
    ]

    /// The rules of the layer as it would stand after publication.
    private static let layerRules: [any CheckRule] = [
        StillNamed(), CoverageFaults(), PartitionOverlap(),
    ]

    /// The registered rows that the delivery of a whole layer lacks, in the order of keys.
    private var vanished: [Int32] {
        guard isWhole else { return [] }
        var isDelivered = [Bool](repeating: false, count: comparison.registered.count)
        for match in comparison.matches where match >= 0 { isDelivered[Int(match)] = true }
        return isDelivered.indices.filter { !isDelivered[$0] }.map(Int32.init)
    }

    private static func comesFirst(_ left: Finding, _ right: Finding) -> Bool {
        (left.row ?? 0, left.rule.rawValue, left.english)
            < (right.row ?? 0, right.rule.rawValue, right.english)
    }

    /// A code that is a telephone number must not travel on in any finding about its row.
    private func hidePersonalKeys(_ findings: inout [Finding]) {
        let personal = Set(findings.lazy.filter { $0.rule == .personCodePersonal }.map(\.row))
        guard !personal.isEmpty else { return }
        for index in findings.indices where personal.contains(findings[index].row) {
            findings[index].key = nil
        }
    }
}
