public import City
import Geo

/// What was found by name or code, as programs and people read it; never a person.
public struct SearchReport: Encodable, Hashable, Sendable {
    /// What was looked for.
    public var query: String
    /// The edition that answered.
    public var edition: Int
    /// What was found, the best first.
    public var results: [Result]

    /// One finding. The fields are always there; what there is not is `null`.
    public struct Result: Encodable, Hashable, Sendable {
        /// What it is, by ``SearchKind``.
        public var kind: String
        /// Its code; none of a road, a crossing, a coordinate.
        @Nullable public var code: String?
        /// Its name, empty if it has none.
        public var name: String
        /// How well it fits, by ``SearchMatch``.
        public var match: String
        /// The theme of a place.
        @Nullable public var theme: String?
        /// Longitude and latitude in degrees, CGCS2000.
        @Nullable public var at: [Double]?
        /// West, south, east and north in degrees, of what is no single point.
        @Nullable public var box: [Double]?
        /// District and subdistrict: 和平区 · 南市场街道; empty if there is none.
        public var within: String
        /// How far from `near`, if that was said.
        @Nullable public var distanceInMetres: Double?
    }

    init(_ question: SearchQuestion, _ hits: [SearchHit], edition: Int) {
        query = question.text
        self.edition = edition
        results = hits.map(Result.init)
    }
}

extension SearchReport.Result {
    fileprivate init(_ hit: SearchHit) {
        self.init(
            kind: hit.kind.rawValue, code: hit.code, name: hit.name, match: hit.match.rawValue,
            theme: hit.theme, at: hit.at?.inDegrees, box: hit.box?.inDegrees,
            within: hit.within.joined(separator: " · "),
            distanceInMetres: hit.metres?.inCentimetres)
    }
}

/// What is near a place, as programs and people read it.
public struct NearbyReport: Encodable, Hashable, Sendable {
    /// Where it was asked, in degrees, CGCS2000.
    public var at: [Double]
    /// The edition that answered.
    public var edition: Int
    /// How far was searched, in metres.
    public var within: Double
    /// What was found, the nearest first.
    public var results: [Result]

    /// Something near. The fields are always there; what there is not is `null`.
    public struct Result: Encodable, Hashable, Sendable {
        /// Its code.
        public var code: String
        /// Its name, or that of its category.
        public var name: String
        /// The category of a component.
        @Nullable public var category: String?
        /// The theme of a place.
        @Nullable public var theme: String?
        /// Its nearest place, in degrees, CGCS2000.
        public var at: [Double]
        /// How far away that is.
        public var distanceInMetres: Double
    }
}

extension Coordinate {
    /// Longitude and latitude.
    var inDegrees: [Double] { [longitudeDegrees, latitudeDegrees] }
}

extension Box {
    /// West, south, east and north.
    var inDegrees: [Double] {
        [west, south, east, north].map { Double($0) / Coordinate.unitsPerDegree }
    }
}

extension Double {
    /// Metres without what the lattice cannot tell apart.
    var inCentimetres: Double { (self * 100).rounded() / 100 }
}
