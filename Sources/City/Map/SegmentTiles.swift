import Geo

extension CityMap {
    /// The road-chief segments in a tile, in the order of their codes.
    func segments(_ layer: MapLayer, _ brush: inout TileBrush) -> DrawnLayer? {
        let zoom = brush.frame.address.zoom
        let book = index.segments
        var drawn = TileLayer(layer.id)
        func key(_ name: String) -> TileKey? { layer.has(name, at: zoom) ? drawn.key(name) : nil }
        let (code, name) = (key("code"), key("name"))
        let (level, organization) = (key("road_level"), key("organization"))
        book.index.drawLinesAndAreas(with: &brush) { number, geometry in
            let place = Int(number)
            if let code { drawn.tag(code, drawn.value(unique: book.codes[place])) }
            if let name, !book.names[place].isEmpty {
                drawn.tag(name, drawn.value(book.names[place]))
            }
            if let level, book.roadLevels[place] >= 0 {
                drawn.tag(level, drawn.value(index.levels[Int(book.roadLevels[place])]))
            }
            if let organization, book.organizations[place] >= 0 {
                let acting = Int(book.organizations[place])
                drawn.tag(organization, drawn.value(index.organizations.codes[acting]))
            }
            drawn.add(geometry)
        }
        return DrawnLayer(ifAny: layer.id, drawn)
    }
}
