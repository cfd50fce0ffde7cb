public import City
import CityStore
import Foundation

extension Deliveries {
    /// Which findings of a rule are waived.
    public enum WaiverChoice: Hashable, Sendable {
        /// Those of a row, by its number in the surveyor's file.
        case row(Int)
        /// Those of the row of a key.
        case key(String)
        /// Those of a group, by its text with or without the name of the rule before it.
        case group(String)
    }

    /// Waives findings of a delivery that waits: somebody answers for them. Later deliveries honour
    /// it, until it is revoked.
    ///
    /// - Parameters:
    ///   - rule: the rule's name.
    ///   - reason: why they may stand; everybody reads it.
    ///   - by: who says so, as the name of a token or of an account.
    /// - Returns: the waivers, one for each finding.
    /// - Throws: ``WaiverError``.
    public func waive(
        _ delivery: String, rule name: String, _ choice: WaiverChoice, reason: String, by: String
    ) throws -> [Waiver] {
        guard let rule = Finding.Rule(rawValue: name) else { throw WaiverError.unknownRule(name) }
        let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !reason.isEmpty else { throw WaiverError.noReason }
        guard !Waiver.isPersonal(reason) else { throw WaiverError.reasonIsPersonal }
        let report = try check(delivery)
        let found = report.result.findings.filter {
            $0.rule == rule && $0.severity != .waived && choice.contains($0)
        }
        let now = Date().formatted(.iso8601)
        let waivers = try found.map { finding in
            guard
                let waiver = Waiver(
                    of: finding, in: try Self.layer(report.summary.layer), delivery: delivery,
                    reason: reason, by: by, at: now)
            else { throw WaiverError.notAllowed(rule) }
            return waiver
        }
        guard !waivers.isEmpty else {
            throw WaiverError.nothingFound(rule: rule, delivery: delivery)
        }
        return try register.add(waivers)
    }
}

extension Deliveries.WaiverChoice {
    fileprivate func contains(_ finding: Finding) -> Bool {
        switch self {
        case .row(let row): finding.row == row
        case .key(let key): finding.key == key
        case .group(let group):
            finding.group == group || finding.group == "\(finding.rule.rawValue) \(group)"
        }
    }
}

extension CityOnDisk {
    /// All waivers, in the order in which they were given, the revoked ones too.
    public func waivers() throws -> [Waiver] { try deliveries.register.waivers() }

    /// Revokes waivers: the next check finds again what they let stand. What was published stays.
    ///
    /// - Returns: how many of these numbers were in force.
    /// - Throws: ``WaiverError/noWaiver(_:)`` if none was.
    public func revokeWaivers(_ numbers: ClosedRange<Int>, by: String) throws -> Int {
        let count = try deliveries.register.revokeWaivers(
            numbers, by: by, at: Date().formatted(.iso8601))
        guard count > 0 else { throw WaiverError.noWaiver(numbers) }
        return count
    }
}
