/// A layer as other programs read it over OGC API – Features: a collection of features.
///
/// Which columns are shown is an allow rule, see ``Field/isShown``: what is not known to be harmless
/// is not read at all.
public struct FeatureCollection: Hashable, Sendable, Identifiable {
    /// The layer with the fields that are shown, in their order, and no others.
    public let layer: Layer
    /// The layer's name in English.
    public let english: String

    /// The layer's name in addresses.
    public var id: String { layer.name }

    private init(_ whole: Layer) {
        var layer = whole
        layer.fields = whole.fields.filter(\.isShown)
        self.layer = layer
        let words = whole.name.replacing("-", with: " ")
        english = words.prefix(1).uppercased() + words.dropFirst()
    }

    /// Layers without a geometry that features refer to.
    private static let tables: [Layer] = [.organizations, .categories, .mandates]

    /// Every collection: the layers that have places, and those that these refer to.
    public static let all: [FeatureCollection] = Layer.all.filter {
        $0.geometry != .none || tables.contains($0)
    }.map(FeatureCollection.init)

    /// The collection of a name, or `nil`.
    public static func named(_ name: String) -> FeatureCollection? { all.first { $0.id == name } }

    /// Whether features have places.
    public var hasGeometry: Bool { layer.geometry != .none }

    /// Whether a single line or area is written as one of several parts, so that all features of
    /// the collection are of one type.
    var keepsParts: Bool { layer.geometry != .any }

    /// The columns that say from when to when a feature holds.
    public var period: FeaturePeriod? {
        if layer.field("start_date") != nil {
            return .between("start_date", "end_date", endIsIncluded: false)
        }
        if layer.field("valid_from") != nil {
            return .between("valid_from", "valid_to", endIsIncluded: true)
        }
        return layer.field("time") != nil ? .moment("time") : nil
    }
}

/// The columns that say when a feature holds.
public enum FeaturePeriod: Hashable, Sendable {
    /// From a day to a day; either may be missing. An area ends on the morning of its last day, a
    /// post on its evening.
    case between(_ start: String, _ end: String, endIsIncluded: Bool)
    /// At a moment, whose text begins with its day.
    case moment(String)
}

extension Field {
    /// Whether everybody who sees the layer may see the column: its values can only be codes,
    /// numbers, days, words of a list, or names of things.
    ///
    /// Remarks, descriptions and attributes of the city's own can hold anything, so the name of a
    /// person too; they are not shown, nor is whatever names a person by a code.
    public var isShown: Bool {
        if let references { return references != Layer.people.name }
        switch kind {
        case .integer, .decimal, .metres, .date, .instant, .word, .words, .term, .pattern,
            .patterns, .category, .areaCode, .componentCode:
            return true
        case .text, .list: return Self.namesOfThings.contains(column)
        case .json, .hours, .days, .datum, .positions: return false
        }
    }

    /// The columns of free texts that name things, and never people.
    private static let namesOfThings: Set<String> = [
        "code", "name", "short_name", "number", "theme", "level", "road_level", "standard",
        "major", "major_name", "groups", "equivalents", "lineage", "state", "channel",
    ]

    /// Whether the values are numbers.
    public var isNumber: Bool {
        switch kind {
        case .integer, .decimal, .metres: true
        default: false
        }
    }
}
