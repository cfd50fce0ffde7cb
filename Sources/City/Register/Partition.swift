public import Geo

/// A partition 包区: ground on which one organization or person answers for some categories.
public struct Partition: Hashable, Sendable {
    /// Its code.
    public var code: String
    /// Its name, empty if it has none.
    public var name: String
    /// What it is about.
    public var categories: [CategoryPattern]
    /// The organization that answers.
    public var organization: String?
    /// The opaque code of the person who answers.
    public var person: String?
    /// The first day on which it holds.
    public var from: Day?
    /// The last day on which it holds.
    public var to: Day?
    /// Its ground.
    public var polygons: [Polygon]

    /// A partition by its parts.
    public init(
        code: String, name: String = "", categories: [CategoryPattern], organization: String? = nil,
        person: String? = nil, from: Day? = nil, to: Day? = nil, polygons: [Polygon]
    ) {
        self.code = code
        self.name = name
        self.categories = categories
        self.organization = organization
        self.person = person
        self.from = from
        self.to = to
        self.polygons = polygons
    }

    /// Whether it holds on a day.
    func isValid(on day: Day) -> Bool {
        (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }

    static func partitions(in rows: [LayerRow]) -> [Partition] {
        let columns = Columns(.partitions)
        let (code, name, categories) = (
            columns["code"], columns["name"], columns.list("categories")
        )
        let (organization, person) = (columns["organization"], columns["person"])
        let (from, to) = (columns["valid_from"], columns["valid_to"])
        return rows.map { row in
            Partition(
                code: code(row) ?? "", name: name(row) ?? "",
                categories: categories(row).compactMap { try? CategoryPattern($0) },
                organization: organization(row), person: person(row),
                from: Day(stored: from(row)), to: Day(stored: to(row)),
                polygons: row.shape?.polygons ?? [])
        }
    }
}
