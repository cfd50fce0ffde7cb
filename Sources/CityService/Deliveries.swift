// CityService is what the product does, in verbs: deliver, resolve, export, let in. It knows no
// terminal and no HTTP; both call it. Start reading at `Deliveries` and `LiveCity`.

public import City
import CityFiles
import CityStore
import Datum
import Foundation
import Geo

/// Deliveries into a city: staged, checked, published.
///
/// The first two change nothing that others see.
public struct Deliveries: Sendable {
    let register: Register

    /// How a file is to be read.
    public struct Reading: Hashable, Sendable, Codable {
        /// The reference system, if the file does not say it or says it wrongly.
        public var referenceSystem: String?
        /// Whether the file's coordinates are northing first.
        public var isNorthingFirst = false
        /// A PROJ pipeline that takes the file's coordinates to CGCS2000 degrees.
        public var pipeline: String?
        /// The encoding of its texts.
        public var encoding: String?
        /// The layer inside a file that has several.
        public var fileLayer: String?
        /// The surveyor's own assignments, header to column.
        public var columns: [String: String] = [:]
        /// The standard of the delivered components or categories.
        public var standard: String?
        /// Where what the file lacks vanishes.
        public var completeness = Completeness.nothing

        /// Whether the file is read as the datum detective proposes, if it proposes anything.
        public var acceptsCorrection = false
        /// What is known of the source; what is said above comes first.
        public internal(set) var mapping: MappingFile?

        /// The delivery's name, if it had to be told before the file is read.
        var delivery: String?
        /// Whether rows may come without codes, which are to be proposed.
        var canLackCodes = false

        /// Everything as the file says it.
        public init() {}

        /// A mapping file stands beside the program that reads; it is not handed on.
        private enum CodingKeys: String, CodingKey {
            case referenceSystem, isNorthingFirst, pipeline, encoding, fileLayer, columns, standard
            case completeness, acceptsCorrection, delivery, canLackCodes
        }
    }

    /// Called now and then with how many rows are done and how many there are, if that is known.
    /// What it throws ends the reading, and nothing of it remains.
    public typealias Progress = (_ done: Int, _ total: Int?) throws -> Void

    init(register: Register) { self.register = register }

    /// The layer of a name.
    public static func layer(_ name: String) throws -> Layer {
        guard let layer = Layer.named(name) else { throw CityServiceError.unknownLayer(name) }
        return layer
    }

    // MARK: Stage

    /// Reads a file into a staging file.
    public func stage(
        _ path: String, as layer: Layer, _ reading: Reading = Reading(),
        progress: Progress = { _, _ in }
    ) throws -> DeliverySummary {
        let summary = try stage(path, as: layer, reading, correction: nil, progress: progress)
        guard reading.acceptsCorrection,
            let suspicion = try suspicion(about: summary.delivery), !suspicion.isMixed
        else { return summary }
        try discard(summary.delivery)
        return try stage(
            path, as: layer, reading, correction: suspicion.correction, progress: progress)
    }

    private func stage(
        _ path: String, as layer: Layer, _ reading: Reading, correction: DatumCorrection?,
        progress: Progress
    ) throws -> DeliverySummary {
        let completeness = try known(reading.completeness, in: layer)
        let trace = FileTrace(of: path, layer: reading.fileLayer, encoding: reading.encoding)
        let settings = try register.settings()
        let source = try DeliveredFiles(
            path, as: layer, reading, scheme: settings.scheme, correction: correction)
        var summary = DeliverySummary(
            delivery: reading.delivery ?? "", layer: layer.name,
            fileName: URL(fileURLWithPath: path).lastPathComponent,
            referenceSystem: "none", encoding: "", completeness: completeness,
            stagedAt: Date().formatted(.iso8601), unusedHeaders: [])
        summary.correction = layer.geometry == .none ? nil : correction?.description
        summary.trace = trace
        let line = ReadingLine(source.reader) { _, _ in }
        try fill(&summary, from: source, line, progress) { summary, rows in
            source.tell(&summary, &rows)
        }
        return summary
    }

