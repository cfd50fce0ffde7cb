import Geo

extension Search {
    /// The findings, the best first.
    func hits() -> [SearchHit] {
        let metric = question.near.map { Metric(at: $0) }
        let ordered = found.map { entry, rank in
            Ordered(
                rank: rank.order, metres: metric.map { metres(from: $0, to: entry) } ?? 0,
                kind: entry.kind.place, length: length(of: entry), number: entry.number,
                entry: entry, match: rank.match)
        }.sorted()
        return ordered.prefix(question.limit).map { item in
            var hit = hit(item.entry, item.match)
            if metric != nil, item.metres.isFinite { hit.metres = item.metres }
            return hit
        }
    }

    /// A finding with what decides its place: of those that fit equally well the nearer, the kind, the
    /// shorter name, the lower code.
    private struct Ordered: Comparable {
        var rank: UInt8
        var metres: Double
        var kind: Int
        var length: Int
        var number: Int32
        var entry: SearchEntry
        var match: SearchMatch

        static func < (left: Ordered, right: Ordered) -> Bool {
            if left.rank != right.rank { return left.rank < right.rank }
            if left.metres != right.metres { return left.metres < right.metres }
            if left.kind != right.kind { return left.kind < right.kind }
            return (left.length, left.number) < (right.length, right.number)
        }
    }

    private func metres(from metric: Metric, to entry: SearchEntry) -> Double {
        place(of: entry).map { metric.distance(to: $0) } ?? .infinity
    }

    private func length(of entry: SearchEntry) -> Int {
        let number = Int(entry.number)
        switch entry.kind {
        case .places: return names.places.names.utf8(number).count
        case .organizations: return index.organizations.names.utf8(number).count
        case .segments: return index.segments.names.utf8(number).count
        case .roads: return names.roads.names[number].utf8.count
        case .crossings, .components, .coordinate: return 0
        default: return index.book.names.utf8(number).count
        }
    }

    private func hit(_ entry: SearchEntry, _ match: SearchMatch) -> SearchHit {
        let number = Int(entry.number)
        var hit = SearchHit(
            kind: entry.kind, code: code(of: entry), name: name(of: entry), match: match,
            at: place(of: entry), box: box(of: entry))
        if entry.kind == .places { hit.theme = names.places.theme(of: entry.number) }
        hit.within = index.namesAround(hit, areaNumber: entry.kind.isArea ? number : nil, question)
        return hit
    }

    private func code(of entry: SearchEntry) -> String? {
        let number = Int(entry.number)
        switch entry.kind {
        case .roads, .crossings, .coordinate: return nil
        case .places: return names.places.codes[number]
        case .organizations: return index.organizations.codes[number]
        case .segments: return index.segments.codes[number]
        case .components: return index.components.code(of: entry.number)
        default: return index.book.codes[number]
        }
    }

    private func name(of entry: SearchEntry) -> String {
        let number = Int(entry.number)
        switch entry.kind {
        case .coordinate: return ""
        case .roads: return names.roads.names[number]
        case .crossings:
            let crossing = names.roads.crossings[number]
            return [crossing.first, crossing.second].map { names.roads.names[Int($0)] }
                .joined(separator: " / ")
        case .places: return names.places.names[number]
        case .organizations: return index.organizations.names[number]
        case .segments: return index.segments.names[number]
        case .components:
            let name = index.components.name(of: entry.number)
            let category = Int(index.components.category(of: entry.number))
            return name.isEmpty ? index.catalogue.categories[category].name : name
        default: return index.book.names[number]
        }
    }
}

extension SearchKind {
    /// Whether it is a kind of areas.
    var isArea: Bool { AreaKind.allCases.contains { $0.searchKind == self } }
}
