import Geo

/// The waivers of one layer that are in force, found by what they are about.
public struct WaiverBook: Sendable {
    private var waivers: [Name: [Waiver]] = [:]

    private struct Name: Hashable {
        var rule: Finding.Rule
        var key: String
    }

    /// A place is the same within about a metre: another survey of the same thing.
    private static let tolerance: Int64 = 100

    /// No waivers.
    public init() {}

    /// The waivers of a layer that nobody revoked.
    public init(_ all: some Sequence<Waiver>) {
        for waiver in all where waiver.revokedAt == nil {
            waivers[Name(rule: waiver.rule, key: waiver.key), default: []].append(waiver)
        }
    }

    /// Marks the findings that are waived. Complexity: O(findings), O(1) without waivers.
    func mark(_ findings: inout [Finding]) {
        guard !waivers.isEmpty else { return }
        for index in findings.indices {
            guard let waiver = waiver(of: findings[index]) else { continue }
            findings[index].waive(under: waiver)
        }
    }

    private func waiver(of finding: Finding) -> Waiver? {
        guard finding.allowsWaiver, let key = finding.key,
            let known = waivers[Name(rule: finding.rule, key: key)]
        else { return nil }
        return known.first { waiver in
            waiver.fault == finding.fault
                && (!finding.isAboutPlace || Self.isSame(waiver.place, finding.place))
        }
    }

    private static func isSame(_ one: Coordinate?, _ other: Coordinate?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return abs(Int64(one.longitude) - Int64(other.longitude)) <= tolerance
            && abs(Int64(one.latitude) - Int64(other.latitude)) <= tolerance
    }
}

extension Finding {
    /// Lets the finding stand under a waiver, and says why.
    mutating func waive(under waiver: Waiver) {
        waived = Waived(number: waiver.number, rejected: severity == .error)
        severity = .waived
        let day = waiver.at.prefix(10)
        english += " Waived by \(waiver.by) on \(day): \(waiver.reason)"
        chinese += "已于\(day)由\(waiver.by)豁免：\(waiver.reason)"
    }
}
