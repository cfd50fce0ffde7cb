public import City
import Foundation
public import Geo

/// What an archive of tiles says about itself.
public struct TileArchiveAbout: Hashable, Sendable {
    /// What the map shows.
    public var name: String
    /// Whose data they are.
    public var attribution: String
    /// The edition that was drawn.
    public var edition: Int
    /// In which datum it was drawn: `cgcs2000`, `gcj02`.
    public var datum: String
    /// The ground, in lattice units.
    public var box: Box
    /// The zooms that were asked for.
    public var zooms: ClosedRange<Int>
    /// What is drawn.
    public var layers: [MapLayer]

    /// What there is to say.
    public init(
        name: String, attribution: String, edition: Int, datum: String, box: Box,
        zooms: ClosedRange<Int>, layers: [MapLayer]
    ) {
        self.name = name
        self.attribution = attribution
        self.edition = edition
        self.datum = datum
        self.box = box
        self.zooms = zooms
        self.layers = layers
    }

    /// A header with the ground and the zooms of the tiles that there are.
    func header(_ zooms: ClosedRange<Int>) -> TileArchiveHeader {
        var header = TileArchiveHeader()
        header.zooms = zooms
        header.box = box
        header.centre = box.centre
        // The finest zoom at which the ground still fits a screen.
        header.centreZoom =
            zooms.last { zoom in
                TileAddress.range(meeting: box, zoom: zoom).map { $0.columns.count <= 4 } ?? false
            } ?? zooms.lowerBound
        return header
    }

    /// The metadata as JSON, its keys in order.
    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(Metadata(self)))
    }
}

/// The metadata in the words of the specification: PMTiles 3, section 5, and TileJSON 3.0 for
/// `vector_layers`.
private struct Metadata: Encodable {
    var name: String
    var attribution: String
    var type = "overlay"
    var version: String
    var datum: String
    var vectorLayers: [Layer]

    private enum CodingKeys: String, CodingKey {
        case name, attribution, type, version, datum
        case vectorLayers = "vector_layers"
    }

    struct Layer: Encodable {
        var id: String
        var description: String
        var minzoom: Int
        var maxzoom: Int
        var fields: [String: String]
    }

    init(_ about: TileArchiveAbout) {
        name = about.name
        attribution = about.attribution
        version = "\(about.edition)"
        datum = about.datum
        vectorLayers = about.layers.compactMap { layer in
            let zooms = layer.zooms.clamped(to: about.zooms)
            guard layer.zooms.overlaps(about.zooms) else { return nil }
            return Layer(
                id: layer.id, description: layer.title["en"] ?? "", minzoom: zooms.lowerBound,
                maxzoom: zooms.upperBound,
                fields: layer.attributes.filter { $0.value <= zooms.upperBound }
                    .reduce(into: [:]) { $0[$1.key] = Self.kind(of: $1.key) })
        }
        vectorLayers.append(
            Layer(
                id: "left-out", description: "What a tile leaves out",
                minzoom: about.zooms.lowerBound, maxzoom: about.zooms.upperBound,
                fields: ["layer": "String", "count": "Number", "from_zoom": "Number"]))
    }

    private static func kind(of attribute: String) -> String {
        switch attribute {
        case "unowned": "Boolean"
        case "count", "west", "south", "east", "north", "split": "Number"
        default: "String"
        }
    }
}
