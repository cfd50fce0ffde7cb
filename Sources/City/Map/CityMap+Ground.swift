public import Geo

extension CityMap {
    /// Whether a tile, or one that it comes apart into, may show something of some layers; `false`
    /// only where none does, so that empty ground need not be drawn to be known as empty.
    ///
    /// Complexity: O(1) inside most areas, else O(what lies near the tile).
    public func mayShow(_ wanted: [MapLayer], in frame: TileFrame) -> Bool {
        let box = frame.boxWithMargin
        return wanted.contains { layer in
            guard layer.zooms.upperBound >= frame.address.zoom,
                let content = MapLayer.Content(rawValue: layer.id)
            else { return false }
            return mayShow(content, in: box)
        }
    }

    private func mayShow(_ content: MapLayer.Content, in box: Box) -> Bool {
        switch content {
        case .districts, .subdistricts, .communities, .unitGrids, .managementGrids,
            .responsibilityGrids, .evaluationGrids, .partitions:
            areas(of: content).contains { $0.meets(box) }
        case .roadChiefSegments: index.segments.index.mayMeet(box)
        case .components, .componentCounts, .componentShapes: index.components.mayMeet(box)
        case .withoutHolder:
            unanswered != nil
                && (areas(of: content).contains { $0.meets(box) }
                    || index.segments.index.mayMeet(box))
        // Names stand inside the areas that they name.
        case .labels: false
        case .places: places?.index.mayMeet(box) ?? false
        }
    }

    /// The areas that contain the whole of a tile, by number and layer, if nothing else is there.
    public struct Cover: Hashable, Sendable {
        fileprivate var areas: [[Int32]] = []
    }

    /// What covers a tile of which nothing but areas from edge to edge is shown; `nil` for any other
    /// tile. Tiles of one zoom with the same cover are the same, and so are those that such tiles
    /// come apart into.
    public func cover(_ wanted: [MapLayer], in frame: TileFrame) -> Cover? {
        let box = frame.boxWithTwoMargins
        var cover = Cover()
        // Of the finest areas a border is found soonest.
        for layer in wanted.reversed() {
            guard let content = MapLayer.Content(rawValue: layer.id) else { continue }
            for areas in areas(of: content) {
                guard let found = areas.cover(of: box) else { return nil }
                cover.areas.append(found)
            }
            if content == .withoutHolder, index.segments.index.mayMeet(box) { return nil }
            if !content.isOfAreas, mayShow(content, in: box) { return nil }
        }
        return cover
    }

    /// The areas that a layer shows.
    private func areas(of content: MapLayer.Content) -> [AreaIndex] {
        switch content {
        case .partitions: [index.partitions.index]
        case .withoutHolder: [.responsibilityGrid, .unitGrid].map(index.book.index(of:))
        default: AreaKind(layer: content.rawValue).map { [index.book.index(of: $0)] } ?? []
        }
    }

    /// The box around all that may be shown, in lattice units.
    public var extent: Box {
        var extent = index.extent
        extent.extend(to: index.partitions.index.box)
        if let places { extent.extend(to: places.index.box) }
        return extent
    }

    /// A question whether a tile meets a district's ground; `nil` if no district has the code.
    public func isOnGround(ofDistrict code: String) -> (@Sendable (TileFrame) -> Bool)? {
        guard let district = index.book.number(.district, code) else { return nil }
        let districts = index.book.index(of: .district)
        return { frame in districts.meets(frame.box) { $0 == district } }
    }

    /// The box around a district; `nil` if no district has the code, or the one has no ground.
    public func box(ofDistrict code: String) -> Box? {
        guard let district = index.book.number(.district, code) else { return nil }
        let polygons = index.book.index(of: .district).polygons(of: district)
        return polygons.isEmpty ? nil : Box(polygons.lazy.flatMap(\.shell.vertices))
    }
}

extension ComponentBook {
    /// Whether a component may have a place in common with a box; `false` only where none has.
    fileprivate func mayMeet(_ box: Box) -> Bool {
        packed.indexes.contains { $0?.mayMeet(box) ?? false }
            || (changes?.indexes.values.contains { $0.mayMeet(box) } ?? false)
            || (changes?.places.contains(where: box.contains) ?? false)
    }
}

extension MapLayer.Content {
    /// Whether the layer shows areas, or the names of areas.
    fileprivate var isOfAreas: Bool {
        [.labels, .partitions, .withoutHolder].contains(self) || AreaKind(layer: rawValue) != nil
    }
}
