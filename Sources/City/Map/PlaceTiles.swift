import Geo

extension CityMap {
    /// The places in a tile: first the points, then areas and lines, each in the order of their codes.
    func places(_ layer: MapLayer, _ brush: inout TileBrush) -> DrawnLayer? {
        guard let places else { return nil }
        var drawn = TileLayer(layer.id)
        let tags = PlaceTags(layer, brush.frame.address.zoom, places, &drawn)
        places.index.drawPoints(with: &brush) { number, geometry in
            tags.tag(number, &drawn)
            drawn.add(geometry)
        }
        places.index.drawLinesAndAreas(with: &brush) { number, geometry in
            tags.tag(number, &drawn)
            drawn.add(geometry)
        }
        return DrawnLayer(ifAny: layer.id, drawn)
    }
}

/// The attributes of places in one tile.
private struct PlaceTags {
    private let places: PlaceBook
    private let code: TileKey?
    private let theme: TileKey?
    private let name: TileKey?
    private let organization: TileKey?

    init(_ layer: MapLayer, _ zoom: Int, _ places: PlaceBook, _ drawn: inout TileLayer) {
        self.places = places
        func key(_ name: String) -> TileKey? { layer.has(name, at: zoom) ? drawn.key(name) : nil }
        code = key("code")
        theme = key("theme")
        name = key("name")
        organization = key("organization")
    }

    func tag(_ number: Int32, _ drawn: inout TileLayer) {
        if let code { drawn.tag(code, drawn.value(places.codes[Int(number)])) }
        if let theme { drawn.tag(theme, drawn.value(places.theme(of: number))) }
        let text = places.names[Int(number)]
        if let name, !text.isEmpty { drawn.tag(name, drawn.value(text)) }
        if let organization, let acting = places.organization(of: number) {
            drawn.tag(organization, drawn.value(acting))
        }
    }
}
