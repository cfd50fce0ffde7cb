/// A category 小类: a class of the catalogue, of components or of matters.
public struct Category: Hashable, Sendable {
    /// The catalogue it stands in: `GB/T 47678.5-2026`, or the city's own.
    public var standard: String
    /// Kind and code.
    public var key: CategoryKey
    /// Its name.
    public var name: String
    /// The code of its major class 大类.
    public var major: String?
    /// The groups it belongs to: `manhole`.
    public var groups: [String]
    /// The component that a matter is about, where the catalogue states it.
    public var statedComponent: CategoryKey?

    /// A category by its parts.
    public init(
        standard: String, key: CategoryKey, name: String, major: String? = nil,
        groups: [String] = [], statedComponent: CategoryKey? = nil
    ) {
        self.standard = standard
        self.key = key
        self.name = name
        self.major = major
        self.groups = groups
        self.statedComponent = statedComponent
    }

    /// The category of the components that a case of this category is about, if it is about any.
    ///
    /// A component category is about itself. A matter of the majors 01 to 05 of
    /// GB/T 47678.5-2026 is about the component category of the same number; every other matter is
    /// about none unless the catalogue states one.
    public var component: CategoryKey? {
        if key.kind == .component { return key }
        if let statedComponent { return statedComponent }
        let isNumberedAlike =
            standard == Self.standardOf2026 && key.code.utf8.count == 5
            && ("01"..."05").contains(String(key.code.prefix(2)))
        return isNumberedAlike ? CategoryKey(kind: .component, code: key.code) : nil
    }

    /// The current catalogue of components and matters.
    public static let standardOf2026 = "GB/T 47678.5-2026"

    static func categories(in rows: [LayerRow]) -> [Category] {
        let columns = Columns(.categories)
        let (standard, kind, code) = (columns["standard"], columns["kind"], columns["code"])
        let (name, major, groups) = (columns["name"], columns["major"], columns.list("groups"))
        let component = columns["component_category"]
        return rows.compactMap { row in
            guard let kind = CategoryKind(rawValue: kind(row) ?? "") else { return nil }
            return Category(
                standard: standard(row) ?? "",
                key: CategoryKey(kind: kind, code: code(row) ?? ""), name: name(row) ?? "",
                major: major(row), groups: groups(row),
                statedComponent: component(row).flatMap {
                    try? CategoryKey($0, assuming: .component)
                })
        }
    }
}
