/// Which registered rows vanish, because a delivery says that it is complete and lacks them.
struct Vanishing {
    let comparison: Comparison
    let registered: Registered
    let completeness: Completeness
    /// The day on which areas are looked at.
    let day: Day

    /// The rows by their places among the registered ones, in the order of keys.
    ///
    /// Complexity: O(rows); within areas, the search for the area of each row that is not delivered.
    var rows: [Int32] {
        guard completeness != .nothing else { return [] }
        var isDelivered = [Bool](repeating: false, count: comparison.registered.count)
        for match in comparison.matches where match >= 0 { isDelivered[Int(match)] = true }
        let concerns = isConcerned
        return isDelivered.indices.filter { !isDelivered[$0] && concerns($0) }.map(Int32.init)
    }

    /// Whether the delivery says that it is complete where a registered row stands.
    private var isConcerned: (Int) -> Bool {
        let (table, texts) = (comparison.registered, comparison.texts)
        switch completeness {
        case .nothing: return { _ in false }
        case .layer: return { _ in true }
        case .withdrawn:
            let keys = Set(comparison.withdrawn)
            return { keys.contains(table.keys[$0]) }
        case .part(let areas, let categories):
            let isOfCategory = isOfCategory(categories)
            guard !areas.isEmpty else { return isOfCategory }
            let ground = CompleteGround(
                of: Set(areas), among: registered.areas, scheme: registered.settings.scheme,
                on: day)
            return { isOfCategory($0) && ground.contains($0, of: table, texts) }
        }
    }

    private func isOfCategory(_ categories: [String]) -> (Int) -> Bool {
        let table = comparison.registered
        guard !categories.isEmpty else { return { _ in true } }
        guard table.layer.field("category") != nil else { return { _ in false } }
        let column = table.column("category")
        let wanted = Set(categories.map(comparison.texts.known).filter { $0 >= 0 })
        return { wanted.contains(column[$0]) }
    }
}