    /// Stages rows that no file holds, in the columns of their layer and CGCS2000 degrees.
    func stage(
        _ rows: some RowSource, of maker: String, as layer: Layer, progress: Progress
    ) throws -> DeliverySummary {
        let match = try HeaderMatch(headers: layer.fields.map(\.column), layer: layer)
        let reader = RowReader(layer: layer, match: match, scheme: try register.settings().scheme)
        var summary = DeliverySummary(
            delivery: "", layer: layer.name, fileName: maker,
            referenceSystem: layer.geometry == .none ? "none" : "EPSG:4490", encoding: "UTF-8",
            completeness: .nothing, stagedAt: Date().formatted(.iso8601), unusedHeaders: [])
        try fill(&summary, from: rows, ReadingLine(reader) { $1.read($0) { $0 } }, progress)
        return summary
    }

    /// Reads rows into a staging file.
    private func fill(
        _ summary: inout DeliverySummary, from source: some RowSource, _ line: ReadingLine,
        _ progress: Progress,
        finish: (inout DeliverySummary, inout DeliveredRows) -> Void = { _, _ in }
    ) throws {
        var count = 0
        try source.forEachBatch(into: line) { batch in
            try line.take(batch)
            count += batch.rows.count
            try progress(count, source.rowCount)
        }
        var rows = try line.finish()
        guard count > 0 else { throw CityServiceError.emptyFile(summary.fileName) }
        finish(&summary, &rows)
        try keep(rows, &summary)
    }

    /// Lets rows wait; the delivery gets its name here.
    func keep(_ rows: DeliveredRows, _ summary: inout DeliverySummary) throws {
        if summary.delivery.isEmpty { summary.delivery = Self.newName(in: rows.table.layer) }
        let staging = try StagingFile(
            creating: summary, layer: rows.table.layer, register: register.path)
        do {
            try staging.fill(rows)
        } catch {
            try? staging.discard()
            throw error
        }
    }

    /// A name for a new delivery.
    static func newName(in layer: Layer) -> String {
        let digits = UInt32.random(in: 0x1000_0000...UInt32.max)
        return "\(layer.name)-\(String(digits, radix: 16))"
    }

    // MARK: Check

    /// Checks a staged delivery against the current edition and keeps what was found.
    public func check(_ name: String) throws -> CheckReport {
        let staging = try open(name)
        let checked = try run(staging)
        try staging.keep(checked.report.result, checkedEdition: checked.registration.edition)
        try keepOutcome(of: checked, in: staging)
        return checked.report
    }

    /// What the datum detective says about a staged delivery.
    private func suspicion(about name: String) throws -> DatumSuspicion? {
        let staging = try open(name)
        let rows = try staging.rows()
        let summary = try staging.summary()
        return try DatumCheck(register: register).suspicion(
            about: rows, of: summary,
            try register.registration(for: rows, completeness: summary.completeness))
    }

    /// The layer of a delivery that waits.
    func layer(ofDelivery name: String) throws -> Layer { try open(name).layer }

    /// The city's name, code and code scheme.
    func settings() throws -> CitySettings { try register.settings() }

    func open(_ name: String) throws -> StagingFile {
        if let published = try register.editions().first(where: { $0.delivery == name }) {
            throw CityServiceError.alreadyPublished(delivery: name, edition: published.number)
        }
        return try StagingFile(opening: waiting(name), register: register.path)
    }

    /// The delivery that waits under a name, or the only one that waits for the layer of that name.
    private func waiting(_ name: String) -> String {
        let names = StagingFile.names(ofRegister: register.path)
        let ofLayer = names.filter {
            $0.hasPrefix(name + "-") && !$0.dropFirst(name.count + 1).contains("-")
        }
        return names.contains(name) || ofLayer.count != 1 ? name : ofLayer[0]
    }

    /// A delivery that was checked: what was said, and what it was said of.
    struct Checked {
        var report: CheckReport
        var registration: Registration
    }

