// City says what things are called, who is responsible, and what is wrong with a delivery.
//
// Everything here is a value or a pure function of values: no disk, no network, no clock (time is
// an argument), no logging. Codes are parsed types, layers are described as data (`Layer`), and
// the one deep type is `CityIndex`, an immutable picture of one edition that answers
// `verdict(for:)`. Start reading there.

/// How a city writes its codes.
public enum CodeScheme: String, Hashable, Sendable, CaseIterable {
    /// The national schemes: divisions of 6, 9 and 12 digits, unit grids of 15, evaluation grids of
    /// 12 characters, components of 17 digits (GB/T 47678.5-2026) or 16 (GB/T 30428.2-2013). A
    /// code's prefix names its parent unless a relation says otherwise.
    ///
    /// Source: secondary transcriptions; the official texts were not seen.
    case national
    /// Any text up to 64 characters; parents are named by relations alone.
    case free
}

/// The kinds of area that a city knows, coarse before fine.
public enum AreaKind: UInt8, Hashable, Sendable, CaseIterable {
    /// District 区县.
    case district
    /// Subdistrict 街道.
    case subdistrict
    /// Community 社区.
    case community
    /// Unit grid 单元网格.
    case unitGrid
    /// Management grid 管理网格.
    case managementGrid
    /// Responsibility grid 责任网格.
    case responsibilityGrid
    /// Evaluation grid 评价网格.
    case evaluationGrid

    /// The levels of the territory, coarse before fine; the other kinds are groupings of grids.
    public static let territory: [AreaKind] = [.district, .subdistrict, .community, .unitGrid]

    /// The layer that holds the areas of this kind.
    public var layer: Layer {
        switch self {
        case .district: .districts
        case .subdistrict: .subdistricts
        case .community: .communities
        case .unitGrid: .unitGrids
        case .managementGrid: .managementGrids
        case .responsibilityGrid: .responsibilityGrids
        case .evaluationGrid: .evaluationGrids
        }
    }

    /// The kind whose areas a layer holds, or `nil` for a layer of something else.
    public init?(layer: Layer) {
        guard let kind = Self.allCases.first(where: { $0.layer == layer }) else { return nil }
        self = kind
    }

    /// Whether no two areas of the kind may cover the same ground, and none may be left out
    /// between them.
    public var isSeamless: Bool { Self.territory.contains(self) }

    /// How many digits the national scheme gives a code of this kind; `nil` where the city numbers
    /// them as it likes.
    var nationalDigits: Int? {
        switch self {
        case .district: 6
        case .subdistrict: 9
        case .community: 12
        case .unitGrid: 15
        case .managementGrid, .responsibilityGrid, .evaluationGrid: nil
        }
    }
}

/// A code of an area 标识码, checked against its city's scheme.
public struct AreaCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The code as written.
    public let text: String

    /// Parses the code of an area of a kind.
    ///
    /// - Throws: ``CodeError`` if the scheme does not allow the text.
    public init(_ text: String, kind: AreaKind, scheme: CodeScheme) throws(CodeError) {
        try CodeError.checkFreeText(text)
        if scheme == .national {
            if let digits = kind.nationalDigits {
                try CodeError.check(text, digits: [digits])
            } else if kind == .evaluationGrid, text.count != 12 {
                throw .wrongLength(text, allowed: [12])
            }
        }
        self.text = text
    }

    /// The code again.
    public var description: String { text }

    /// The order of the codes' bytes, which is the order of the digits.
    public static func < (left: AreaCode, right: AreaCode) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

/// A code of a component 部件标识码 with the standard that its form follows.
public struct ComponentCode: Hashable, Sendable, CustomStringConvertible {
    /// The code as written.
    public let text: String
    /// Whose form the code has.
    public let form: Form

    /// The forms of component codes.
    public enum Form: Hashable, Sendable {
        /// 17 digits: 6 division + 2 major + 3 minor + 6 sequence (GB/T 47678.5-2026).
        case seventeenDigits
        /// 16 digits: 6 division + 2 major + 2 minor + 6 sequence (GB/T 30428.2-2013 and before).
        case sixteenDigits
        /// A free text.
        case free
    }

    /// Parses a component's code.
    ///
    /// - Throws: ``CodeError`` if the scheme does not allow the text.
    public init(_ text: String, scheme: CodeScheme) throws(CodeError) {
        try CodeError.checkFreeText(text)
        self.text = text
        switch scheme {
        case .national:
            try CodeError.check(text, digits: [17, 16])
            form = text.utf8.count == 17 ? .seventeenDigits : .sixteenDigits
        case .free:
            form = .free
        }
    }

    /// The code of the component's category as the code itself states it; `nil` for a free code.
    public var categoryCode: String? {
        switch form {
        case .seventeenDigits: String(text.dropFirst(6).prefix(5))
        case .sixteenDigits: String(text.dropFirst(6).prefix(4))
        case .free: nil
        }
    }

    /// The code again.
    public var description: String { text }
}

/// A reason why a text is not a code.
public enum CodeError: Error, Hashable, Sendable {
    /// Nothing is written.
    case empty
    /// More than 64 characters, or characters that cannot be seen.
    case notPrintable(String)
    /// Another number of characters than allowed.
    case wrongLength(String, allowed: [Int])
    /// Something else than digits.
    case notDigits(String)
    /// A category without its kind: 01001 is a component and a matter.
    case kindMissing(String)
    /// A category that is written in no known way.
    case notACategory(String)
    /// A day that is written in no known way or does not exist.
    case notADay(String)
    /// A value that is not of its own form, with what is expected in both languages.
    case notOfForm(String, expected: String, chinese: String)

    static func checkFreeText(_ text: String) throws(CodeError) {
        if text.isEmpty { throw .empty }
        let isPrintable = text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control
        }
        if text.count > 64 || !isPrintable { throw .notPrintable(String(text.prefix(70))) }
    }

    static func check(_ text: String, digits allowed: [Int]) throws(CodeError) {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { throw .notDigits(text) }
        guard allowed.contains(text.utf8.count) else { throw .wrongLength(text, allowed: allowed) }
    }
}

extension CodeError: CustomStringConvertible {
    /// What is wrong and what to write instead.
    public var description: String {
        switch self {
        case .empty: "The code is empty."
        case .notPrintable(let text):
            "\"\(text)\" is not a code: write up to 64 visible characters."
        case .wrongLength(let text, let allowed):
            "\(text) has \(text.count) characters, the scheme asks for \(Self.list(allowed))."
        case .notDigits(let text): "\(text) holds something else than digits."
        case .kindMissing(let text):
            """
            \(text) names no kind: write component/\(text) for the thing or matter/\(text) \
            for what happens.
            """
        case .notACategory(let text):
            """
            "\(text)" is not a category: write component/01001, matter/01001, group/manhole or *.
            """
        case .notADay(let text): "\"\(text)\" is not a day: write it like 2026-03-01."
        case .notOfForm(let text, let expected, _): "\"\(text)\" is not \(expected)."
        }
    }

    private static func list(_ numbers: [Int]) -> String {
        numbers.map(String.init).joined(separator: " or ")
    }
}
