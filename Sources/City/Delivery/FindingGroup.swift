public import Geo

/// Findings that are one thing to mend: 8,412 rows of one unknown class.
public struct FindingGroup: Hashable, Sendable {
    /// What the findings have in common, beginning with the name of their rule.
    public let text: String
    /// Whether they reject.
    public let severity: Finding.Severity
    /// The first of them, to speak for all.
    public let example: Finding
    /// How many findings there are.
    public internal(set) var findings = 0
    /// How many rows have one; 0 if they are about the whole layer.
    public internal(set) var rows = 0
    /// The first rows in the order of the findings.
    public internal(set) var firstRows: [Int] = []
    /// The first keys, of findings that are about no row.
    public internal(set) var firstKeys: [String] = []
    /// The box around their places; empty if none has one.
    public internal(set) var box = Box.empty
    /// The row that was counted last.
    private var lastRow: Int?

    /// How many rows and keys a group tells.
    public static let shownRows = 20

    /// The rule of the findings.
    public var rule: Finding.Rule { example.rule }

    /// Whether they are about the layer as a whole.
    public var isOfLayer: Bool { rows == 0 }

    init(of example: Finding) {
        text = example.group
        severity = example.severity
        self.example = example
    }

    /// Counts another finding. A row is counted once if its findings come one after the other.
    mutating func add(_ finding: Finding) {
        findings += 1
        if let place = finding.place { box.extend(to: place) }
        guard let row = finding.row else {
            if let key = finding.key, firstKeys.count < Self.shownRows { firstKeys.append(key) }
            return
        }
        guard row != lastRow else { return }
        lastRow = row
        rows += 1
        if firstRows.count < Self.shownRows { firstRows.append(row) }
    }

    /// Whether a group is to be mended before another one: what refuses the whole layer, then other
    /// errors, then warnings, then what is only told; where most rows are first.
    public static func isWorse(_ group: FindingGroup, than other: FindingGroup) -> Bool {
        if group.severity != other.severity { return group.severity.rank < other.severity.rank }
        if group.isOfLayer != other.isOfLayer { return group.isOfLayer }
        if group.rows != other.rows { return group.rows > other.rows }
        if group.findings != other.findings { return group.findings > other.findings }
        return group.text < other.text
    }
}

/// Puts findings into groups as they come.
///
/// Holds a group's first finding and numbers only. Complexity: O(1) a finding.
public struct FindingGroups: Sendable {
    private var groups: [FindingGroup] = []
    private var placeOfGroup: [Name: Int] = [:]

    private struct Name: Hashable {
        var text: String
        var severity: Finding.Severity
        var isOfLayer: Bool
    }

    /// No findings yet.
    public init() {}

    /// The groups of some findings.
    public init(_ findings: some Sequence<Finding>) {
        for finding in findings { add(finding) }
    }

    /// Counts a finding.
    public mutating func add(_ finding: Finding) {
        let name = Name(
            text: finding.group, severity: finding.severity,
            isOfLayer: finding.row == nil)
        if let place = placeOfGroup[name] {
            groups[place].add(finding)
        } else {
            placeOfGroup[name] = groups.count
            var group = FindingGroup(of: finding)
            group.add(finding)
            groups.append(group)
        }
    }

    /// The groups, those to be mended first in front. Complexity: O(*g* log *g*) for *g* groups.
    public var worstFirst: [FindingGroup] { groups.sorted(by: FindingGroup.isWorse) }
}
