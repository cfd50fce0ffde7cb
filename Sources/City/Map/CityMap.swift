public import Geo

/// The map of one edition: a pure function from a tile's address to the tile.
///
/// The same edition gives the same bytes, whatever was asked before and on whichever machine:
/// features stand in the order of their codes, and a place always falls on the same unit.
///
/// Complexity: O(what lies in the tile); of what is only counted some nanoseconds a component.
public struct CityMap: Sendable {
    let index: CityIndex
    /// What is drawn, and at which zooms.
    public let layers: MapLayers
    let places: PlaceBook?
    let unanswered: Unanswered?

    /// The map of an edition.
    ///
    /// - Parameters:
    ///   - places: the edition's places; without them they are not drawn.
    ///   - unanswered: what nobody holds; likewise.
    public init(
        _ index: CityIndex, layers: MapLayers, places: PlaceBook? = nil,
        unanswered: Unanswered? = nil
    ) {
        self.index = index
        self.layers = layers
        self.places = places
        self.unanswered = unanswered
    }

    /// Draws a tile.
    ///
    /// A tile with more than ``MapLayers/limit`` bytes leaves layers out and says so in its layer
    /// `left-out`: single components are counted instead, then unit grids, then whatever else is
    /// largest. The finest zoom leaves nothing out.
    ///
    /// - Parameter wanted: the layers; labels name the areas of those asked for with them.
    public func tile(_ wanted: [MapLayer], in frame: TileFrame) -> DrawnTile {
        let zoom = frame.address.zoom
        var brush = TileBrush(frame)
        var drawn = wanted.filter { $0.zooms.contains(zoom) }
            .compactMap { draw($0, wanted, &brush) }
        var leftOut: [LeftOut] = []
        while zoom < layers.zooms.upperBound,
            drawn.reduce(0, { $0 + $1.bytes.count }) > layers.limit,
            let place = Self.dispensable(drawn)
        {
            let layer = drawn.remove(at: place)
            leftOut.append(LeftOut(layer: layer.id, count: layer.count, fromZoom: zoom + 1))
            if layer.id == MapLayer.Content.components.rawValue,
                let counts = counts(MapLayer.Content.componentCounts.rawValue, &brush)
            {
                drawn.append(counts)
            }
        }
        if !leftOut.isEmpty { drawn.append(Self.declaration(of: leftOut, &brush)) }
        return DrawnTile(bytes: drawn.flatMap(\.bytes), leftOut: leftOut)
    }

    /// The layer that a tile can do without best.
    private static func dispensable(_ drawn: [DrawnLayer]) -> Int? {
        for content in [MapLayer.Content.components, .unitGrids] {
            if let place = drawn.firstIndex(where: { $0.id == content.rawValue }) { return place }
        }
        let counted = MapLayer.Content.componentCounts.rawValue
        return drawn.indices.filter { drawn[$0].id != counted }
            .max { drawn[$0].bytes.count < drawn[$1].bytes.count }
    }

    static func declaration(
        of leftOut: [LeftOut], _ brush: inout TileBrush
    ) -> DrawnLayer {
        var layer = TileLayer("left-out")
        let (name, count, from) = (layer.key("layer"), layer.key("count"), layer.key("from_zoom"))
        for item in leftOut {
            layer.tag(name, layer.value(item.layer))
            layer.tag(count, layer.value(item.count))
            layer.tag(from, layer.value(item.fromZoom))
            brush.drawMiddle()
            layer.add(brush.geometry)
        }
        return DrawnLayer(id: "left-out", layer)
    }

    private func draw(
        _ layer: MapLayer, _ wanted: [MapLayer], _ brush: inout TileBrush
    ) -> DrawnLayer? {
        guard let content = MapLayer.Content(rawValue: layer.id) else { return nil }
        switch content {
        case .roadChiefSegments: return segments(layer, &brush)
        case .components: return components(layer, &brush)
        case .componentCounts: return counts(layer.id, &brush)
        case .componentShapes: return componentShapes(layer, &brush)
        case .labels: return labels(layer, wanted, &brush)
        case .partitions: return partitions(layer, &brush)
        case .withoutHolder: return withoutHolder(layer, &brush)
        case .places: return places(layer, &brush)
        case .districts, .subdistricts, .communities, .unitGrids, .managementGrids,
            .responsibilityGrids, .evaluationGrids:
            return AreaKind(layer: layer.id).flatMap { areas($0, layer, &brush) }
        }
    }
}

/// A tile as it was drawn.
public struct DrawnTile: Hashable, Sendable {
    /// Its bytes, not compressed; empty if nothing is drawn there.
    public var bytes: [UInt8]
    /// What it leaves out.
    public var leftOut: [LeftOut]
}

/// What a tile leaves out.
public struct LeftOut: Hashable, Sendable {
    /// The layer.
    public var layer: String
    /// How many of its features.
    public var count: Int
    /// The zoom at which they may be there.
    public var fromZoom: Int
}

/// A layer of a tile as it was drawn.
struct DrawnLayer {
    var id: String
    var count: Int
    var bytes: [UInt8]

    init(id: String, _ layer: borrowing TileLayer) {
        self.id = id
        count = layer.count
        bytes = layer.bytes
    }

    /// A layer with at least one feature.
    init?(ifAny id: String, _ layer: borrowing TileLayer) {
        guard layer.count > 0 else { return nil }
        self.init(id: id, layer)
    }
}

extension AreaKind {
    /// The kind whose layer has a name.
    init?(layer id: String) {
        guard let kind = AreaKind.allCases.first(where: { $0.layer.name == id }) else { return nil }
        self = kind
    }
}
