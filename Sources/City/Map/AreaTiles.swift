import Geo

extension CityMap {
    /// The areas of a kind in a tile, in the order of their codes.
    func areas(_ kind: AreaKind, _ layer: MapLayer, _ brush: inout TileBrush) -> DrawnLayer? {
        let book = index.book
        var drawn = TileLayer(layer.id)
        let tags = AreaTags(layer, brush.frame.address.zoom, &drawn)
        book.index(of: kind).draw(with: &brush) { number, geometry in
            tags.tag(number, index, &drawn)
            drawn.add(id: Self.id(book.codes[Int(number)]), geometry)
        }
        return DrawnLayer(ifAny: layer.id, drawn)
    }

    /// The partitions in a tile, in the order of their codes.
    func partitions(_ layer: MapLayer, _ brush: inout TileBrush) -> DrawnLayer? {
        let zoom = brush.frame.address.zoom
        let book = index.partitions
        var drawn = TileLayer(layer.id)
        let (code, name) = (drawn.key("code"), drawn.key("name"))
        let organization = drawn.key("organization")
        book.index.draw(with: &brush) { number, geometry in
            let place = Int(number)
            if layer.has("code", at: zoom) {
                drawn.tag(code, drawn.value(unique: book.codes[place]))
            }
            if layer.has("name", at: zoom), !book.names[place].isEmpty {
                drawn.tag(name, drawn.value(book.names[place]))
            }
            if layer.has("organization", at: zoom), book.organizations[place] >= 0 {
                let acting = Int(book.organizations[place])
                drawn.tag(organization, drawn.value(index.organizations.codes[acting]))
            }
            drawn.add(geometry)
        }
        return DrawnLayer(ifAny: layer.id, drawn)
    }

    /// A code as a feature's number, if it is one that every reader holds exactly: no more than 15
    /// digits, without a zero in front.
    static func id(_ code: String) -> UInt64? {
        let digits = code.utf8
        guard digits.count <= 15, digits.first != 48, digits.allSatisfy({ 48...57 ~= $0 }) else {
            return nil
        }
        return UInt64(code)
    }

    /// The names of areas whose middle lies in a tile, of the layers asked for.
    func labels(
        _ layer: MapLayer, _ wanted: [MapLayer], _ brush: inout TileBrush
    ) -> DrawnLayer? {
        let zoom = brush.frame.address.zoom
        var drawn = TileLayer(layer.id)
        let (ofLayer, code, name) = (drawn.key("layer"), drawn.key("code"), drawn.key("name"))
        for other in wanted where other.zooms.contains(zoom) && other.has("name", at: zoom) {
            guard let kind = AreaKind(layer: other.id) else { continue }
            let book = index.book
            book.index(of: kind).drawLabelPlaces(with: &brush) { number, geometry in
                let text = book.names[Int(number)]
                drawn.tag(ofLayer, drawn.value(other.id))
                drawn.tag(code, drawn.value(book.codes[Int(number)]))
                if !text.isEmpty { drawn.tag(name, drawn.value(text)) }
                drawn.add(geometry)
            }
        }
        return DrawnLayer(ifAny: layer.id, drawn)
    }
}

/// The attributes of areas in one tile.
private struct AreaTags {
    private let code: TileKey?
    private let name: TileKey?
    private let organization: TileKey?

    init(_ layer: MapLayer, _ zoom: Int, _ drawn: inout TileLayer) {
        code = layer.has("code", at: zoom) ? drawn.key("code") : nil
        name = layer.has("name", at: zoom) ? drawn.key("name") : nil
        organization = layer.has("organization", at: zoom) ? drawn.key("organization") : nil
    }

    func tag(_ number: Int32, _ index: CityIndex, _ drawn: inout TileLayer) {
        let book = index.book
        if let code { drawn.tag(code, drawn.value(unique: book.codes[Int(number)])) }
        if let name {
            let text = book.names[Int(number)]
            if !text.isEmpty { drawn.tag(name, drawn.value(text)) }
        }
        if let organization {
            let acting = book.organizations[Int(number)]
            if acting >= 0 {
                drawn.tag(organization, drawn.value(index.organizations.codes[Int(acting)]))
            }
        }
    }
}
