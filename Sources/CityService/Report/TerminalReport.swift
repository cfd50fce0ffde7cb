import City

/// The groups of a report as a compiler prints findings: a class that 8,412 rows do not know is one
/// line with its first rows.
struct TerminalReport {
    /// The groups, those to be mended first in front.
    let groups: [FindingGroup]
    /// The files in which the rows lie, if there are several.
    var members: MemberNumbering?
    /// The command that takes the words of an offered step, if steps are offered.
    var command: String?

    /// How many groups a terminal shows.
    static let shownGroups = 20
    /// How many rows of a group it shows besides the first.
    private static let shownRows = 8

    /// The lines, with the name of the file that the surveyor has.
    func lines(file: String) -> [String] {
        let shown = groups.prefix(Self.shownGroups)
        let lines = shown.flatMap { group in
            [line(of: group.example, file).visible, "    \(group.example.chinese.visible)"]
                + (rest(of: group).map { ["    \($0.visible)"] } ?? [])
                + (offer(for: group)?.map { "    \($0.visible)" } ?? [])
        }
        let more = groups.count - shown.count
        guard more > 0 else { return lines }
        return lines + [
            "… and \(more) more \(more == 1 ? "group" : "groups"), see --report html",
            "    另有\(more)组问题，见 --report html",
        ]
    }

    /// A finding with the file in which its row stands.
    private func line(of finding: Finding, _ file: String) -> String {
        guard let row = finding.row, let place = members?.place(of: row) else {
            return finding.line(file: file)
        }
        var finding = finding
        finding.row = place.row
        return finding.line(file: place.member)
    }

    /// The step that mends a group, and the command to type.
    private func offer(for group: FindingGroup) -> [String]? {
        guard let command, let remedy = group.remedy else { return nil }
        return [
            "Offered: \(remedy.english)", "可选：\(remedy.chinese)",
            "    \(command) \(remedy.words.joined(separator: " "))",
        ]
    }

    /// Where else the same stands.
    private func rest(of group: FindingGroup) -> String? {
        let others = group.isOfLayer ? group.findings - 1 : group.rows - 1
        guard others > 0 else { return nil }
        let texts =
            group.isOfLayer
            ? Array(group.firstKeys.dropFirst())
            : group.firstRows.dropFirst().map { members?.text(of: $0) ?? String($0) }
        let shown = texts.prefix(Self.shownRows).joined(separator: ", ")
        let end = others > min(texts.count, Self.shownRows) && !shown.isEmpty ? ", …" : ""
        let thing = group.isOfLayer ? "place" : "row"
        let things = others == 1 ? thing : thing + "s"
        return "The same in \(others) more \(things)\(shown.isEmpty ? "" : ": ")\(shown)\(end)"
    }
}
