public import ArgumentParser
public import City
import CityService

/// `wangge accept`: does what a check offers.
struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Do what a check of a delivery offers, and check it again.",
        discussion: """
            Example: wangge accept city.db components-1f2e3d4c add-category component/0188 \
            --name 智能井盖
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The delivery, as `stage` named it.")
    var delivery: String
    @Argument(
        help: "The offered step: \(Remedy.Name.allCases.map(\.rawValue).joined(separator: ", ")).")
    var step: Remedy.Name
    @Argument(help: "What it is done to, as the check offers it: component/0188.")
    var subject: String
    @Option(help: "The name of the category.")
    var name: String
    @Option(help: "The code of its major class; the first two digits if not said.")
    var major: String?
    @Option(help: "The catalogue it stands in; the city's own if not said.")
    var standard: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
        let city = try city.open()
        let (edition, report) = try city.deliveries.addCategory(
            subject, named: name, major: major, standard: standard, for: delivery)
        if output.json { return try output.printJSON(edition) }
        if let edition {
            print("Edition \(edition.number): \(subject) \(name) is in the catalogue.")
        } else {
            print("The catalogue has \(subject) already.")
        }
        let printer = CheckReportPrinter(report: report)
        printer.printFindings(offering: "wangge accept \(city.path) \(delivery)")
        print("\(delivery): \(report.differenceLine).")
        try printer.printAccount(.checked)
    }
}

extension Remedy.Name: ExpressibleByArgument {}
