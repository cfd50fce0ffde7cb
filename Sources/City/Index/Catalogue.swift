/// The categories of one edition by their keys.
struct Catalogue: Sendable {
    private let categories: [CategoryKey: Category]

    /// A catalogue of the registered categories; a category that only components name is known by
    /// its key alone.
    ///
    /// Where two standards use one key, the current national one counts, then the later name.
    init(_ all: [Category], inUse: some Sequence<CategoryKey>) {
        func weight(_ category: Category) -> (Int, String) {
            (category.standard == Category.standardOf2026 ? 1 : 0, category.standard)
        }
        var categories = Dictionary(
            all.map { ($0.key, $0) },
            uniquingKeysWith: { weight($0) < weight($1) ? $1 : $0 })
        for key in inUse where categories[key] == nil {
            categories[key] = Category(standard: "", key: key, name: "")
        }
        self.categories = categories
    }

    subscript(key: CategoryKey) -> Category? { categories[key] }

    /// The patterns that speak about a category, most specific first: itself, the component that
    /// it is about, its groups, all.
    func patterns(for key: CategoryKey?) -> [CategoryPattern] {
        guard let key else { return [.all] }
        guard let category = categories[key] else { return [.one(key), .all] }
        var patterns: [CategoryPattern] = [.one(key)]
        var groups = category.groups
        if let component = category.component, component != key {
            patterns.append(.one(component))
            groups += (categories[component]?.groups ?? []).filter { !groups.contains($0) }
        }
        return patterns + groups.map(CategoryPattern.group) + [.all]
    }
}
