import Foundation
import Geo

/// Reads areas out of GeoJSON.
enum GeoJSON {
    struct Feature: Decodable {
        var properties: [String: Text]
        var geometry: Geometry?
    }

    /// A text, whether it is written as one or as a number.
    struct Text: Decodable {
        var value: String?

        init(from decoder: any Decoder) throws {
            let single = try decoder.singleValueContainer()
            value =
                (try? single.decode(String.self))
                ?? (try? single.decode(Int.self)).map(String.init)
        }
    }

    struct Geometry: Decodable {
        var geometry: PlanarGeometry

        private enum Key: CodingKey { case type, coordinates }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            func positions(_ pairs: [[Double]]) -> [Position] {
                pairs.map { Position(x: $0[0], y: $0[1]) }
            }
            switch try fields.decode(String.self, forKey: .type) {
            case "Point":
                let pair = try fields.decode([Double].self, forKey: .coordinates)
                geometry = .points(positions([pair]))
            case "MultiPoint":
                geometry = .points(
                    positions(try fields.decode([[Double]].self, forKey: .coordinates)))
            case "LineString":
                geometry = .lines([
                    positions(try fields.decode([[Double]].self, forKey: .coordinates))
                ])
            case "MultiLineString":
                geometry = .lines(
                    try fields.decode([[[Double]]].self, forKey: .coordinates).map(positions))
            case "Polygon":
                geometry = .areas([
                    try fields.decode([[[Double]]].self, forKey: .coordinates).map(positions)
                ])
            default:
                geometry = .areas(
                    try fields.decode([[[[Double]]]].self, forKey: .coordinates).map {
                        $0.map(positions)
                    })
            }
        }
    }

    private struct Collection: Decodable { var features: [Feature] }

    /// The features of a file, one with a byte order mark or packed by gzip too.
    static func features(_ path: String) throws -> [Feature] {
        var data = try Unpacked.data(path)
        if data.starts(with: [0xEF, 0xBB, 0xBF]) { data = data.dropFirst(3) }
        return try JSONDecoder().decode(Collection.self, from: data).features
    }

    /// The areas of a file with the values of one property.
    static func areas(_ path: String, code: String) throws -> [(code: String, shape: Shape)] {
        try features(path).compactMap { feature in
            guard let code = feature.properties[code]?.value, let drawn = feature.geometry
            else { return nil }
            return (code, try Shape(snapping: drawn.geometry))
        }
    }
}

/// A file's bytes, unpacked where they are packed.
enum Unpacked {
    static func data(_ path: String) throws -> Data {
        guard path.hasSuffix(".gz") else { return try Data(contentsOf: URL(fileURLWithPath: path)) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/gzip")
        process.arguments = ["-dc", path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return try pipe.fileHandleForReading.readToEnd() ?? Data()
    }
}

/// Reads the areas of a topology: arcs that neighbours share, each written once.
enum TopoJSON {
    private struct Topology: Decodable {
        struct Change: Decodable {
            var scale: [Double]
            var translate: [Double]
        }
        struct Layer: Decodable { var geometries: [Area] }
        struct Properties: Decodable { var gb: GeoJSON.Text? }
        struct Area: Decodable {
            var properties: Properties
            var parts: [[[Int]]]

            private enum Key: CodingKey { case type, arcs, properties }

            init(from decoder: any Decoder) throws {
                let fields = try decoder.container(keyedBy: Key.self)
                properties = try fields.decode(Properties.self, forKey: .properties)
                switch try fields.decodeIfPresent(String.self, forKey: .type) {
                case "Polygon": parts = [try fields.decode([[Int]].self, forKey: .arcs)]
                case "MultiPolygon": parts = try fields.decode([[[Int]]].self, forKey: .arcs)
                default: parts = []
                }
            }
        }

        var transform: Change?
        var arcs: [[[Double]]]
        var objects: [String: Layer]
    }

    /// The areas by the last six digits of their code.
    static func areas(_ path: String) throws -> [String: Shape] {
        let topology = try JSONDecoder().decode(Topology.self, from: Unpacked.data(path))
        let arcs = topology.arcs.map { positions($0, topology.transform) }
        var found: [String: Shape] = [:]
        for area in topology.objects.values.flatMap(\.geometries) {
            guard let code = area.properties.gb?.value?.suffix(6), !area.parts.isEmpty else {
                continue
            }
            let parts = area.parts.map { $0.map { ring($0, arcs) } }
            found[String(code)] = try? Shape(snapping: .areas(parts))
        }
        return found
    }

    private static func positions(
        _ arc: [[Double]], _ change: Topology.Change?
    ) -> [Position] {
        guard let change else { return arc.map { Position(x: $0[0], y: $0[1]) } }
        var (x, y) = (0.0, 0.0)
        return arc.map { step in
            x += step[0]
            y += step[1]
            return Position(
                x: x * change.scale[0] + change.translate[0],
                y: y * change.scale[1] + change.translate[1])
        }
    }

    private static func ring(_ numbers: [Int], _ arcs: [[Position]]) -> [Position] {
        numbers.reduce(into: []) { ring, number in
            let arc = number >= 0 ? arcs[number] : arcs[~number].reversed()
            ring += arc.dropFirst(ring.isEmpty ? 0 : 1)
        }
    }
}
