public import City

/// A reason why a finding is not waived.
public enum WaiverError: Error, Hashable, Sendable {
    /// There is no rule of that name.
    case unknownRule(String)
    /// No reason is given.
    case noReason
    /// The reason holds a telephone or identity number.
    case reasonIsPersonal
    /// Errors of the rule cannot be waived, or the finding is about no row with a key.
    case notAllowed(Finding.Rule)
    /// The delivery has no such finding.
    case nothingFound(rule: Finding.Rule, delivery: String)
    /// No waiver of these numbers is in force.
    case noWaiver(ClosedRange<Int>)
}

extension WaiverError: CustomStringConvertible {
    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .unknownRule(let name):
            """
            There is no rule \(name). Rules are \
            \(Finding.Rule.allCases.map(\.rawValue).joined(separator: ", ")).
            """
        case .noReason: "A waiver needs a reason. Give it with --reason."
        case .reasonIsPersonal:
            """
            The reason holds a telephone or identity number, and everybody reads it. Name an \
            organization or a document.
            """
        case .notAllowed(let rule):
            """
            \(rule.rawValue) cannot be waived: \
            \(rule.objectionToWaiver ?? "the finding is about no row with a code"). Mend the row.
            """
        case .nothingFound(let rule, let delivery):
            """
            \(delivery) has no such finding of \(rule.rawValue). `wangge check … --report json` \
            lists all with their rows, keys and groups.
            """
        case .noWaiver(let numbers):
            """
            No waiver \(numbers.count == 1 ? "\(numbers.lowerBound)" : "\(numbers)") is in force. \
            `wangge waivers` lists all.
            """
        }
    }
}
