/// One step of the reasons for a verdict.
public struct BasisStep: Hashable, Sendable {
    /// Which question the step belongs to.
    public var chain: Precedence.Chain
    /// Which rule was asked.
    public var rule: RuleKind
    /// What spoke and so decided; `nil` if the rule had nothing to say here.
    public var subject: Subject?

    /// Whether the rule gave the answer.
    public var isDecisive: Bool { subject != nil }

    /// What a rule spoke through, by number.
    public enum Subject: Hashable, Sendable {
        /// A component.
        case component(Int32)
        /// A mandate.
        case mandate(Int32)
        /// A road-chief segment.
        case segment(Int32)
        /// An area.
        case area(Int32)
        /// A post.
        case post(Int32)
        /// The city as a whole.
        case city
    }
}

/// The steps of a verdict in order, each packed into one word: a verdict asks for no memory to say
/// why. Steps are spelled out when they are read.
public struct Basis: Hashable, Sendable, RandomAccessCollection {
    /// Six rules name an organization and five a person, each asked once at most.
    private var words: InlineArray<12, UInt64> = InlineArray(repeating: 0)
    private var length: Int8 = 0

    /// No step yet.
    public init() {}

    /// 0.
    public var startIndex: Int { 0 }
    /// How many steps there are.
    public var endIndex: Int { Int(length) }

    /// The step at a place.
    public subscript(place: Int) -> BasisStep {
        let word = words[place]
        return BasisStep(
            chain: word & 1 == 0 ? .organization : .person,
            rule: RuleKind(place: Int(word >> 1 & 7)) ?? .territory,
            subject: Self.subject(kind: word >> 4 & 7, number: Int32(truncatingIfNeeded: word >> 8))
        )
    }

    /// Adds a step.
    @inline(__always)
    mutating func append(
        _ chain: Precedence.Chain, _ rule: RuleKind, _ subject: BasisStep.Subject? = nil
    ) {
        guard length < 12 else { return }
        let (kind, number) = Self.packed(subject)
        words[Int(length)] =
            (chain == .organization ? 0 : 1) | UInt64(rule.place) << 1 | kind << 4
            | UInt64(UInt32(bitPattern: number)) << 8
        length += 1
    }

    /// Adds all steps of another basis.
    mutating func append(_ other: Basis) {
        for place in 0..<other.count where length < 12 {
            words[Int(length)] = other.words[place]
            length += 1
        }
    }

    @inline(__always)
    private static func packed(_ subject: BasisStep.Subject?) -> (kind: UInt64, number: Int32) {
        switch subject {
        case nil: (0, 0)
        case .component(let number): (1, number)
        case .mandate(let number): (2, number)
        case .segment(let number): (3, number)
        case .area(let number): (4, number)
        case .post(let number): (5, number)
        case .city: (6, 0)
        }
    }

    private static func subject(kind: UInt64, number: Int32) -> BasisStep.Subject? {
        switch kind {
        case 1: .component(number)
        case 2: .mandate(number)
        case 3: .segment(number)
        case 4: .area(number)
        case 5: .post(number)
        case 6: .city
        default: nil
        }
    }

    /// Equal if all steps are.
    public static func == (left: Basis, right: Basis) -> Bool {
        left.length == right.length
            && (0..<left.count).allSatisfy { left.words[$0] == right.words[$0] }
    }

    /// All steps are hashed.
    public func hash(into hasher: inout Hasher) {
        for place in 0..<count { hasher.combine(words[place]) }
    }
}
