public import City
import CityStore
public import Foundation

/// A delivery that waits.
public struct WaitingDelivery: Hashable, Sendable, Encodable {
    /// Its name.
    public var delivery: String
    /// What it waits for.
    public var state: State
    /// Its layer; `nil` if another version of the program staged it.
    public var layer: String?
    /// The name of the delivered file.
    public var fileName: String?
    /// When it was staged, ISO 8601 in UTC.
    public var stagedAt: String?
    /// When it is to become an edition.
    public var effective: String?
    /// Why it did not become one when its moment came.
    public var refusal: String?

    /// What a delivery waits for.
    public enum State: String, Hashable, Sendable, Encodable {
        /// For somebody who publishes or discards it.
        case staged
        /// For its moment.
        case scheduled
        /// Staged by another version of the program: it can only be discarded.
        case otherVersion = "other-version"
    }
}

/// What became of a delivery whose moment came.
public struct DuePublication: Hashable, Sendable {
    /// The delivery.
    public var delivery: String
    /// What became of it.
    public var result: Result

    /// What became of a delivery.
    public enum Result: Hashable, Sendable {
        /// It is this edition.
        case published(Edition)
        /// The register said all of it already.
        case unchanged
        /// The check refused it, for this reason; it stays staged.
        case refused(String)
    }
}

extension DuePublication: CustomStringConvertible {
    /// What became of it, in a sentence.
    public var description: String {
        switch result {
        case .published(let edition):
            "\(delivery) is edition \(edition.number), as it was scheduled."
        case .unchanged: "\(delivery) was due, and the city says all of it already."
        case .refused(let reason): "\(delivery) was due and stays staged. \(reason)"
        }
    }
}

extension Deliveries {
    /// All deliveries that wait, in the order of their names.
    public func waiting() throws -> [WaitingDelivery] {
        try StagingFile.names(ofRegister: register.path).compactMap { name in
            do {
                let staging = try StagingFile(opening: name, register: register.path)
                let summary = try staging.summary()
                let schedule = try staging.schedule()
                return WaitingDelivery(
                    delivery: name, state: schedule == nil ? .staged : .scheduled,
                    layer: summary.layer, fileName: summary.fileName, stagedAt: summary.stagedAt,
                    effective: schedule?.effective.description, refusal: try staging.refusal())
            } catch CityStoreError.otherStaging {
                return WaitingDelivery(delivery: name, state: .otherVersion)
            } catch CityStoreError.noDelivery, CityStoreError.noFile {
                // Published or discarded while we looked.
                return nil
            }
        }
    }

    /// Lets a staged delivery become an edition at a stated moment: a server does it that runs then,
    /// or whoever calls ``publishDue(at:)``. Checked now, and again then.
    ///
    /// - Parameters:
    ///   - moment: like `2026-03-01T08:30`, or a day for its midnight.
    ///   - now: the time by the caller's clock.
    /// - Throws: ``CityServiceError`` if the check refuses it already, or the moment has passed.
    public func schedule(
        _ name: String, at moment: String, withoutRejected: Bool = false, now: Date = Date()
    ) throws -> (report: CheckReport, effective: Instant) {
        let effective = try Self.moment(moment)
        guard effective.seconds > Int(now.timeIntervalSince1970) else {
            throw CityServiceError.momentPassed(moment)
        }
        let staging = try open(name)
        let checked = try run(staging, on: effective.day ?? .today)
        try Self.refuse(name, checked.report.result, withoutRejected: withoutRejected)
        try staging.keep(Schedule(effective: effective, withoutRejected: withoutRejected))
        return (checked.report, effective)
    }

    /// Stages and checks a file, and lets it become an edition at a stated moment; one with any error
    /// leaves nothing behind.
    public func importFile(
        _ path: String, as layer: Layer, _ reading: Reading = Reading(), effective moment: String,
        now: Date = Date(), progress: Progress = { _, _ in }
    ) throws -> (report: CheckReport, outcome: ImportOutcome) {
        _ = try Self.moment(moment)
        let name = try stage(path, as: layer, reading, progress: progress).delivery
        do {
            let (report, effective) = try schedule(name, at: moment, now: now)
            return (report, .scheduled(delivery: name, effective: effective))
        } catch CityServiceError.refused {
            let report = try check(name)
            try discard(name)
            return (report, .refused)
        } catch {
            try? discard(name)
            throw error
        }
    }

    /// Reads a moment; a day alone is its midnight in China Standard Time.
    static func moment(_ text: String) throws -> Instant {
        if let instant = try? Instant(text) { return instant }
        let isDayAlone = !text.contains { " T".contains($0) }
        if isDayAlone, let day = try? Day(text), let instant = try? Instant("\(day)T00:00") {
            return instant
        }
        throw CityServiceError.notAMoment(text)
    }

    // MARK: When the moment comes

    /// Publishes every delivery whose moment has come, the earliest first. One that the check refuses
    /// now stays staged and keeps the reason.
    ///
    /// Two who call this at once make one edition of a delivery.
    public func publishDue(at now: Date = Date()) throws -> [DuePublication] {
        try Self.due(ofRegister: register.path, at: now).compactMap { name in
            do {
                return DuePublication(delivery: name, result: try publishDue(name, at: now))
            } catch CityServiceError.alreadyPublished {
                // Killed between the publication and the tidying up.
                try? discard(name)
                return nil
            } catch CityStoreError.noDelivery, CityStoreError.noFile {
                return nil
            }
        }
    }

    /// The names of the deliveries whose moment has come, the earliest first.
    static func due(ofRegister path: String, at now: Date) -> [String] {
        let seconds = Int(now.timeIntervalSince1970)
        var due: [(effective: Instant, name: String)] = []
        for name in StagingFile.names(ofRegister: path) {
            // Files that others are busy with, or staged otherwise, are looked at the next time.
            let staging = try? StagingFile(opening: name, register: path)
            guard let schedule = try? staging?.schedule(), schedule.effective.seconds <= seconds
            else { continue }
            due.append((schedule.effective, name))
        }
        return due.sorted { ($0.effective, $0.name) < ($1.effective, $1.name) }.map(\.name)
    }

    private func publishDue(_ name: String, at now: Date) throws -> DuePublication.Result {
        while true {
            let staging = try open(name)
            let withoutRejected = try staging.schedule()?.withoutRejected ?? false
            let checked = try run(staging)
            do {
                try Self.refuse(name, checked.report.result, withoutRejected: withoutRejected)
                let edition = try publish(staging, checked)
                return edition.map(DuePublication.Result.published) ?? .unchanged
            } catch CityStoreError.editionMoved {
                continue
            } catch let error as CityServiceError {
                let reason = Self.reason(error, checked.report, at: now)
                try staging.keep(
                    checked.report.result, checkedEdition: checked.registration.edition)
                try staging.keepRefusal(reason)
                return .refused(reason)
            }
        }
    }

    private static func reason(
        _ error: CityServiceError, _ report: CheckReport, at now: Date
    ) -> String {
        let first = report.result.findings.first { $0.severity == .error }
        let found = first.map { " \($0.line(file: report.summary.fileName))" } ?? ""
        return "Refused at \(now.formatted(.iso8601)): \(error)\(found)"
    }
}
