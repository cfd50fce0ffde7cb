import City
import CityStore
import Foundation
import Synchronization

/// Where deliveries stand.
extension DeliveryJobs {
    /// Every delivery that is being read, waits, or failed, the oldest first.
    public func states() async throws -> [DeliveryState] {
        try await run(on: lookups) {
            let edition = try self.city.editions().last?.number ?? 0
            let jobs = self.table.withLock { Array($0.entries.values) }
            let names = Set(jobs.map(\.job.delivery))
            let staged = self.city.deliveries.names.filter { !names.contains($0) }
            let states =
                jobs.filter { !$0.isDiscarded }.map { $0.state(cityEdition: edition) }
                // One that is gone meanwhile is not listed.
                + staged.compactMap {
                    try? self.city.deliveries.state(of: $0, cityEdition: edition)
                }
            return states.sorted { ($0.since, $0.delivery) < ($1.since, $1.delivery) }
        }
    }

    /// Where a delivery stands: one that is being read, waits, failed, or was published.
    public func state(_ name: String) async throws -> DeliveryState {
        try await run(on: lookups) { try self.state(of: name) }
    }

    func state(of name: String) throws -> DeliveryState {
        let editions = try city.editions()
        let current = editions.last?.number ?? 0
        if let entry = table.withLock({ $0.entries[name] }) {
            if entry.isDiscarded { throw UploadError.noDelivery }
            return entry.state(cityEdition: current)
        }
        if let edition = editions.first(where: { $0.delivery == name }) {
            var state = DeliveryState(
                name, layer: edition.layer, fileName: edition.fileName, .published,
                since: edition.publishedAt, cityEdition: current)
            state.edition = edition
            return state
        }
        return try known(name) { try city.deliveries.state(of: name, cityEdition: current) }
    }
}

extension JobTable.Entry {
    fileprivate func state(cityEdition: Int) -> DeliveryState {
        var state = DeliveryState(
            job.delivery, layer: job.layer, fileName: job.file.text, step, since: job.receivedAt,
            cityEdition: cityEdition)
        state.progress = phase == .reading || phase == .checking ? progress : nil
        state.reason = job.failure
        return state
    }

    private var step: DeliveryState.Step {
        switch phase {
        case .waiting: .waiting
        case .reading: .reading
        case .checking: .checking
        case .failed: .failed
        }
    }
}

extension Deliveries {
    /// The names of the deliveries that wait.
    var names: [String] { StagingFile.names(ofRegister: register.path) }

    /// What the last check of a delivery that waits came to.
    func outcome(of name: String) throws -> CheckOutcome? { try open(name).outcome() }

    /// Where a delivery that waits stands.
    func state(of name: String, cityEdition: Int) throws -> DeliveryState {
        let staging = try StagingFile(opening: name, register: register.path)
        let summary = try staging.summary()
        let outcome = try staging.outcome()
        var state = DeliveryState(
            name, layer: summary.layer, fileName: summary.fileName,
            outcome == nil ? .staged : .checked, since: summary.stagedAt, cityEdition: cityEdition)
        state.summary = summary
        state.outcome = outcome
        return state
    }
}
