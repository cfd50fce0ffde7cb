import Geo

extension CityMap {
    /// The responsibility grids, unit grids and road-chief segments in a tile that have nobody of
    /// their own; `nobody` marks those for which no territory up to the district answers either.
    func withoutHolder(_ layer: MapLayer, _ brush: inout TileBrush) -> DrawnLayer? {
        guard let unanswered else { return nil }
        var drawn = TileLayer(layer.id)
        let (ofLayer, code, nobody) = (drawn.key("layer"), drawn.key("code"), drawn.key("nobody"))
        let areas = Set(unanswered.areas)
        for kind in [AreaKind.responsibilityGrid, .unitGrid] {
            let marked = areas.union(kind == .unitGrid ? [] : unanswered.vacantGrids)
            let numbers = index.book.numbers(of: kind)
            guard marked.contains(where: numbers.contains) else { continue }
            index.book.index(of: kind).draw(with: &brush, where: marked.contains) {
                number, geometry in
                drawn.tag(ofLayer, drawn.value(kind.layer.name))
                drawn.tag(code, drawn.value(index.book.codes[Int(number)]))
                if areas.contains(number) { drawn.tag(nobody, drawn.value(true)) }
                drawn.add(geometry)
            }
        }
        let vacant = Set(unanswered.vacantSegments)
        guard !vacant.isEmpty else { return DrawnLayer(ifAny: layer.id, drawn) }
        let silent = Set(unanswered.segments)
        index.segments.index.drawLinesAndAreas(with: &brush) { number, geometry in
            guard vacant.contains(number) else { return }
            drawn.tag(ofLayer, drawn.value(Layer.roadChiefSegments.name))
            drawn.tag(code, drawn.value(index.segments.codes[Int(number)]))
            if silent.contains(number) { drawn.tag(nobody, drawn.value(true)) }
            drawn.add(geometry)
        }
        return DrawnLayer(ifAny: layer.id, drawn)
    }
}
