import City
import Geo

extension LiveCity {
    /// A question for what is near, as people and programs write it.
    public struct NearbyRequest: Hashable, Sendable {
        /// `LON,LAT` in degrees or metres of the reference system.
        public var at: String
        /// The reference system of `at`; CGCS2000 if it is not said.
        public var referenceSystem: String?
        /// The components looked for: `component/01001`, `group/manhole`.
        public var category: String?
        /// The theme of the places looked for: 公厕.
        public var theme: String?
        /// How many are wanted.
        public var limit = LiveCity.usualNearby
        /// How far is searched, in metres.
        public var metres = LiveCity.usualReach

        /// A question about nothing yet.
        public init(at: String) { self.at = at }
    }

    /// How many are given if nobody says it, and at most.
    public static let usualNearby = 10
    /// How many are given at most.
    public static let mostNearby = 50
    /// How far is searched if nobody says it, in metres.
    public static let usualReach = 2000.0
    /// How far is searched at most, in metres.
    public static let farthestNearby = 20_000.0

    /// The components of a category or group, or the places of a theme, nearest to a place.
    ///
    /// - Throws: ``SearchError``, or the error of the part that cannot be understood.
    public func nearby(_ request: NearbyRequest) throws -> NearbyReport {
        guard (1...Self.mostNearby).contains(request.limit) else {
            throw SearchError.limit(request.limit, largest: Self.mostNearby)
        }
        guard request.metres > 0, request.metres <= Self.farthestNearby else {
            throw SearchError.distance("\(request.metres)")
        }
        let index = index
        let place = try near(request.at, in: request.referenceSystem)
        let results =
            switch (request.category, request.theme) {
            case (let category?, nil): try components(category, around: place, request, index)
            case (nil, let theme?): try places(theme, around: place, request, index)
            default: throw SearchError.categoryOrTheme
            }
        return NearbyReport(
            at: place.inDegrees, edition: index.edition, within: request.metres, results: results)
    }

    private func components(
        _ text: String, around place: Coordinate, _ request: NearbyRequest, _ index: CityIndex
    ) throws -> [NearbyReport.Result] {
        let category = try CategoryPattern(text)
        guard category != .all, index.hasComponents(of: category) else {
            throw SearchError.noComponents(text)
        }
        return index.nearby(
            category, around: place, within: request.metres, limit: request.limit
        ).map { near in
            NearbyReport.Result(
                code: index.code(ofComponent: near.number),
                name: index.name(ofComponent: near.number),
                category: "\(index.categoryKey(ofComponent: near.number))",
                theme: nil, at: near.place.inDegrees, distanceInMetres: near.metres.inCentimetres)
        }
    }

    private func places(
        _ theme: String, around place: Coordinate, _ request: NearbyRequest, _ index: CityIndex
    ) throws -> [NearbyReport.Result] {
        let book = try places(of: index)
        guard book.themes.contains(theme) else {
            throw SearchError.unknownTheme(theme, known: book.themes)
        }
        return book.nearby(
            theme: theme, around: place, within: request.metres, limit: request.limit
        ).map { near in
            NearbyReport.Result(
                code: book.codes[Int(near.number)], name: book.names[Int(near.number)],
                category: nil, theme: theme, at: near.place.inDegrees,
                distanceInMetres: near.metres.inCentimetres)
        }
    }
}
