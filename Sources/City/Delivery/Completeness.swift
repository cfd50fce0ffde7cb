/// What a delivery says is complete: what the register has there and the delivery lacks vanishes.
///
/// Rows of other areas and categories may stand in such a delivery; they make nothing vanish.
public enum Completeness: Hashable, Sendable {
    /// Nothing vanishes.
    case nothing
    /// The delivery is the whole layer.
    case layer
    /// The delivery is complete within these areas, by their codes, for these categories; an empty
    /// list sets no bound. An area that is no longer registered bounds nothing in: nothing vanishes
    /// for its sake.
    case part(areas: [String], categories: [String])
    /// The delivery itself names the rows that vanish, as an undoing does; see
    /// ``DeliveredRows/withdrawn``.
    case withdrawn

    /// The areas within which the delivery is complete.
    public var areas: [String] {
        if case .part(let areas, _) = self { areas } else { [] }
    }

    /// The categories for which the delivery is complete.
    public var categories: [String] {
        if case .part(_, let categories) = self { categories } else { [] }
    }
}

extension Completeness {
    /// What is complete, in both languages; `nil` if nothing is.
    public var sentence: (english: String, chinese: String)? {
        switch self {
        case .nothing: nil
        case .layer: ("whole layer", "整层交付")
        case .withdrawn: ("the rows that it withdraws", "所撤回的行")
        case .part:
            (
                Self.list([("areas ", areas), ("categories ", categories)], ", "),
                Self.list([("区域", areas), ("类别", categories)], "、")
            )
        }
    }

    private static func list(
        _ parts: [(name: String, items: [String])], _ separator: String
    ) -> String {
        parts.filter { !$0.items.isEmpty }
            .map { $0.name + $0.items.joined(separator: separator) }.joined(separator: separator)
    }
}

/// As an object: `{"extent": "part", "areas": ["990101"], "categories": []}`.
extension Completeness: Codable {
    private enum Key: String, CodingKey {
        case extent
        case areas
        case categories
    }

    private enum Extent: String, Codable {
        case nothing
        case layer
        case part
        case withdrawn
    }

    /// Reads what ``encode(to:)`` wrote.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        self =
            switch try object.decode(Extent.self, forKey: .extent) {
            case .nothing: .nothing
            case .layer: .layer
            case .withdrawn: .withdrawn
            case .part:
                .part(
                    areas: try object.decode([String].self, forKey: .areas),
                    categories: try object.decode([String].self, forKey: .categories))
            }
    }

    /// Writes the extent, and the lists of a part.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        switch self {
        case .nothing: try object.encode(Extent.nothing, forKey: .extent)
        case .layer: try object.encode(Extent.layer, forKey: .extent)
        case .withdrawn: try object.encode(Extent.withdrawn, forKey: .extent)
        case .part(let areas, let categories):
            try object.encode(Extent.part, forKey: .extent)
            try object.encode(areas, forKey: .areas)
            try object.encode(categories, forKey: .categories)
        }
    }
}
