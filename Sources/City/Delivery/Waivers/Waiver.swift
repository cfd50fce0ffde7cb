public import Geo

/// A waiver 豁免: somebody answers for a finding, and gave a reason.
///
/// It is about one fault of one row. The same row with another fault is found as ever, and so is
/// the same fault in another row. A waiver is never changed; it can be revoked.
public struct Waiver: Hashable, Sendable, Encodable {
    /// Its number in the register; 0 before it has one.
    public var number = 0
    /// The layer's name.
    public var layer: String
    /// The rule.
    public var rule: Finding.Rule
    /// The row's key.
    public var key: String
    /// What of the finding is waived: ``Finding/fault``.
    public var fault: String
    /// Where the row lies, if the rule is about that.
    public var place: Coordinate?
    /// What was found, in English.
    public var english: String
    /// What was found, in Chinese.
    public var chinese: String
    /// Why it may stand.
    public var reason: String
    /// Who says so: the name of a token or of an account.
    public var by: String
    /// Since when, ISO 8601 in UTC.
    public var at: String
    /// In which delivery it was found.
    public var delivery: String
    /// Who revoked it, if somebody did.
    public var revokedBy: String?
    /// When it was revoked.
    public var revokedAt: String?

    /// A waiver of a finding.
    ///
    /// - Returns: `nil` if the finding allows none.
    public init?(
        of finding: Finding, in layer: Layer, delivery: String, reason: String, by: String,
        at: String
    ) {
        guard finding.allowsWaiver, let key = finding.key else { return nil }
        self.init(
            layer: layer.name, rule: finding.rule, key: key, fault: finding.fault,
            english: finding.english, chinese: finding.chinese, reason: reason, by: by, at: at,
            delivery: delivery)
        place = finding.isAboutPlace ? finding.place : nil
    }

    /// A waiver by its parts.
    public init(
        layer: String, rule: Finding.Rule, key: String, fault: String, english: String,
        chinese: String, reason: String, by: String, at: String, delivery: String
    ) {
        self.layer = layer
        self.rule = rule
        self.key = key
        self.fault = fault
        self.english = english
        self.chinese = chinese
        self.reason = reason
        self.by = by
        self.at = at
        self.delivery = delivery
    }

    private enum CodingKeys: String, CodingKey {
        case number, layer, rule, key, english, chinese, reason, by, at, delivery, revokedBy
        case revokedAt
    }

    /// Whether a reason holds a telephone or identity number: reasons are read by everybody.
    public static func isPersonal(_ reason: String) -> Bool {
        let words = reason.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.map(String.init)
        return PersonalForms.telephones(among: [reason]) > 0
            || PersonalForms.identityNumbers(among: words) > 0
    }
}

extension Finding.Rule: Encodable {}
