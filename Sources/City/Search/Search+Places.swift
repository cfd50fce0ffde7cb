import Geo

extension Search {
    /// Where something is shown.
    func place(of entry: SearchEntry) -> Coordinate? {
        let number = Int(entry.number)
        switch entry.kind {
        case .coordinate: return nil
        case .roads: return names.roads.middles[number]
        case .crossings: return names.roads.crossings[number].place
        case .places: return names.places.middle(of: entry.number)
        case .organizations: return area(of: entry.number).flatMap { index.ground(ofArea: $0)?.at }
        case .segments: return names.roads.segmentMiddles[number]
        case .components: return index.components.place(of: entry.number)
        default: return index.ground(ofArea: entry.number)?.at
        }
    }

    /// The box around what is no single point.
    func box(of entry: SearchEntry) -> Box? {
        let number = Int(entry.number)
        let box: Box? =
            switch entry.kind {
            case .coordinate, .crossings, .components: nil
            case .roads: names.roads.boxes[number]
            case .places: names.places.box(of: entry.number)
            case .organizations: area(of: entry.number).flatMap { index.ground(ofArea: $0)?.box }
            case .segments: names.roads.segmentBoxes[number]
            default: index.ground(ofArea: entry.number)?.box
            }
        return box.flatMap { $0.isEmpty || ($0.west == $0.east && $0.south == $0.north) ? nil : $0 }
    }

    /// The coarsest area for which an organization answers.
    private func area(of organization: Int32) -> Int32? {
        index.book.organizations.firstIndex(of: organization).map { Int32($0) }
    }
}

extension CityIndex {
    /// Where an area is shown and the box around it: its own ground, or that of its unit grids.
    func ground(ofArea number: Int32) -> (at: Coordinate, box: Box)? {
        let own = book.index(of: book.kind(of: number))
        if let box = own.box(of: number), let at = own.labelPlace(of: number) { return (at, box) }
        let grids = book.index(of: .unitGrid)
        let members = book.members(of: number)
        let box = members.reduce(into: Box.empty) { box, grid in
            if let part = grids.box(of: grid) { box.extend(to: part) }
        }
        let places = members.compactMap { grids.labelPlace(of: $0) }
        let middle = box.centre
        let at = places.min {
            (Metric.distance($0, middle), $0) < (Metric.distance($1, middle), $1)
        }
        return at.map { ($0, box) }
    }

    /// The names of the district and the subdistrict in which something lies, as far as they may be
    /// named; of an area those that administer it.
    func namesAround(
        _ hit: SearchHit, areaNumber: Int?, _ question: SearchQuestion
    ) -> [String] {
        var chain: [Int32] = []
        if let areaNumber {
            var next = book.administrator(of: Int32(areaNumber))
            while let area = next, !chain.contains(area) {
                chain.append(area)
                next = book.administrator(of: area)
            }
        }
        if chain.isEmpty, hit.kind != .districts, let at = hit.at {
            chain = Array(book.territory(book.areas(at: at, residue: .none)))
        }
        let shown: [AreaKind] = [.district, .subdistrict]
        return shown.compactMap { kind in
            guard question.visible.contains(kind.searchKind), kind.searchKind != hit.kind,
                let area = chain.first(where: { book.kind(of: $0) == kind })
            else { return nil }
            let name = book.names[Int(area)]
            return name.isEmpty ? book.codes[Int(area)] : name
        }
    }
}
