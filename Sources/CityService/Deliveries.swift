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
    private let register: Register

    /// How a file is to be read.
    public struct Reading: Hashable, Sendable {
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
        /// Whether the file is the whole layer, so that what it lacks vanishes.
        public var isWhole = false

        /// Whether the file is read as the datum detective proposes, if it proposes anything.
        public var acceptsCorrection = false
        /// What is known of the source; what is said above comes first.
        public internal(set) var mapping: MappingFile?

        /// Everything as the file says it.
        public init() {}
    }

    /// Called now and then with how many rows are done and how many there are, if that is known.
    public typealias Progress = (_ done: Int, _ total: Int?) -> Void

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
        let settings = try register.settings()
        let source = try DeliveredFiles(
            path, as: layer, reading, scheme: settings.scheme, correction: correction)
        var summary = DeliverySummary(
            delivery: "", layer: layer.name, fileName: URL(fileURLWithPath: path).lastPathComponent,
            referenceSystem: "none", encoding: "", isWhole: reading.isWhole,
            stagedAt: Date().formatted(.iso8601), unusedHeaders: [])
        summary.correction = layer.geometry == .none ? nil : correction?.description
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
            isWhole: false, stagedAt: Date().formatted(.iso8601), unusedHeaders: [])
        try fill(&summary, from: rows, ReadingLine(reader) { $1.read($0) { $0 } }, progress)
        return summary
    }

    /// Reads rows into a staging file; the delivery gets its name here.
    private func fill(
        _ summary: inout DeliverySummary, from source: some RowSource, _ line: ReadingLine,
        _ progress: Progress,
        finish: (inout DeliverySummary, inout DeliveredRows) -> Void = { _, _ in }
    ) throws {
        var count = 0
        try source.forEachBatch(into: line) { batch in
            try line.take(batch)
            count += batch.rows.count
            progress(count, source.rowCount)
        }
        var rows = try line.finish()
        guard count > 0 else { throw CityServiceError.emptyFile(summary.fileName) }
        finish(&summary, &rows)
        summary.delivery = "\(summary.layer)-\(Self.randomDigits())"
        let staging = try StagingFile(
            creating: summary, layer: rows.table.layer, register: register.path)
        do {
            try staging.fill(rows)
        } catch {
            try? staging.discard()
            throw error
        }
    }

    private static func randomDigits() -> String {
        String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16)
    }

    // MARK: Check

    /// Checks a staged delivery against the current edition and keeps what was found.
    public func check(_ name: String) throws -> CheckReport {
        let staging = try open(name)
        let checked = try run(staging)
        try staging.keep(checked.report.result, checkedEdition: checked.registration.edition)
        return checked.report
    }

    /// What the datum detective says about a staged delivery.
    private func suspicion(about name: String) throws -> DatumSuspicion? {
        let staging = try open(name)
        let rows = try staging.rows()
        let summary = try staging.summary()
        return try DatumCheck(register: register).suspicion(
            about: rows, of: summary,
            try register.registration(for: rows, isWhole: summary.isWhole))
    }

    /// The layer of a delivery that waits.
    func layer(ofDelivery name: String) throws -> Layer { try open(name).layer }

    /// The city's name, code and code scheme.
    func settings() throws -> CitySettings { try register.settings() }

    private func open(_ name: String) throws -> StagingFile {
        if let published = try register.editions().first(where: { $0.delivery == name }) {
            throw CityServiceError.alreadyPublished(delivery: name, edition: published.number)
        }
        return try StagingFile(opening: name, register: register.path)
    }

    /// A delivery that was checked: what was said, and what it was said of.
    private struct Checked {
        var report: CheckReport
        var registration: Registration
    }

    private func run(_ staging: StagingFile) throws -> Checked {
        let summary = try staging.summary()
        let rows = try staging.rows()
        let registration = try register.registration(for: rows, isWhole: summary.isWhole)
        let suspicion = try DatumCheck(register: register).suspicion(
            about: rows, of: summary, registration)
        let result = DeliveryCheck(
            registration.comparison, registered: registration.registered,
            isWhole: summary.isWhole, on: .today, members: summary.members
        ).run(after: rows.findings, suspicion: suspicion)
        var report = CheckReport(summary: summary, result: result)
        report.rowsIn = rows.table.count
        report.moved = registration.comparison.movedMetres(result)
        return Checked(report: report, registration: registration)
    }

    /// Throws a staged delivery away; the city stays as it is.
    public func discard(_ name: String) throws {
        try StagingFile.discard(name, register: register.path)
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
        let result = checked.report.result
        if result.refusesLayer || (result.rejectedRows > 0 && !withoutRejected) {
            throw CityServiceError.refused(
                delivery: name, rejectedRows: result.rejectedRows,
                layerErrors: result.findings.count { $0.severity == .error && $0.row == nil })
        }
        return (checked.report, try publish(staging, checked))
    }

    private func publish(_ staging: StagingFile, _ checked: Checked) throws -> Edition? {
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
