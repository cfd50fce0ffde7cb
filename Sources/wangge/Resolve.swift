import ArgumentParser
import City
import CityService
import Foundation

/// `wangge resolve`: whose is it, and how sure are we?
struct Resolve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Who is responsible for a place and a kind of problem, and how sure that is.",
        discussion: """
            Examples:
              wangge resolve city.db --at 121.4737,31.2304 --category matter/01001
              wangge resolve city.db --at 121.4737,31.2304 --crs gcj02
              wangge resolve city.db --code 31010101001000001
              wangge resolve city.db --batch cases.csv --out verdicts.csv
            """)

    @OptionGroup var city: CityArgument
    @Option(
        parsing: .unconditional,
        help: "The place, LON,LAT in degrees, or easting,northing with --crs.")
    var at: String?
    @Option(help: "The code of a component, or of its device.")
    var code: String?
    @Option(help: "The reference system of the place: EPSG:4490 (default), gcj02, bd09 ….")
    var crs: String?
    @Option(help: "The order of the axes: easting-first or northing-first.")
    var axes: AxesOption = .eastingFirst
    @Option(help: "The kind of problem: component/01001 or matter/01001.")
    var category: String?
    @Option(help: "The day for which posts are looked up, like 2026-03-01; today if not said.")
    var time: String?
    @Option(help: "The edition to ask; the current one if not said.")
    var asOf: Int?
    @Option(help: "A CSV file of questions: id, lon, lat and crs, category, time.")
    var batch: String?
    @Option(help: "The file for a batch's answers.")
    var out: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if (batch == nil) != (out == nil) {
            throw ValidationError("--batch and --out belong together.")
        }
        if batch != nil, at != nil || code != nil {
            throw ValidationError("A batch names its places itself: leave --at and --code out.")
        }
        if batch == nil, (at == nil) == (code == nil) {
            throw ValidationError("Say where: --at LON,LAT, --code CODE or --batch FILE.")
        }
    }

    func run() throws {
        let live = try city.open().live(asOf: asOf, notice: Outcome.notice)
        if let batch, let out { return try answerBatch(live, from: batch, to: out) }
        var request = LiveCity.Request()
        request.at = at
        request.code = code
        request.referenceSystem = crs
        request.isNorthingFirst = axes == .northingFirst
        request.category = category
        request.time = time
        request.wantsMargin = true
        let report = try live.answer(request)
        if output.json { try output.printJSON(report) } else { VerdictPrinter(report).print() }
        if report.organization == nil { throw Outcome.no }
    }

    private func answerBatch(_ live: LiveCity, from batch: String, to out: String) throws {
        try TextFile.refuseExisting(out)
        let questions = try TextFile.read(batch)
        let answers = try ProgressBar.during { bar in
            try live.answerBatch(questions) { bar.show("resolving", $0) }
        }
        try TextFile.write(answers.text, to: out)
        print("\(answers.count) verdicts in \(out).")
    }
}
