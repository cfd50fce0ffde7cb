import Geo

extension Finding.Rule {
    /// The rules whose errors may be waived: those that are about a row alone, and that leave it as
    /// good for every question as others are.
    ///
    /// An unknown organization is asked as if the row named none. What lies beyond the border lies
    /// there. What ends before it begins never holds. Warnings of every rule may be waived.
    public static let waivable: Set<Finding.Rule> = [
        .organizationUnknown, .geometryOutside, .timeOrder,
    ]

    /// Why an error of the rule cannot be waived, as the end of a sentence; `nil` if it can.
    public var objectionToWaiver: String? {
        if Self.waivable.contains(self) { return nil }
        return switch self {
        case .codeDuplicate: "one of the two rows would be lost"
        case .geometryMissing, .geometryInvalid: "no question about a place could be answered"
        case .gridGap, .gridOverlap, .partitionOverlap, .datumSuspected:
            "it concerns the layer as a whole"
        case .personCodePersonal: "a number of a person would go into every answer"
        case .categoryUnknown, .referenceMissing, .parentMissing:
            "what the row names has to be registered before it"
        default: "the row could not be kept as it is"
        }
    }
}

extension Finding {
    /// Whether somebody may answer for it: a finding about a row with a key, that is no more than a
    /// warning or whose rule allows it.
    public var allowsWaiver: Bool {
        row != nil && key != nil
            && (severity == .warning
                || (severity == .error && Rule.waivable.contains(rule)))
    }

    /// What of the finding a waiver covers: another value at fault is another fault.
    ///
    /// It is the sentence in English, which says the value; where the sentence guesses what may be
    /// meant, the group, which says the value alone; where the value is the place, the rule.
    public var fault: String {
        switch rule {
        case .organizationUnknown: group
        case .geometryOutside: rule.rawValue
        default: english
        }
    }

    /// Whether the value at fault is the place.
    var isAboutPlace: Bool { rule == .geometryOutside }
}
