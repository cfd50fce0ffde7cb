import Geo

/// The categories of one edition, by number in the order of their keys.
struct Catalogue: Packed {
    let categories: [Category]
    /// The number of the category of components that each is about, or −1.
    let components: [Int32]
    private let numbers: [CategoryKey: Int32]

    /// A catalogue of the registered categories; a category that only a component or a rule names
    /// is known by its key alone.
    ///
    /// Where two standards use one key, the current national one counts, then the later name.
    init(_ all: [Category], inUse: some Sequence<CategoryKey>) {
        func weight(_ category: Category) -> (Int, String) {
            (category.standard == Category.standardOf2026 ? 1 : 0, category.standard)
        }
        var categories = Dictionary(
            all.map { ($0.key, $0) },
            uniquingKeysWith: { weight($0) < weight($1) ? $1 : $0 })
        for key in Array(inUse) + categories.values.compactMap(\.component)
        where categories[key] == nil {
            categories[key] = Category(standard: "", key: key, name: "")
        }
        self.init(categories.values.sorted { $0.key < $1.key })
    }

    private init(_ categories: [Category]) {
        let numbers = Dictionary(
            uniqueKeysWithValues: categories.enumerated().map { ($1.key, Int32($0)) })
        self.categories = categories
        self.numbers = numbers
        components = categories.map { $0.component.flatMap { numbers[$0] } ?? -1 }
    }

    subscript(key: CategoryKey) -> Category? { number(of: key).map { categories[Int($0)] } }

    /// The number of a category.
    func number(of key: CategoryKey) -> Int32? { numbers[key] }

    /// The patterns that speak about a category, most specific first: itself, the component that
    /// it is about, its groups, all.
    func patterns(for number: Int32?) -> [CategoryPattern] {
        guard let number else { return [.all] }
        let category = categories[Int(number)]
        var patterns: [CategoryPattern] = [.one(category.key)]
        var groups = category.groups
        if let component = category.component, component != category.key {
            patterns.append(.one(component))
            groups += (self[component]?.groups ?? []).filter { !groups.contains($0) }
        }
        return patterns + groups.map(CategoryPattern.group) + [.all]
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        let texts = try TextColumn(from: &reader)
        let width = 7
        self.init(
            stride(from: 0, to: texts.count, by: width).compactMap { place in
                guard let kind = CategoryKind(rawValue: texts[place + 1]) else { return nil }
                let component = texts[place + 6]
                return Category(
                    standard: texts[place],
                    key: CategoryKey(kind: kind, code: texts[place + 2]), name: texts[place + 3],
                    major: texts[place + 4].isEmpty ? nil : texts[place + 4],
                    groups: TextList.parse(texts[place + 5]),
                    statedComponent: component.isEmpty ? nil : try? CategoryKey(component))
            })
    }

    func write(to writer: inout PackedWriter) throws {
        let texts = categories.flatMap { category in
            [
                category.standard, category.key.kind.rawValue, category.key.code, category.name,
                category.major ?? "", category.groups.joined(separator: ";"),
                category.statedComponent?.description ?? "",
            ]
        }
        try TextColumn(texts).write(to: &writer)
    }
}
