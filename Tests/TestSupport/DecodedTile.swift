/// A vector tile read back: a second reading of the Mapbox Vector Tile specification 2.1
/// (https://github.com/mapbox/vector-tile-spec/tree/master/2.1), for tests alone. It shares no
/// line with what writes tiles.
///
///     let tile = try DecodedTile(bytes)
///     #expect(tile.violations == [])
///     #expect(tile["unit-grids"]?.features.map { $0["code"] } == [.string("990101001001001")])
///     print(tile.json)
///
/// It throws where the bytes have no meaning; where they have one that the specification forbids,
/// `violations` says so.
public struct DecodedTile: Equatable, Sendable {
    /// A layer.
    public struct Layer: Equatable, Sendable {
        /// Its name.
        public var name = ""
        /// The edition of the specification: 2.
        public var version = 1
        /// How many units the tile is wide.
        public var extent = 4096
        /// Its features in their order.
        public var features: [Feature] = []
        /// The table of keys as it was written.
        public var keys: [String] = []
        /// The table of values as it was written.
        public var values: [Value] = []
    }

    /// What the geometry of a feature is.
    public enum Kind: UInt64, Sendable {
        case unknown, point, line, polygon
    }

    /// A place in the tile's own units; x goes right, y goes down.
    public struct Position: Hashable, Sendable {
        /// From the left edge.
        public var x: Int
        /// From the upper edge.
        public var y: Int

        /// A place.
        public init(_ x: Int, _ y: Int) { (self.x, self.y) = (x, y) }
    }

    /// A feature.
    public struct Feature: Equatable, Sendable {
        /// Its number, if it has one.
        public var id: UInt64?
        /// What its geometry is.
        public var kind = Kind.unknown
        /// Points, lines or rings in their order; a ring does not repeat its first place.
        public var paths: [[Position]] = []
        /// Attributes in their order.
        public var attributes: [Attribute] = []

        /// The value of an attribute.
        public subscript(key: String) -> Value? { attributes.first { $0.key == key }?.value }
    }

    /// An attribute of a feature.
    public struct Attribute: Equatable, Sendable {
        /// Its name.
        public var key: String
        /// Its value.
        public var value: Value
    }

    /// A value with the type it was written with.
    public enum Value: Hashable, Sendable {
        case string(String), float(Float), double(Double)
        case int(Int64), uint(UInt64), sint(Int64), bool(Bool)
    }

    /// Its layers in their order.
    public private(set) var layers: [Layer] = []

    /// What the specification forbids and this tile does, a sentence each.
    public internal(set) var violations: [String] = []

    /// The layer of a name.
    public subscript(name: String) -> Layer? { layers.first { $0.name == name } }

    /// Reads bytes, which must not be compressed.
    ///
    /// - Throws: `MalformedTile` where they cannot be read.
    public init(_ bytes: some Sequence<UInt8>) throws {
        var reader = ProtobufReader(Array(bytes)[...])
        while let field = try reader.next() {
            guard field.number == 3 else { continue }
            layers.append(try layer(try field.payload.bytes("a layer")))
        }
        let names = layers.map(\.name)
        if Set(names).count < names.count { violations.append("two layers have one name") }
        for layer in layers { noteViolations(of: layer) }
    }
}
