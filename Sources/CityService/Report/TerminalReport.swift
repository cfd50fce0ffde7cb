import City

/// The groups of a report as a compiler prints findings: a class that 8,412 rows do not know is one
/// line with its first rows.
struct TerminalReport {
    /// The groups, those to be mended first in front.
    let groups: [FindingGroup]

    /// How many groups a terminal shows.
    static let shownGroups = 20
    /// How many rows of a group it shows besides the first.
    private static let shownRows = 8

    /// The lines, with the name of the file that the surveyor has.
    func lines(file: String) -> [String] {
        let shown = groups.prefix(Self.shownGroups)
        let lines = shown.flatMap { group in
            [group.example.line(file: file).visible, "    \(group.example.chinese.visible)"]
                + (rest(of: group).map { ["    \($0.visible)"] } ?? [])
        }
        let more = groups.count - shown.count
        guard more > 0 else { return lines }
        return lines + [
            "… and \(more) more \(more == 1 ? "group" : "groups"), see --report html",
            "    另有\(more)组问题，见 --report html",
        ]
    }

    /// Where else the same stands.
    private func rest(of group: FindingGroup) -> String? {
        let others = group.isOfLayer ? group.findings - 1 : group.rows - 1
        guard others > 0 else { return nil }
        let texts =
            group.isOfLayer
            ? Array(group.firstKeys.dropFirst()) : group.firstRows.dropFirst().map(String.init)
        let shown = texts.prefix(Self.shownRows).joined(separator: ", ")
        let end = others > min(texts.count, Self.shownRows) && !shown.isEmpty ? ", …" : ""
        let thing = group.isOfLayer ? "place" : "row"
        let things = others == 1 ? thing : thing + "s"
        return "The same in \(others) more \(things)\(shown.isEmpty ? "" : ": ")\(shown)\(end)"
    }
}
