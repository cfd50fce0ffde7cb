public import City
import CityStore

/// A reason why an edition is not undone.
public enum UndoRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// A later edition changed some of the same rows; the sentence that says which.
    case changedSince(String)
    /// What it restores does not pass the check; the first sentences.
    case notPassed(edition: Int, [String])

    /// Why, and what to do.
    public var description: String {
        switch self {
        case .changedSince(let sentence): sentence
        case .notPassed(let edition, let sentences):
            """
            Edition \(edition) is not undone: \(sentences.joined(separator: " ")) Change first what \
            depends on edition \(edition).
            """
        }
    }
}

/// Editions, for servers.
extension DeliveryJobs {
    /// What undoing an edition came to.
    public struct Undoing: Sendable, Encodable {
        /// The edition that was undone.
        public var undone: Int
        /// The edition that the undoing is; `nil` if the city stood so already.
        public var edition: Edition?

        private enum CodingKeys: String, CodingKey { case undone, edition, outcome }

        /// Encodes every member, those that are not known as null.
        public func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: CodingKeys.self)
            try members.encode(undone, forKey: .undone)
            try members.encode(edition?.number, forKey: .edition)
            try members.encode(edition == nil ? "unchanged" : "published", forKey: .outcome)
        }
    }

    /// How many sentences of a check are told to who is refused.
    private static let toldSentences = 3

    /// Publishes the inverse of an edition; see ``Deliveries/undo(_:)``.
    ///
    /// - Throws: ``UndoRefusal``, or another error if there is no such edition.
    public func undo(_ number: Int) async throws -> Undoing {
        try await run(on: work) {
            do {
                let (report, outcome) = try self.city.deliveries.undo(number)
                switch outcome {
                case .published(let edition):
                    self.waitUntilAnswered(edition)
                    return Undoing(undone: number, edition: edition)
                case .unchanged, .scheduled: return Undoing(undone: number)
                case .refused:
                    let errors = report.result.findings.filter { $0.severity == .error }
                    throw UndoRefusal.notPassed(
                        edition: number,
                        errors.prefix(Self.toldSentences).map { finding in
                            (finding.key.map { "\($0): " } ?? "") + finding.english
                        })
                }
            } catch let error as CityStoreError {
                if case .changedSince = error { throw UndoRefusal.changedSince("\(error)") }
                throw error
            }
        }
    }

    /// Some editions, the newest first, each with whether it can be undone.
    public func editionStates(before number: Int?, limit: Int) async throws -> [EditionState] {
        try await run(on: lookups) {
            try self.city.editionStates(before: number, limit: limit)
        }
    }

    /// What an edition changed, row by row.
    public func difference(of edition: Int, limit: Int) async throws -> EditionDifference {
        try await run(on: lookups) { try self.city.difference(of: edition, limit: limit) }
    }
}
