public import City
import CityStore
import Foundation
import Synchronization

/// What can be done with a delivery that waits, for servers: never on the threads that answer others.
extension DeliveryJobs {
    /// What a publication came to.
    public struct Publication: Sendable {
        /// The delivery.
        public var delivery: String
        /// The edition; `nil` if the delivery changes nothing.
        public var edition: Edition?
        /// What the check before it said; `nil` if it was published before.
        public var report: CheckReport?
    }

    /// How often a publication begins anew because others publish in between.
    private static let attempts = 5

    /// Checks a delivery that waits against the current edition, and keeps what is found.
    public func check(_ name: String) async throws -> DeliveryState {
        try await run(on: work) {
            try self.refuseWhileReading(name)
            _ = try self.known(name) { try self.city.deliveries.check(name) }
            return try self.state(of: name)
        }
    }

    /// Checks a delivery that waits anew and makes it the next edition; what was published before
    /// stays what it is.
    ///
    /// - Throws: ``CityServiceError/refused(delivery:rejectedRows:layerErrors:)``.
    public func publish(_ name: String, withoutRejected: Bool) async throws -> Publication {
        try await run(on: work) {
            try self.refuseWhileReading(name)
            do {
                return try self.known(name) { try self.publishNow(name, withoutRejected) }
            } catch CityServiceError.alreadyPublished(_, let number) {
                let edition = try self.city.editions().first { $0.number == number }
                return Publication(delivery: name, edition: edition)
            }
        }
    }

    private func publishNow(_ name: String, _ withoutRejected: Bool) throws -> Publication {
        var attempt = 1
        while true {
            do {
                let (report, edition) = try city.deliveries.publish(
                    name, withoutRejected: withoutRejected)
                if let edition { waitUntilAnswered(edition) }
                return Publication(delivery: name, edition: edition, report: report)
            } catch CityStoreError.editionMoved where attempt < Self.attempts {
                attempt += 1
            } catch let error as CityServiceError {
                if case .refused = error { try keepCheckAnew(name) }
                throw error
            }
        }
    }

    /// Whoever is refused because of what others published reads why in the findings.
    private func keepCheckAnew(_ name: String) throws {
        let kept = try city.deliveries.outcome(of: name)
        if kept?.edition != live.index.edition { _ = try city.deliveries.check(name) }
    }

    /// A small change answers within some 20 ms: whoever published it and asks finds it there.
    func waitUntilAnswered(_ edition: Edition) {
        for _ in 0..<20 where live.index.edition < edition.number { usleep(5000) }
    }

    /// Throws a delivery away, also while it is read; the city stays as it is.
    public func discard(_ name: String) async throws {
        let removed: JobTable.Entry? = try table.withLock { table in
            if table.entries[name]?.isDiscarded == true { throw UploadError.noDelivery }
            return table.discard(name)
        }
        if let removed {
            removed.folder.remove()
            for waiter in removed.waiters { waiter(.failure(UploadError.noDelivery)) }
            return
        }
        if table.withLock({ $0.entries[name] != nil }) { return }
        try await run(on: work) {
            try self.known(name) { try self.city.deliveries.discard(name) }
        }
    }

    /// Writes the findings of the last check in a form, to be sent from disk.
    ///
    /// - Parameters:
    ///   - ground: only findings that have a place there, if it is given.
    ///   - limit: how many at most.
    public func findings(
        of name: String, _ form: CheckReport.Form, in ground: MapGround? = nil, limit: Int? = nil
    ) async throws -> Spool {
        try await run(on: lookups) {
            try self.refuseWhileReading(name)
            return try self.known(name) {
                let city = form == .html ? try self.city.asChecked() : nil
                return try self.city.deliveries.findings(
                    of: name, form, city: city, in: ground?.box, limit: limit)
            }
        }
    }

    /// Some of the rows that a delivery would change.
    public func difference(
        of name: String, after number: Int, limit: Int, kind: RowChange?
    ) async throws -> DifferencePage {
        try await run(on: lookups) {
            try self.refuseWhileReading(name)
            return try self.known(name) {
                try self.city.deliveries.difference(
                    of: name, after: number, limit: limit, kind: kind)
            }
        }
    }

    func refuseWhileReading(_ name: String) throws {
        guard let entry = table.withLock({ $0.entries[name] }) else { return }
        if entry.isDiscarded { throw UploadError.noDelivery }
        if let reason = entry.job.failure { throw UploadError.notRead(name, reason: reason) }
        throw UploadError.isBeingRead(name)
    }

    /// Says of a name that means nothing only that: the other names are nobody's business.
    func known<Value>(_ name: String, _ work: () throws -> Value) throws -> Value {
        guard Self.isName(name) else { throw UploadError.noDelivery }
        do {
            return try work()
        } catch CityStoreError.noDelivery {
            throw UploadError.noDelivery
        }
    }

    /// Whether a text has the form of a delivery's name: no other comes near a path.
    static func isName(_ text: String) -> Bool {
        (1...80).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "-")
            }
    }

    /// Runs work that reads files on a thread that may wait.
    func run<Value: Sendable>(
        on queue: DispatchQueue, _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { waiting in
            queue.async { waiting.resume(with: Result { try work() }) }
        }
    }
}
