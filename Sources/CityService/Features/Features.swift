public import City
import CityStore
import Datum
import Foundation
public import Geo

/// The city's features, for programs and people who know nothing of it: OGC API – Features.
///
/// Safe to share between threads.
public final class Features: Sendable {
    private let reader: FeatureReader
    private let converters: Converters
    private let layers: MapLayers?

    /// The features of a city.
    ///
    /// - Parameter layers: says which role sees which layer of the map.
    public init(_ live: LiveCity, layers: MapLayers?) throws {
        reader = try FeatureReader(path: live.registerPath)
        converters = live.converters
        self.layers = layers
    }

    /// A collection with what there is in it.
    public struct Summary: Hashable, Sendable {
        /// The collection.
        public var collection: FeatureCollection
        /// How many features it has.
        public var count: Int
        /// West, south, east and north of them in degrees; `nil` without places.
        public var degrees: [Double]?

        init(_ collection: FeatureCollection, _ extent: FeatureReader.Extent) {
            self.collection = collection
            count = extent.count
            degrees = extent.box.map { box in
                [box.west, box.south, box.east, box.north].map {
                    Double($0) / Coordinate.unitsPerDegree
                }
            }
        }
    }

    // MARK: Who sees what

    /// The layers that everybody sees where the map does not say who does.
    private static let open: [Layer] = [
        .districts, .subdistricts, .communities, .places, .organizations, .categories,
    ]

    /// The role that sees a collection: the one that sees the layer on the map. What the map does
    /// not show is for viewers, except the names that everything visible refers to.
    public func role(of collection: FeatureCollection) -> Role {
        if let layer = layers?[collection.id] {
            return Role(rawValue: layer.role) ?? .administrator
        }
        return Self.open.contains(collection.layer) ? .public : .viewer
    }

    /// The collections that a role sees and that have features, in the order of the layers.
    public func collections(for role: Role) async throws -> [Summary] {
        let seen = FeatureCollection.all.filter { role.mayAsk(self.role(of: $0)) }
        let extents = try await reader.extents(of: seen)
        return zip(seen, extents).compactMap { collection, extent in
            extent.count == 0 ? nil : Summary(collection, extent)
        }
    }

    /// What there is in a collection.
    public func summary(of collection: FeatureCollection) async throws -> Summary {
        Summary(collection, try await reader.extents(of: [collection])[0])
    }

    /// The city's name.
    public func cityName() async throws -> String { try await reader.settings().name }

    // MARK: Features

    /// A page of features.
    public func page(_ query: FeatureQuery) async throws -> FeaturePage {
        try await reader.page(query)
    }

    /// The feature of a key.
    ///
    /// - Throws: ``FeatureQueryError/unknownFeature(_:collection:)``.
    public func feature(of collection: FeatureCollection, key: String) async throws -> Feature {
        guard let feature = try await reader.feature(of: collection, key: key) else {
            throw FeatureQueryError.unknownFeature(key, collection: collection.id)
        }
        return feature
    }

    /// A writer of features in a reference system, each number in its place.
    public func writer(
        of collection: FeatureCollection, in system: FeatureSystem
    ) throws -> FeatureJSON {
        guard let converter = try converter(system) else {
            return FeatureJSON(collection) { $0 }
        }
        let isInDegrees = system.isInDegrees
        return FeatureJSON(collection) { geometry in
            do {
                return try geometry.mapPositions { places in
                    let converted = try converter.fromRegister(places)
                    return isInDegrees ? converted : converted.map(Self.rounded)
                }
            } catch is DatumError {
                throw FeatureQueryError.notInSystem(system.uri)
            }
        }
    }

    /// To the tenth of a millimetre: a hundredth of what the register keeps.
    private static func rounded(_ position: Position) -> Position {
        Position(x: (position.x * 1e4).rounded() / 1e4, y: (position.y * 1e4).rounded() / 1e4)
    }

    private func converter(_ system: FeatureSystem) throws -> DatumConverter? {
        // WGS 84 and CGCS2000 agree within centimetres and have no transformation between them.
        let name = system.isInDegrees ? nil : system.code.map { "EPSG:\($0)" }
        return try converters.converter(from: name, isNorthingFirst: system.isNorthingFirst)
    }

    // MARK: Boxes

    /// The ground of a `bbox`: one box, two if it crosses the 180th meridian, none if no place of
    /// it lies on the Earth.
    ///
    /// - Parameters:
    ///   - numbers: the lower corner, then the upper one, each with a height or without, in the
    ///     system's order of axes.
    /// - Throws: ``FeatureQueryError/notABox(_:)``.
    public func boxes(_ numbers: [Double], in system: FeatureSystem) throws -> [Box] {
        let text = numbers.map { "\($0)" }.joined(separator: ",")
        guard numbers.count == 4 || numbers.count == 6, numbers.allSatisfy(\.isFinite) else {
            throw FeatureQueryError.notABox(text)
        }
        let half = numbers.count / 2
        var (lower, upper) = (
            Position(x: numbers[0], y: numbers[1]), Position(x: numbers[half], y: numbers[half + 1])
        )
        guard system.isInDegrees else {
            guard lower.x <= upper.x, lower.y <= upper.y else {
                throw FeatureQueryError.notABox(text)
            }
            let found = try converter(system)?.box(lower, upper)
            return found.map { [Self.box($0.lower, $0.upper)] } ?? []
        }
        if system.isNorthingFirst {
            (lower, upper) = (Position(x: lower.y, y: lower.x), Position(x: upper.y, y: upper.x))
        }
        guard lower.y <= upper.y else { throw FeatureQueryError.notABox(text) }
        if lower.x <= upper.x { return [Self.box(lower, upper)] }
        return [
            Self.box(lower, Position(x: 180, y: upper.y)),
            Self.box(Position(x: -180, y: lower.y), upper),
        ]
    }

    /// The lattice points of a box in degrees; what lies beyond the Earth is cut off.
    private static func box(_ lower: Position, _ upper: Position) -> Box {
        Box(
            west: units(lower.x, upTo: 180, .up), south: units(lower.y, upTo: 90, .up),
            east: units(upper.x, upTo: 180, .down), north: units(upper.y, upTo: 90, .down))
    }

    private static func units(
        _ degrees: Double, upTo limit: Double, _ rule: FloatingPointRoundingRule
    ) -> Int32 {
        let units = min(max(degrees, -limit), limit) * Coordinate.unitsPerDegree
        // A decimal fraction times ten million misses its whole number by little.
        let nearest = units.rounded()
        return Int32(abs(units - nearest) < 1e-3 ? nearest : units.rounded(rule))
    }
}
