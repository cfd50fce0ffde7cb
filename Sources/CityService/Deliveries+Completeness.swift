import City
import CityStore

extension Deliveries {
    /// What is said to be complete, in the register's own words.
    ///
    /// - Throws: ``CityServiceError`` if an area or category is not known, or the layer's rows have
    ///   none.
    func known(_ completeness: Completeness, in layer: Layer) throws -> Completeness {
        guard case .part(let areas, let categories) = completeness else { return completeness }
        if !areas.isEmpty, layer.geometry == .none {
            throw CityServiceError.nothingToBound(layer: layer.name, by: "place")
        }
        for area in areas where try !isRegistered(area) { throw CityServiceError.unknownArea(area) }
        guard !categories.isEmpty else { return completeness }
        guard layer.field("category")?.kind == .category else {
            throw CityServiceError.nothingToBound(layer: layer.name, by: "category")
        }
        let catalogue = CityContents.categories(in: try register.rows(of: .categories))
        return .part(
            areas: areas,
            categories: try categories.map { text in
                let key = try CategoryKey(text, assuming: layer.assumedKind)
                guard catalogue.contains(where: { $0.key == key }) else {
                    throw CityServiceError.unknownCategory(key)
                }
                return key.description
            })
    }

    private func isRegistered(_ area: String) throws -> Bool {
        try AreaKind.allCases.contains { try register.row(of: $0.layer, key: area) != nil }
    }
}
