public import Geo

/// Features as GeoJSON (RFC 7946), with the members that OGC API – Features adds; keys in order.
public struct FeatureJSON: Sendable {
    private let collection: FeatureCollection
    private let convert: @Sendable (PlanarGeometry) throws -> PlanarGeometry

    /// A writer of a collection's features.
    ///
    /// - Parameter convert: takes degrees, longitude first, to the numbers to be written.
    public init(
        _ collection: FeatureCollection,
        convert: @escaping @Sendable (PlanarGeometry) throws -> PlanarGeometry
    ) {
        self.collection = collection
        self.convert = convert
    }

    /// A page of features.
    ///
    /// - Parameter time: when it was made, RFC 3339.
    public func text(
        of page: FeaturePage, links: [FeatureLink], at time: String
    ) throws -> [UInt8] {
        let geometries = try page.features.map { try geometry(of: $0) }
        var text = JSONText(capacity: 400 * page.features.count + 1000)
        text.object { text in
            text.key("\"features\":")
            text.array(Array(page.features.indices)) { text, index in
                write(page.features[index], geometries[index], links: [], to: &text)
            }
            text.key("\"links\":")
            text.array(links, Self.write)
            if let matched = page.matched {
                text.key("\"numberMatched\":")
                text.number(matched)
            }
            text.key("\"numberReturned\":")
            text.number(page.features.count)
            text.key("\"timeStamp\":")
            text.text(time)
            text.key("\"type\":")
            text.text("FeatureCollection")
        }
        return text.bytes
    }

    /// A single feature.
    public func text(of feature: Feature, links: [FeatureLink]) throws -> [UInt8] {
        let geometry = try geometry(of: feature)
        var text = JSONText(capacity: 2000)
        write(feature, geometry, links: links, to: &text)
        return text.bytes
    }

    private func geometry(of feature: Feature) throws -> PlanarGeometry? {
        try feature.row.shape.map { try convert($0.planarGeometry) }
    }

    private func write(
        _ feature: Feature, _ geometry: PlanarGeometry?, links: [FeatureLink],
        to text: inout JSONText
    ) {
        text.object { text in
            text.key("\"geometry\":")
            if let geometry { text.geometry(geometry, collection.keepsParts) } else { text.null() }
            text.key("\"id\":")
            text.text(feature.key)
            if !links.isEmpty {
                text.key("\"links\":")
                text.array(links, Self.write)
            }
            text.key("\"properties\":")
            text.object { text in
                for (field, value) in zip(collection.layer.fields, feature.row.values) {
                    text.key(named: field.column)
                    if field.isNumber {
                        text.number(value.flatMap { Double($0) })
                    } else {
                        text.text(value)
                    }
                }
            }
            text.key("\"type\":")
            text.text("Feature")
        }
    }

    private static func write(_ text: inout JSONText, _ link: FeatureLink) {
        text.object { text in
            text.key("\"href\":")
            text.text(link.href)
            text.key("\"rel\":")
            text.text(link.rel)
            if let title = link.title {
                text.key("\"title\":")
                text.text(title)
            }
            if let type = link.type {
                text.key("\"type\":")
                text.text(type)
            }
        }
    }
}

extension JSONText {
    /// Writes a geometry as GeoJSON does.
    ///
    /// - Parameter keepsParts: whether a single line or area is written as one of several parts.
    fileprivate mutating func geometry(_ geometry: PlanarGeometry, _ keepsParts: Bool) {
        object { text in
            text.key("\"coordinates\":")
            let type: String
            switch geometry {
            case .points(let points) where points.count == 1:
                text.position(points[0])
                type = "Point"
            case .points(let points):
                text.run(points)
                type = "MultiPoint"
            case .lines(let lines) where lines.count == 1 && !keepsParts:
                text.run(lines[0])
                type = "LineString"
            case .lines(let lines):
                text.array(lines) { $0.run($1) }
                type = "MultiLineString"
            case .areas(let areas) where areas.count == 1 && !keepsParts:
                text.array(areas[0]) { $0.run($1) }
                type = "Polygon"
            case .areas(let areas):
                text.array(areas) { text, rings in text.array(rings) { $0.run($1) } }
                type = "MultiPolygon"
            }
            text.key("\"type\":")
            text.text(type)
        }
    }

    private mutating func run(_ positions: [Position]) {
        array(positions) { $0.position($1) }
    }

    private mutating func position(_ position: Position) {
        array([position.x, position.y]) { $0.number($1) }
    }
}
