import ArgumentParser
import CityService

/// Whether the rejected rows are wanted back, for `check`, `import` and `publish`.
struct FixListOptions: ParsableArguments {
    @Option(
        name: .customLong("fix-list"),
        help: """
            A folder for the rejected rows as they were delivered, each with its reasons: mend them \
            there and hand that file in.
            """,
        completion: .directory)
    var folder: String?

    /// Whether they are wanted.
    var isWanted: Bool { folder != nil }

    /// Writes the rejected rows, if they are wanted and there are any.
    ///
    /// - Parameter isAnswered: whether the answer is printed already, so that nothing is mixed in.
    func write(_ report: CheckReport, isAnswered: Bool) throws {
        guard let folder else { return }
        let lists = try report.writeFixLists(into: folder)
        if lists.isEmpty { tell("No row is rejected: there is no fix list.", isAnswered) }
        for list in lists { tell(list, isAnswered) }
    }

    private func tell(_ list: CheckReport.WrittenList, _ isAnswered: Bool) {
        let rows = list.rowCount == 1 ? "1 rejected row is" : "\(list.rowCount) rejected rows are"
        tell(
            "\(rows) in \(list.path), with reasons. Mend them there and hand that file in.",
            isAnswered)
        for note in list.notes { tell(note, isAnswered) }
    }

    private func tell(_ sentence: String, _ isAnswered: Bool) {
        if isAnswered { Outcome.notice(sentence) } else { print(sentence) }
    }
}
