/// Whether a category is a thing that stands there or something that happens.
public enum CategoryKind: String, Hashable, Sendable, CaseIterable {
    /// A component 部件.
    case component
    /// A matter 事项, called event 事件 in the older standards.
    case matter
}

/// The name of a category: its kind and its code, written `component/01001`.
///
/// 01001 is 供水井盖 as a component and 供水井盖异常 as a matter, so a code alone names nothing.
public struct CategoryKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Thing or happening.
    public let kind: CategoryKind
    /// The code of the catalogue: major and minor class.
    public let code: String

    /// A key by its parts.
    public init(kind: CategoryKind, code: String) {
        self.kind = kind
        self.code = code
    }

    /// Parses `component/01001` or `matter/01001`.
    ///
    /// - Parameter assumed: the kind of a code that stands alone, where the layer knows it.
    /// - Throws: ``CodeError``.
    public init(_ text: String, assuming assumed: CategoryKind? = nil) throws(CodeError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 1, let assumed {
            try CodeError.checkFreeText(text)
            self.init(kind: assumed, code: text)
            return
        }
        guard parts.count == 2 else {
            throw text.isEmpty ? .empty : .kindMissing(text)
        }
        guard let kind = CategoryKind(rawValue: String(parts[0])), !parts[1].isEmpty else {
            throw .notACategory(text)
        }
        try CodeError.checkFreeText(String(parts[1]))
        self.init(kind: kind, code: String(parts[1]))
    }

    /// The key as it is written.
    public var description: String { "\(kind.rawValue)/\(code)" }

    /// The order of the written keys.
    public static func < (left: CategoryKey, right: CategoryKey) -> Bool {
        (left.kind.rawValue, left.code) < (right.kind.rawValue, right.code)
    }
}

/// What a rule says about categories: one, a named group, or all.
public enum CategoryPattern: Hashable, Sendable, CustomStringConvertible {
    /// This category alone.
    case one(CategoryKey)
    /// All categories of a group: `group/manhole`.
    case group(String)
    /// Every category, and the question without one.
    case all

    /// Parses `component/01001`, `group/manhole` or `*`.
    public init(_ text: String) throws(CodeError) {
        if text == "*" {
            self = .all
        } else if text.hasPrefix("group/"), text.count > 6 {
            self = .group(String(text.dropFirst(6)))
        } else {
            self = .one(try CategoryKey(text))
        }
    }

    /// The pattern as it is written.
    public var description: String {
        switch self {
        case .one(let key): key.description
        case .group(let name): "group/\(name)"
        case .all: "*"
        }
    }
}
