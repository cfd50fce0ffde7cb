import ArgumentParser
import City
import CityService
import Foundation

/// How a file is to be read, for `import` and `stage`.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: """
            The reference system, if the file does not say it: EPSG:4490, EPSG:4547, gcj02, bd09.
            """)
    var crs: String?
    @Option(help: "The order of the axes: easting-first, which is usual, or northing-first.")
    var axes: AxesOption?
    @Option(help: "A PROJ pipeline from the file's coordinates to CGCS2000 degrees.")
    var pipeline: String?
    @Option(help: "The encoding of the texts: UTF-8, GBK, GB18030. Found out if not said.")
    var encoding: String?
    @Option(help: "The layer inside a file that has several.")
    var fileLayer: String?
    @Option(name: .customLong("map"), help: "A field and the column it means, FIELD=COLUMN.")
    var columns: [ColumnAssignment] = []
    @Option(help: "A file that says how this source is read; options come first.")
    var mapping: String?
    @Option(help: "The standard of the delivered components or categories.")
    var standard: String?
    @Flag(help: "Read the coordinates as the check proposes, if it finds a wrong reference system.")
    var acceptCorrection = false
    @Flag(help: "The file is the whole layer: what it lacks vanishes from the city.")
    var whole = false
    @Option(
        name: .customLong("complete-in"),
        help: "The code of an area within which the file is complete: what it lacks there vanishes."
    )
    var completeAreas: [String] = []
    @Option(
        name: .customLong("complete-category"),
        help: "A category for which the file is complete, within those areas if any are named.")
    var completeCategories: [String] = []

    func validate() throws {
        if whole, !completeAreas.isEmpty || !completeCategories.isEmpty {
            throw ValidationError("--whole says all: leave out what else is complete.")
        }
    }

    private var completeness: Completeness {
        if whole { return .layer }
        if completeAreas.isEmpty, completeCategories.isEmpty { return .nothing }
        return .part(areas: completeAreas, categories: completeCategories)
    }

    var reading: Deliveries.Reading {
        get throws {
            var reading = Deliveries.Reading(try mapping.map(MappingFile.init(path:)))
            reading.referenceSystem = crs ?? reading.referenceSystem
            reading.isNorthingFirst = axes.map { $0 == .northingFirst } ?? reading.isNorthingFirst
            reading.pipeline = pipeline ?? (crs == nil ? reading.pipeline : nil)
            reading.encoding = encoding ?? reading.encoding
            reading.fileLayer = fileLayer ?? reading.fileLayer
            for column in columns { reading.columns[column.field] = column.column }
            reading.standard = standard
            reading.completeness = completeness
            reading.acceptsCorrection = acceptCorrection
            return reading
        }
    }
}

/// The order in which a pair of coordinates is written.
enum AxesOption: String, ExpressibleByArgument, CaseIterable {
    /// Longitude or easting first.
    case eastingFirst = "easting-first"
    /// Latitude or northing first.
    case northingFirst = "northing-first"
}

/// `FIELD=COLUMN`: a field of the file and the column of the layer that it means.
struct ColumnAssignment: ExpressibleByArgument {
    var field: String
    var column: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        field = String(parts[0])
        column = String(parts[1])
    }
}

/// `wangge import`: stage, check and publish in a row.
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hand in a layer: stage, check, publish. Any error refuses all of it.",
        discussion: """
            Layers: \(Layer.all.map(\.name).joined(separator: ", ")).

            Example: wangge import city.db components census.shp --crs EPSG:4547
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The layer.")
    var layer: String
    @Argument(help: "The file, in any format that GDAL reads.", completion: .file())
    var file: String
    @OptionGroup var options: ReadingOptions
    @Option(
        help: "The moment at which it becomes an edition, like 2026-03-01T08:30; now if not said.")
    var effective: String?
    @OptionGroup var reportOptions: ReportOptions
    @OptionGroup var fixList: FixListOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let city = try city.open()
        let known = try reportOptions.prepare(city)
        let (checked, outcome) = try ProgressBar.during { bar in
            try handIn(to: city.deliveries) { done, total in
                bar.show("reading", done, of: total)
                if done == total { bar.show("checking and publishing") }
            }
        }
        var report = checked
        report.city = report.city ?? known
        report.moment = outcome.isDone ? .published : .checked
        let isAnswered = try reportOptions.write(report, asJSON: output.json)
        if !isAnswered {
            let printer = CheckReportPrinter(report: report)
            printer.printFindings()
            printer.printConsequences(city)
            for line in report.summary.leftLines { print(line) }
            try printer.printAccount(report.moment)
            print(Self.sentence(outcome, report))
        }
        if outcome == .refused {
            try fixList.write(report, isAnswered: isAnswered)
            throw Outcome.no
        }
    }

    private func handIn(
        to deliveries: Deliveries, progress: Deliveries.Progress
    ) throws -> (report: CheckReport, outcome: Deliveries.ImportOutcome) {
        let layer = try Deliveries.layer(layer)
        guard let effective else {
            return try deliveries.importFile(
                file, as: layer, options.reading, progress: progress)
        }
        return try deliveries.importFile(
            file, as: layer, options.reading, effective: effective, progress: progress)
    }

    private static func sentence(
        _ outcome: Deliveries.ImportOutcome, _ report: CheckReport
    ) -> String {
        switch outcome {
        case .published(let edition):
            "Edition \(edition.number): \(report.summary.layer), \(report.differenceLine)."
        case .unchanged:
            "Nothing to do: the city says all of \(report.summary.fileName.visible) already."
        case .scheduled(let delivery, let effective):
            "\(delivery) becomes an edition at \(effective): \(report.differenceLine)."
        case .refused:
            """
            Refused, nothing is changed: \(report.differenceLine). Mend the file, or use \
            `wangge stage`, `check` and `publish --without-rejected`.
            """
        }
    }
}
