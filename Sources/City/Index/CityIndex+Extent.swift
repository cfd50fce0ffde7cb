public import Geo

extension CityIndex {
    /// The box of the city's ground: of the coarsest areas that have any; `nil` without areas.
    public var ground: Box? {
        AreaKind.allCases.lazy.map { self.book.index(of: $0).box }.first { !$0.isEmpty }
    }

    /// The categories of components and matters, in the order of their keys; one that only a
    /// component or a rule names has no name.
    public var categories: [Category] { catalogue.categories }
}

extension Category {
    /// The names of the major classes 大类 as the rows of the catalogue state them, by kind and code:
    /// `component/01`.
    ///
    /// Complexity: O(rows).
    public static func majors(in rows: [LayerRow]) -> [String: String] {
        let columns = Columns(.categories)
        let (kind, major, name) = (columns["kind"], columns["major"], columns["major_name"])
        var names: [String: String] = [:]
        for row in rows {
            guard let kind = kind(row), let major = major(row), let name = name(row) else {
                continue
            }
            names["\(kind)/\(major)"] = name
        }
        return names
    }
}