    /// - Parameter day: the day on which areas must cover the ground.
    func run(_ staging: StagingFile, on day: Day = .today) throws -> Checked {
        let summary = try staging.summary()
        let rows = try staging.rows()
        let registration = try register.registration(
            for: rows, completeness: summary.completeness)
        let suspicion = try DatumCheck(register: register).suspicion(
            about: rows, of: summary, registration)
        let result = DeliveryCheck(
            registration.comparison, registered: registration.registered,
            completeness: summary.completeness, on: day, members: summary.members
        ).run(after: rows.findings, suspicion: suspicion)
        var report = CheckReport(summary: summary, result: result)
        report.rowsIn = rows.table.count
        report.moved = registration.comparison.movedMetres(result)
        report.consequences = try register.consequences(of: registration, result, on: .today)
        return Checked(report: report, registration: registration)
    }

    /// Throws a staged delivery away; the city stays as it is.
    public func discard(_ name: String) throws {
        try StagingFile.discard(waiting(name), register: register.path)
    }

    // MARK: Publish

    /// Makes a staged delivery the next edition.
    ///
    /// - Returns: the edition, or `nil` if the delivery changes nothing.
    /// - Throws: ``CityServiceError/refused(delivery:rejectedRows:layerErrors:)`` if it has errors
    ///   and `withoutRejected` is not said, or if the layer as a whole is wrong.
    public func publish(
        _ name: String, withoutRejected: Bool = false
    ) throws -> (report: CheckReport, edition: Edition?) {
        let staging = try open(name)
        let checked = try run(staging)
        try Self.refuse(name, checked.report.result, withoutRejected: withoutRejected)
        return (checked.report, try publish(staging, checked))
    }

    static func refuse(
        _ name: String, _ result: CheckResult, withoutRejected: Bool
    ) throws {
        if result.refusesLayer || (result.rejectedRows > 0 && !withoutRejected) {
            throw CityServiceError.refused(
                delivery: name, rejectedRows: result.rejectedRows,
                layerErrors: result.findings.count { $0.severity == .error && $0.row == nil })
        }
    }

    func publish(_ staging: StagingFile, _ checked: Checked) throws -> Edition? {
        let edition = try register.publish(
            checked.report.summary, checked.registration, result: checked.report.result,
            at: Date().formatted(.iso8601))
        try staging.discard()
        return edition
    }

    /// Stages, checks and publishes in one go; a delivery with any error leaves nothing behind.
    ///
    /// - Returns: what the check said, and the edition if one was made.
    public func importFile(
        _ path: String, as layer: Layer, _ reading: Reading = Reading(),
        progress: Progress = { _, _ in }
    ) throws -> (report: CheckReport, outcome: ImportOutcome) {
        try settle(try stage(path, as: layer, reading, progress: progress))
    }

    /// Checks and publishes a staged delivery; one with any error is thrown away.
    func settle(
        _ summary: DeliverySummary
    ) throws -> (report: CheckReport, outcome: ImportOutcome) {
        let staging = try open(summary.delivery)
        do {
            while true {
                let checked = try run(staging)
                guard !checked.report.hasErrors else {
                    try staging.discard()
                    return (checked.report, .refused)
                }
                do {
                    let edition = try publish(staging, checked)
                    return (checked.report, edition.map(ImportOutcome.published) ?? .unchanged)
                } catch CityStoreError.editionMoved {
                    // Somebody published in between: what they said is checked against.
                    continue
                }
            }
        } catch {
            try? staging.discard()
            throw error
        }
    }

    /// What became of an import.
    public enum ImportOutcome: Hashable, Sendable {
        /// It is this edition.
        case published(Edition)
        /// The register said all of it before.
        case unchanged
        /// It has errors.
        case refused
        /// It waits under this name until its moment comes.
        case scheduled(delivery: String, effective: Instant)
    }
}

/// Where the rows of a delivery come from.
protocol RowSource {
    /// How many rows there are, if that is known.
    var rowCount: Int? { get }

    /// Calls `visit` with every row in its order, some hundred at a time.
    ///
    /// - Parameter line: where the rows are read; told where another file begins.
    func forEachBatch(into line: ReadingLine, _ visit: (SourceBatch) throws -> Void) throws
}
