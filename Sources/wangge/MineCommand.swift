import ArgumentParser
import City
import CityService

/// `wangge mine`: what an organization or a post answers for.
struct MineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mine", abstract: "Tell what an organization or a post answers for.",
        discussion: """
            An organization's are the components for which it must act by their records, and the \
            areas, segments, places, rules and posts that name it. A post's is what it is for. \
            People are not told.
            """)

    @OptionGroup var city: CityArgument
    @Option(help: "The code of an organization.")
    var organization: String?
    @Option(help: "The code of a post.")
    var post: String?
    @Option(help: "List the codes of one layer, a line each.")
    var kind: String?
    @OptionGroup var output: OutputOptions

    /// How many rows are read at a time; JSON is one document.
    private var pageSize: Int { output.json ? 100_000_000 : 10_000 }

    func run() throws {
        let holder: Holder
        switch (organization, post) {
        case (let code?, nil): holder = .organization(code)
        case (nil, let code?): holder = .post(code)
        default: throw MineError.organizationOrPost
        }
        let city = try city.open()
        let index = try city.live().index
        if let kind { return try list(holder, kind, city, index) }
        let mine = try city.mine(holder, in: index, on: .today)
        if output.json { return try output.printJSON(mine) }
        for line in Self.lines(mine) { print(line.visible) }
    }

    private func list(
        _ holder: Holder, _ kind: String, _ city: CityOnDisk, _ index: CityIndex
    ) throws {
        var after: String?
        repeat {
            let page = try city.mine(
                holder, of: kind, after: after, limit: pageSize, in: index, on: .today)
            if output.json {
                try output.printJSON(page)
            } else {
                for code in page.codes { print(code.visible) }
            }
            after = page.next
        } while after != nil
    }

    private static func lines(_ mine: Mine) -> [String] {
        let title =
            mine.post.map { [$0.code, $0.title].compactMap(\.self).joined(separator: "  ") }
            ?? mine.organization.map { "\($0.code)  \($0.name)" } ?? ""
        let layers = mine.counts.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)" }
        let categories = mine.categories.map { "    \($0.count)  \($0.category) \($0.name)" }
        return [title] + (layers.isEmpty ? ["Nothing is registered there."] : layers) + categories
    }
}
