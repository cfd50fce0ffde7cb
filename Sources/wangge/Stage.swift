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
        print("Staged \(summary.delivery) from \(summary.fileName.visible)", terminator: "")
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
    @Argument(help: "The delivery, as `stage` named it; its layer, if only one waits.")
    var delivery: String
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var fixList: FixListOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let city = try city.open()
        let known = try reportOptions.prepare(city)
        var report = try ProgressBar.during { bar in
            bar.show("checking")
            return try city.deliveries.check(delivery)
        }
        report.city = report.city ?? known
        let isAnswered = try reportOptions.write(report, asJSON: output.json)
        if !isAnswered {
            let printer = CheckReportPrinter(report: report)
            printer.printFindings(offering: "wangge accept \(city.path) \(delivery)")
            printer.printConsequences(city)
            print("\(delivery): \(report.differenceLine).")
            try printer.printAccount(.checked)
            if !report.hasErrors {
                print("Publish it with `wangge publish \(city.path) \(delivery)`.")
            }
        }
        try fixList.write(report, isAnswered: isAnswered)
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
        return "\(title): \(NameList.text(names).visible)."
    }
}
