import Geo

extension CityMap {
    /// A component that lies in a tile.
    private struct Found {
        /// What orders it among those of its category.
        var code: UInt64
        var number: Int32
        var place: Coordinate
    }

    /// The single components of a tile: each in exactly one, by category and then by code.
    func components(_ layer: MapLayer, _ brush: inout TileBrush) -> DrawnLayer? {
        let zoom = brush.frame.address.zoom
        let book = index.components
        var drawn = TileLayer(layer.id)
        func key(_ name: String) -> TileKey? { layer.has(name, at: zoom) ? drawn.key(name) : nil }
        let (category, organization) = (key("category"), key("organization"))
        let (unowned, code) = (key("unowned"), key("code"))
        var organizations = [TileValue?](repeating: nil, count: index.organizations.codes.count)
        let box = brush.frame.box
        var found: [Found] = []
        for number in index.catalogue.categories.indices {
            found.removeAll(keepingCapacity: true)
            book.forEachPlace(ofCategory: Int32(number), in: box) { component, place in
                guard brush.frame.pointInside(place) != nil else { return }
                found.append(
                    Found(code: book.codeKey(of: component), number: component, place: place))
            }
            guard !found.isEmpty else { continue }
            sort(&found)
            let ofCategory = category.map { _ in
                drawn.value(unique: "\(index.catalogue.categories[number].key)")
            }
            for item in found {
                if let category, let ofCategory { drawn.tag(category, ofCategory) }
                let acting = Int(book.record(of: item.number).acting)
                if acting < 0, let unowned { drawn.tag(unowned, drawn.value(true)) }
                if acting >= 0, let organization {
                    let value =
                        organizations[acting]
                        ?? drawn.value(unique: index.organizations.codes[acting])
                    organizations[acting] = value
                    drawn.tag(organization, value)
                }
                if let code { drawn.tag(code, drawn.value(unique: book.code(of: item.number))) }
                brush.draw(point: item.place)
                drawn.add(brush.geometry)
            }
        }
        return DrawnLayer(ifAny: layer.id, drawn)
    }

    private func sort(_ found: inout [Found]) {
        let book = index.components
        if book.hasCodeKeys {
            found.sort { $0.code < $1.code }
        } else {
            found.sort { book.code(of: $0.number).bytes < book.code(of: $1.number).bytes }
        }
    }

    /// The lines and areas of components in a tile, by category and then by number.
    func componentShapes(_ layer: MapLayer, _ brush: inout TileBrush) -> DrawnLayer? {
        let book = index.components
        var drawn = TileLayer(layer.id)
        let (category, code) = (drawn.key("category"), drawn.key("code"))
        for number in index.catalogue.categories.indices {
            let ofCategory = "\(index.catalogue.categories[number].key)"
            book.drawLinesAndAreas(ofCategory: Int32(number), with: &brush) { component, geometry in
                drawn.tag(category, drawn.value(ofCategory))
                drawn.tag(code, drawn.value(unique: book.code(of: component)))
                drawn.add(geometry)
            }
        }
        return DrawnLayer(ifAny: layer.id, drawn)
    }
}
