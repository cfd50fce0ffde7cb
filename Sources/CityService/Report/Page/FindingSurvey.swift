import City
import Geo

/// What a page tells of the findings: they are visited twice and not kept.
struct FindingSurvey {
    /// The groups, those to be mended first in front.
    let groups: [FindingGroup]
    /// The rows with most findings.
    private(set) var worstRows: [RowTally.Row]
    /// Where the findings lie, if any has a place.
    private(set) var map: FindingMap?

    /// How many rows are told one by one.
    private static let shownRows = 20

    init(_ contents: ReportContents) throws {
        var groups = FindingGroups()
        var tally = RowTally()
        var box = Box.empty
        try contents.findings { finding in
            groups.add(finding)
            tally.add(finding)
            if let place = finding.place { box.extend(to: place) }
        }
        self.groups = groups.worstFirst
        worstRows = tally.worst(Self.shownRows)
        if !box.isEmpty { map = FindingMap(outline: contents.city?.outline ?? [], findings: box) }
        try lookAgain(contents.findings)
    }

    /// Places the findings on the map, and tells the worst rows' rules.
    private mutating func lookAgain(_ findings: ReportContents.Findings) throws {
        let placeOfRow = Dictionary(
            uniqueKeysWithValues: worstRows.enumerated().map { ($1.number, $0) })
        guard map != nil || !worstRows.isEmpty else { return }
        try findings { finding in
            map?.add(finding)
            if let row = finding.row, let place = placeOfRow[row] {
                worstRows[place].rules.insert(finding.rule)
                worstRows[place].key = worstRows[place].key ?? finding.key
            }
        }
    }

    /// How many findings each rule has, by severity; those with most errors first. What is only
    /// told is not among them.
    var rules: [(rule: Finding.Rule, errors: Int, warnings: Int)] {
        Finding.Rule.allCases.compactMap { rule in
            let groups = groups.filter { $0.rule == rule && $0.severity != .info }
            let errors = groups.filter { $0.severity == .error }.reduce(0) { $0 + $1.findings }
            let all = groups.reduce(0) { $0 + $1.findings }
            return all > 0 ? (rule, errors, all - errors) : nil
        }.sorted { ($0.errors, $0.warnings) > ($1.errors, $1.warnings) }
    }

    /// How many findings there are of a severity.
    func count(_ severity: Finding.Severity) -> Int {
        groups.reduce(0) { $0 + ($1.severity == severity ? $1.findings : 0) }
    }

    /// How many errors concern the layer as a whole.
    var layerErrors: Int {
        groups.reduce(0) { $0 + ($1.isOfLayer && $1.severity == .error ? $1.findings : 0) }
    }
}
