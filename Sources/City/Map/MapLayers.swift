public import Foundation

/// What is drawn on a map, as `tiles/layers.json` says: the server, the style and the tests read the
/// same file.
public struct MapLayers: Hashable, Sendable, Decodable {
    /// The coarsest and the finest zoom of any tile.
    public let zooms: ClosedRange<Int>
    /// From how many bytes on a tile leaves something out and says so.
    public let limit: Int
    /// The layers, the lowest first.
    public let layers: [MapLayer]

    private enum Names: String, CodingKey {
        case zooms, limit, layers
    }

    /// Reads the layers.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Names.self)
        zooms = try values.zooms(.zooms)
        limit = try values.decode(Int.self, forKey: .limit)
        layers = try values.decode([MapLayer].self, forKey: .layers)
        let known = MapLayer.Content.allCases.map(\.rawValue)
        for layer in layers {
            guard known.contains(layer.id), zooms.contains(layer.zooms.lowerBound),
                zooms.contains(layer.zooms.upperBound)
            else { throw MapLayersError.unknownLayer(layer.id, known: known) }
        }
        guard Set(layers.map(\.id)).count == layers.count else {
            throw MapLayersError.notUnique
        }
    }

    /// Reads the layers out of the text of `layers.json`.
    ///
    /// - Throws: ``MapLayersError``.
    public init(json: Data) throws {
        do {
            self = try JSONDecoder().decode(MapLayers.self, from: json)
        } catch let error as MapLayersError {
            throw error
        } catch {
            throw MapLayersError.unreadable("\(error)")
        }
    }

    /// A layer by its name.
    public subscript(id: String) -> MapLayer? { layers.first { $0.id == id } }
}

/// One layer of the map.
public struct MapLayer: Hashable, Sendable, Decodable, Identifiable {
    /// Its name in tiles and addresses: `unit-grids`.
    public let id: String
    /// Its name for people, by language: `zh` and `en`.
    public let title: [String: String]
    /// The role that sees it: `public`, `viewer` …
    public let role: String
    /// `point`, `line`, `polygon` or `any`.
    public let geometry: String
    /// At which zooms it is drawn.
    public let zooms: ClosedRange<Int>
    /// The zoom from which on tiles carry each attribute.
    public let attributes: [String: Int]

    private enum Names: String, CodingKey {
        case id, title, role, geometry, zooms, attributes
    }

    /// Reads a layer.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Names.self)
        id = try values.decode(String.self, forKey: .id)
        title = try values.decode([String: String].self, forKey: .title)
        role = try values.decode(String.self, forKey: .role)
        geometry = try values.decode(String.self, forKey: .geometry)
        zooms = try values.zooms(.zooms)
        attributes = try values.decode([String: Int].self, forKey: .attributes)
    }

    /// Whether tiles of a zoom carry an attribute.
    func has(_ attribute: String, at zoom: Int) -> Bool {
        attributes[attribute].map { $0 <= zoom } ?? false
    }

    /// What a layer can show.
    enum Content: String, CaseIterable {
        case districts, subdistricts, communities, partitions, places, components, labels
        case unitGrids = "unit-grids"
        case managementGrids = "management-grids"
        case responsibilityGrids = "responsibility-grids"
        case evaluationGrids = "evaluation-grids"
        case roadChiefSegments = "road-chief-segments"
        case withoutHolder = "without-holder"
        case componentCounts = "component-counts"
        case componentShapes = "component-shapes"
    }
}

extension KeyedDecodingContainer {
    /// Two zooms, the coarser first.
    fileprivate func zooms(_ key: Key) throws -> ClosedRange<Int> {
        let ends = try decode([Int].self, forKey: key)
        guard ends.count == 2, 0 <= ends[0], ends[0] <= ends[1], ends[1] <= 20 else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "zooms are two numbers from 0 to 20")
        }
        return ends[0]...ends[1]
    }
}

/// A reason why `layers.json` cannot be used.
public enum MapLayersError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It names a layer that nothing is known of, or one beyond the zooms of all.
    case unknownLayer(String, known: [String])
    /// It names a layer twice.
    case notUnique
    /// It is not the JSON that is expected.
    case unreadable(String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .unknownLayer(let id, let known):
            """
            layers.json names the layer \(id), or zooms of it, that the map does not have. Layers \
            are \(known.joined(separator: ", ")).
            """
        case .notUnique: "layers.json names a layer twice. Keep one of them."
        case .unreadable(let detail): "layers.json cannot be read: \(detail)."
        }
    }
}
