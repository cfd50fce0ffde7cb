import ArgumentParser
import City
import CityService

/// `wangge nearby`: what of a kind is next to a place?
struct NearbyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nearby",
        abstract: "The components of a category, or the places of a theme, near a place.",
        discussion: """
            Examples:
              wangge nearby city.db --at 123.4520,41.7990 --theme 公厕
              wangge nearby city.db --at 123.4520,41.7990 --category group/manhole --within 100
            """)

    @OptionGroup var city: CityArgument
    @Option(
        parsing: .unconditional,
        help: "The place, LON,LAT in degrees, or easting,northing with --crs.")
    var at: String
    @Option(help: "The reference system of the place: EPSG:4490 (default), gcj02, bd09 ….")
    var crs: String?
    @Option(help: "The components looked for: component/01001 or group/manhole.")
    var category: String?
    @Option(help: "The theme of the places looked for.")
    var theme: String?
    @Option(help: "How many findings, up to 50.")
    var limit = LiveCity.usualNearby
    @Option(help: "How far is searched, in metres.")
    var within = LiveCity.usualReach
    @OptionGroup var output: OutputOptions

    func run() throws {
        let live = try city.open().live(notice: Outcome.notice)
        var request = LiveCity.NearbyRequest(at: at)
        request.referenceSystem = crs
        request.category = category
        request.theme = theme
        request.limit = limit
        request.metres = within
        let report = try live.nearby(request)
        if output.json {
            try output.printJSON(report)
        } else {
            for result in report.results {
                let at = result.at.map { "\($0)" }.joined(separator: ",")
                print(
                    "\(result.distanceInMetres) m  \(result.name)  \(result.code)  \(at)".visible)
            }
        }
        if report.results.isEmpty { throw Outcome.no }
    }
}
