public import City
import Geo

extension Plan {
    /// Calls `visit` with every row of a layer, in an order that depends on nothing but the plan.
    ///
    /// A layer that no city is grown with has no rows.
    public func forEachRow(
        of layer: Layer, _ visit: (LayerRow) throws -> Void
    ) rethrows {
        if layer == .components {
            let form = ComponentForm(self)
            try stream.forEach(of: components) { try visit(form.row($0)) }
        } else {
            for row in smallRows(of: layer) { try visit(row) }
        }
    }

    /// All rows of a layer at once.
    public func rows(of layer: Layer) -> [LayerRow] {
        var rows: [LayerRow] = []
        forEachRow(of: layer) { rows.append($0) }
        return rows
    }

    private func smallRows(of layer: Layer) -> [LayerRow] {
        switch layer {
        case .categories: published.categories
        case .organizations: chart.rows
        case .people: staff.rows(chart)
        case .districts: districtRows
        case .subdistricts: subdistrictRows
        case .communities: communityRows
        case .unitGrids: unitGridRows
        case .responsibilityGrids: responsibilityRows
        case .roadChiefSegments: segmentRows
        case .places: Places.rows(ground, names, chart, seed: seed)
        case .posts: staff.posts
        case .mandates: Mandates.rows(chart, names, known: knownCategories)
        case .precedence: PrecedenceRows.rows
        default: []
        }
    }

    private var knownCategories: Set<String> {
        Set(Category.read(published.categories).map(\.key.description))
    }

    private func shape(_ rings: [VertexRing]) -> Shape {
        .area(rings.compactMap { ground.mesh.polygon($0) })
    }

    private var districtRows: [LayerRow] {
        let form = Form(.districts, "code", "name", "organization")
        return names.districts.enumerated().map { district, title in
            form.row(
                title.code, title.name, chart[chart.district(district, .management)],
                shape: .area(ground.outlines[district].polygons(ground.mesh)))
        }
    }

    private var subdistrictRows: [LayerRow] {
        let form = Form(.subdistricts, "code", "name", "organization")
        return ground.subdistricts.indices.map { number in
            let title = names.subdistricts[number]
            return form.row(
                title.code, title.name, chart[chart.office(number)],
                shape: shape(ground.subdistricts[number].rings))
        }
    }

    private var communityRows: [LayerRow] {
        let form = Form(.communities, "code", "name")
        return zip(ground.communities, names.communities).map { piece, title in
            form.row(title.code, title.name, shape: shape(piece.rings))
        }
    }

    private var unitGridRows: [LayerRow] {
        let form = Form(.unitGrids, "code", "start_date")
        return zip(ground.grids, names.grids).map { piece, code in
            form.row(code, "2025-01-01", shape: shape(piece.rings))
        }
    }

    private var responsibilityRows: [LayerRow] {
        let form = Form(
            .responsibilityGrids, "code", "name", "administered_by", "organization", "members")
        var counts = Array(repeating: 0, count: ground.communities.count)
        let codes = Self.responsibilityCodes(ground)
        return zip(ground.responsibilities, codes).map { members, code in
            let community = ground.grids[members[0]].parent
            counts[community] += 1
            let office = chart.office(ground.communities[community].parent)
            let number = Digits.inChinese(counts[community])
            return form.row(
                code, "\(names.communities[community].name)第\(number)责任网格",
                names.communities[community].code, chart[office],
                members.map { names.grids[$0] }.sorted().joined(separator: ";"))
        }
    }

    private var segmentRows: [LayerRow] {
        let form = Form(
            .roadChiefSegments, "code", "name", "road_level", "half_width", "administered_by",
            "organization", "start_date")
        let codes = Self.codes(of: segments, ground, names)
        return zip(segments, codes).map { segment, code in
            let district = ground.subdistricts[segment.subdistrict].parent
            let organization =
                segment.rank == .avenue
                ? chart.district(district, .management) : chart.office(segment.subdistrict)
            return form.row(
                code, name(of: segment), segment.rank == .avenue ? "市管" : "区管",
                "\(Double(segment.halfWidth))", names.districts[district].code,
                chart[organization], "2025-01-01",
                shape: Line(ground.mesh.places(of: segment.vertices)).map { .lines([$0]) })
        }
    }

    /// The name of the street, with the number of the stretch if there are several.
    private func name(of segment: Segment) -> String {
        let ending =
            switch segment.rank {
            case .avenue: "大街"
            case .street: "路"
            case .lane: "巷"
            }
        let name = StreetNames.name(segment.street, ending: ending)
        return segment.stretch == 0 ? name : "\(name)第\(Digits.inChinese(segment.stretch))段"
    }
}
