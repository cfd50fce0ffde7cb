extension Layer {
    /// Every layer that a city takes in, parents before children.
    public static let all: [Layer] = [
        categories, organizations, people, districts, subdistricts, communities, unitGrids,
        managementGrids, responsibilityGrids, evaluationGrids, roadChiefSegments, components,
        places, posts, duties, mandates, partitions, rulings, precedence, channels, timeLimits,
        calendar, cases,
    ]

    /// The fields that may leave the layer's own table: of people all but names and numbers.
    public var openFields: [Field] {
        self == .people ? fields.filter { !["name", "telephone"].contains($0.column) } : fields
    }

    /// The layer of a name, or `nil`.
    public static func named(_ name: String) -> Layer? { all.first { $0.name == name } }
}
