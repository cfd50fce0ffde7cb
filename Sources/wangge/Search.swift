import ArgumentParser
import City
import CityService

/// `wangge search`: where is it?
struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What a text names: a code, a name, a theme, two roads that cross, pinyin.",
        discussion: """
            Examples:
              wangge search city.db 青年大街
              wangge search city.db "青年大街 文化路"
              wangge search city.db qndj --kinds roads,crossings
              wangge search city.db 公厕 --near 123.4520,41.7990
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "What to look for.")
    var text: String
    @Option(help: "How many findings, up to 50.")
    var limit = SearchQuestion.usualLimit
    @Option(help: "What may be found, joined by commas: crossings,unit-grids.")
    var kinds: String?
    @Option(
        parsing: .unconditional,
        help: "LON,LAT: of what fits equally well, the nearest to here comes first.")
    var near: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
        let live = try city.open().live(notice: Outcome.notice)
        var question = SearchQuestion(text)
        question.limit = limit
        if let kinds { question.kinds = try SearchKind.kinds(in: kinds) }
        question.near = try near.map { try live.near($0) }
        let report = try live.search(question)
        if output.json {
            try output.printJSON(report)
        } else {
            for result in report.results { print(Self.line(result).visible) }
        }
        if report.results.isEmpty { throw Outcome.no }
    }

    private static func line(_ result: SearchReport.Result) -> String {
        let at = result.at.map { $0.map { "\($0)" }.joined(separator: ",") }
        let distance = result.distanceInMetres.map { "\($0) m" }
        return [result.kind, result.name, result.code, result.within, at, distance]
            .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  ")
    }
}
