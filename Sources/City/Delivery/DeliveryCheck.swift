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
    /// What is registered near the delivered rows, where not the whole layer is beside them.
    public var neighbours: RowTable?
    /// The areas that rows of the delivery say they lie in, if they say so.
    public var territory: [DeclaredLevel] = []
    /// The areas of every kind, where the delivery is complete within some of them.
    public var areas: [Area] = []
    /// The waivers of the delivered layer.
    public var waivers = WaiverBook()
    /// Where the delivery is of areas: the rows of the territory's other layers, by the layer's name.
    public var levels: [String: [LayerRow]] = [:]
    /// Where the delivery is of areas: the codes that the layer had and has no longer.
    public var retired: [String: RetiredArea] = [:]

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
    /// The keys that the register has and a delivery lacks that says it is complete.
    public var vanished: [String]
    /// The new rows that are probably registered ones under new codes.
    public var likelyMatches: [LikelyMatch] = []
    /// The rows, by their places in ``changes``, that would be rejected but for waivers.
    public var waivedRows: Set<Int> = []

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
    private let completeness: Completeness
    private let day: Day
    private let members: MemberNumbering?

    /// A check of a delivery's rows.
    ///
    /// - Parameters:
    ///   - completeness: where what the delivery lacks vanishes.
    ///   - day: the day on which areas must cover the ground: those that are not valid then do not
    ///     count.
    ///   - members: the files in which the rows lie, if there are several.
    public init(
        _ comparison: Comparison, registered: Registered, completeness: Completeness, on day: Day,
        members: MemberNumbering? = nil
    ) {
        self.members = members
        self.comparison = comparison
        self.registered = registered
        self.completeness = completeness
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
        let unreadable = Set(
            read.lazy.filter { $0.rule == .geometryInvalid || $0.rule == .rowUnreadable }
                .compactMap(\.row))
        let placesAreWrong = suspicion.map { $0.isStrong && !$0.isMixed } ?? false
        var context = CheckContext(
            comparison: comparison, registered: registered,
            vanished: Vanishing(
                comparison: comparison, registered: registered, completeness: completeness,
                day: day
            ).rows, day: day, isWhole: completeness == .layer, asksForPlaces: !placesAreWrong)
        context.members = members
        let rules = (Self.rules + [GeometryMissing(unreadable: unreadable)])
            .filter { !(placesAreWrong && $0.asksForPlaces) }
        var findings = read + [suspicion?.finding].compactMap(\.self)
        findings += rules.flatMap { $0.findings(in: context) }
        hidePersonalKeys(&findings)
        registered.waivers.mark(&findings)
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
        var result = CheckResult(
            findings: Self.inOrder(findings), changes: changes,
            vanished: context.vanished.map { comparison.text(comparison.registered.keys[Int($0)]) },
            likelyMatches: context.near.likelyMatches(in: context))
        result.waivedRows = waivedRows(findings, changes)
        return result
    }

    /// The rows that are not rejected because of a waiver.
    private func waivedRows(_ findings: [Finding], _ changes: [RowChange?]) -> Set<Int> {
        let numbers = Set(
            findings.lazy.filter { $0.waived?.rejected == true }.compactMap(\.row))
        guard !numbers.isEmpty else { return [] }
        return Set(
            changes.indices.filter {
                changes[$0] != nil && numbers.contains(comparison.delivered.numbers[$0])
            })
    }

    /// The rules of rows, each in a file of its own.
    private static let rules: [any CheckRule] = [
        CodeDuplicate(), ReferenceMissing(), CategoryUnknown(), ParentMissing(), CodeCategory(),
        PersonCode(), PostTarget(), MandateTerritory(), GeometryOutside(), TimeOrder(),
        DutyParts(), PartitionHolder(), RulingSubject(), LimitValue(), CodeDistrict(),
        AttributeMissing(), ValueDomain(), DateFuture(), CategoryMapped(), NearDuplicate(),
        CodeRenamed(), AreaDeclared(), PlaceJump(), CodeReused(), ParentOutside(), ParentCut(),
        PredecessorMissing(),
    ]

    /// The rules of the layer as it would stand after publication.
    private static let layerRules: [any CheckRule] = [
        StillNamed(), CoverageFaults(), PartitionOverlap(), SuspiciousTotals(), CrowdedPlace(),
        CoordinatesRounded(), LineageAccount(), GridSize(), GridNumbering(), GridOrder(),
        EvaluationCode(),
    ]

    /// Those of the whole layer first, as their rules order them, then by row.
    private static func inOrder(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            let (row, otherRow) = (one.row ?? 0, other.row ?? 0)
            if (row, one.rule) != (otherRow, other.rule) {
                return (row, one.rule.rawValue) < (otherRow, other.rule.rawValue)
            }
            if one.row != nil, one.english != other.english { return one.english < other.english }
            return left.offset < right.offset
        }.map(\.element)
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
