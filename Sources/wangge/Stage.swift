import ArgumentParser
import City
import CityService

/// `wangge stage`: reads a file and lets it wait.
struct Stage: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read a file into a delivery that waits; nothing that others see changes.")

    @OptionGroup var city: CityArgument
    @Argument(help: "The layer.")
    var layer: String
    @Argument(help: "The file, in any format that GDAL reads.", completion: .file())
    var file: String
    @OptionGroup var options: ReadingOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let summary = try ProgressBar.during { bar in
            try city.open().deliveries.stage(
                file, as: try Deliveries.layer(layer), options.reading
            ) { bar.show("reading", $0, of: $1) }
        }
        if output.json { return try output.printJSON(summary) }
        print("Staged \(summary.delivery) from \(summary.fileName)", terminator: "")
        print(" (\(summary.referenceSystem), \(summary.encoding)).")
        for line in summary.leftLines { print(line) }
        print("Check it with `wangge check \(city.db) \(summary.delivery)`.")
    }
}

/// `wangge check`: says what is wrong with a delivery and what it would change.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is wrong with a delivery and what it would change.")

    @OptionGroup var city: CityArgument
    @Argument(help: "The delivery, as `stage` named it.")
    var delivery: String
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let city = try city.open()
        let known = try reportOptions.prepare(city)
        var report = try ProgressBar.during { bar in
            bar.show("checking")
            return try city.deliveries.check(delivery)
        }
        report.city = report.city ?? known
        if try !reportOptions.write(report, asJSON: output.json) {
            let printer = CheckReportPrinter(report: report)
            printer.printFindings(offering: "wangge accept \(city.path) \(delivery)")
            print("\(delivery): \(report.differenceLine).")
            try printer.printAccount(.checked)
            if !report.hasErrors {
                print("Publish it with `wangge publish \(city.path) \(delivery)`.")
            }
        }
        if report.hasErrors { throw Outcome.no }
    }
}

extension DeliverySummary {
    /// Which headers, and which files beside, were not taken in, the first twenty by name.
    var leftLines: [String] {
        [
            Self.line("Not taken in", unusedHeaders),
            Self.line("No vector files", ignoredFiles ?? []),
        ].compactMap(\.self)
    }

    private static func line(_ title: String, _ names: [String]) -> String? {
        guard !names.isEmpty else { return nil }
        let shown = names.prefix(20).joined(separator: ", ")
        let more = names.count - 20
        return "\(title): \(shown)\(more > 0 ? " and \(more) more" : "").".visible
    }
}

/// `wangge publish`: makes a delivery the next edition.
struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a delivery the next edition.")

    @OptionGroup var city: CityArgument
    @Argument(help: "The delivery, as `stage` named it.")
    var delivery: String
    @Flag(help: "Leave the rejected rows out and publish the others.")
    var withoutRejected = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        let (report, edition): (CheckReport, Edition?)
        do {
            (report, edition) = try ProgressBar.during { bar in
                bar.show("checking and publishing")
                return try city.open().deliveries.publish(
                    delivery, withoutRejected: withoutRejected)
            }
        } catch let error as CityServiceError {
            // Publishing twice is no failure: whoever tries again has what was wanted.
            guard case .alreadyPublished = error else { throw error }
            return print("\(error)")
        }
        if output.json { return try output.printJSON(edition) }
        if let edition {
            print("Edition \(edition.number): \(report.summary.layer), \(report.differenceLine).")
        } else {
            print("Nothing to do: the city says all of it already.")
        }
        try CheckReportPrinter(report: report).printAccount(.published)
    }
}
