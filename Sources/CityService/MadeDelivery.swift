import City
import CityStore
import Foundation

/// Rows that no file holds, made out of what one edition says.
struct MadeDelivery {
    /// What made them; it stands where a file's name does.
    var maker: String
    var rows: DeliveredRows
    var completeness = Completeness.nothing
    /// The edition that they were made of.
    var edition: Int
}

extension Deliveries {
    /// Stages, checks and publishes rows that no file holds, by the same door as all others.
    ///
    /// - Parameter make: makes the rows; asked again if somebody published in between, so that
    ///   nothing of theirs is overwritten.
    func settle(
        _ make: () throws -> MadeDelivery
    ) throws -> (report: CheckReport, outcome: ImportOutcome) {
        while true {
            let made = try make()
            let staging = try stage(made)
            do {
                let checked = try run(staging)
                guard checked.registration.edition == made.edition else {
                    try staging.discard()
                    continue
                }
                if checked.report.hasErrors {
                    try staging.discard()
                    return (checked.report, .refused)
                }
                let edition = try publish(staging, checked)
                return (checked.report, edition.map(ImportOutcome.published) ?? .unchanged)
            } catch CityStoreError.editionMoved {
                try staging.discard()
            } catch {
                try? staging.discard()
                throw error
            }
        }
    }

    private func stage(_ made: MadeDelivery) throws -> StagingFile {
        let layer = made.rows.table.layer
        var summary = DeliverySummary(
            delivery: "", layer: layer.name, fileName: made.maker,
            referenceSystem: layer.geometry == .none ? "none" : "EPSG:4490", encoding: "UTF-8",
            completeness: made.completeness, stagedAt: Date().formatted(.iso8601),
            unusedHeaders: [])
        try keep(made.rows, &summary)
        return try open(summary.delivery)
    }
}
