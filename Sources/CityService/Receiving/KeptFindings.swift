public import City
import CityStore
import Datum
import Foundation
import Geo

/// Some of the rows that a delivery would change, with what stands over all of them.
public struct DifferencePage: Sendable {
    /// The delivery.
    public var delivery: String
    /// What the check came to.
    public var outcome: CheckOutcome
    /// The rows, each with its number in the whole list.
    public var rows: [(number: Int, row: DifferenceRow)]
    /// The number after which the next page begins; `nil` if this is the last one.
    public var next: Int?
}

/// What a check kept, read again without checking.
extension Deliveries {
    /// Keeps what a check came to beside its findings.
    func keepOutcome(of checked: Checked, in staging: StagingFile) throws {
        let report = checked.report
        let outcome = CheckOutcome(
            edition: checked.registration.edition, checkedAt: Date().formatted(.iso8601),
            account: try report.account,
            differences: Dictionary(
                uniqueKeysWithValues: report.counts.map { ($0.change, $0.rows) }),
            findings: report.result.findings, moved: report.moved)
        try staging.keep(outcome) { visit in
            try checked.registration.comparison.forEachDifference(report.result, visit)
        }
    }

    /// Writes the kept findings in a form.
    ///
    /// - Parameter city: the city as a page shows it.
    func findings(
        of name: String, _ form: CheckReport.Form, city: CheckedCity?, in box: Box?, limit: Int?
    ) throws -> Spool {
        let (staging, outcome) = try checked(name)
        var city = city
        city?.edition = outcome.edition
        city?.checkedAt = outcome.checkedAt
        let contents = ReportContents(
            summary: try staging.summary(), account: try outcome.account,
            differences: outcome.changes, city: city, moved: outcome.moved
        ) { try staging.forEachFinding(in: box, limit: limit, $0) }
        return try Spool(besides: register.path) { try contents.write(form, to: $0) }
    }

    /// Some of the rows that would change.
    func difference(
        of name: String, after number: Int, limit: Int, kind: RowChange?
    ) throws -> DifferencePage {
        let (staging, outcome) = try checked(name)
        // One more than is wanted tells whether there are more.
        var rows = try staging.differences(after: number, limit: limit + 1, of: kind)
        let isLast = rows.count <= limit
        if !isLast { rows.removeLast() }
        return DifferencePage(
            delivery: name, outcome: outcome, rows: rows, next: isLast ? nil : rows.last?.number)
    }

    private func checked(_ name: String) throws -> (StagingFile, CheckOutcome) {
        let staging = try open(name)
        guard let outcome = try staging.outcome() else { throw UploadError.notChecked(name) }
        return (staging, outcome)
    }
}

extension Deliveries.Reading {
    /// Refuses words that mean nothing before a file is sent for them.
    func checkWords() throws {
        if let referenceSystem { _ = try ReferenceSystem(parsing: referenceSystem) }
    }
}
