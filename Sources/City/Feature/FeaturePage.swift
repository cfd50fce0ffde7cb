import Geo

/// A feature: a row of a layer, with the columns that are shown.
public struct Feature: Hashable, Sendable {
    /// The row's key.
    public let key: String
    /// The values of the collection's fields in their order, and the geometry.
    public let row: LayerRow

    /// A feature by its parts.
    public init(key: String, row: LayerRow) {
        self.key = key
        self.row = row
    }

    /// Longitude and latitude of the first place in degrees; `nil` without one.
    public var firstPlace: (longitude: Double, latitude: Double)? {
        row.shape?.vertices.first.map { ($0.longitudeDegrees, $0.latitudeDegrees) }
    }
}

/// Some features in the order of their keys.
public struct FeaturePage: Hashable, Sendable {
    /// The features.
    public let features: [Feature]
    /// The key after which the next page begins; `nil` if this is the last one.
    public let next: String?
    /// How many features there are on all pages, where counting them is cheap.
    public let matched: Int?

    /// A page by its parts.
    public init(features: [Feature], next: String?, matched: Int?) {
        self.features = features
        self.next = next
        self.matched = matched
    }
}

/// An address to go on to, as OGC API writes it.
public struct FeatureLink: Hashable, Sendable, Encodable {
    /// The address.
    public var href: String
    /// What lies there as seen from here: `self`, `next`, `items` …
    public var rel: String
    /// Its media type.
    public var type: String?
    /// What it is called.
    public var title: String?

    /// A link by its parts.
    public init(_ href: String, _ rel: String, _ type: String? = nil, _ title: String? = nil) {
        self.href = href
        self.rel = rel
        self.type = type
        self.title = title
    }
}
