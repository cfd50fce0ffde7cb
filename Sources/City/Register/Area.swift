public import Geo

/// An area of the city: a division or a grid of any kind (区县, 街道, 社区, 单元网格, 责任网格 …).
///
/// Areas of one territory level cover their ground once; a place exactly on a shared border
/// belongs to the lower code.
public struct Area: Hashable, Sendable {
    /// What kind of area it is.
    public var kind: AreaKind
    /// Its code, unique within its kind.
    public var code: String
    /// Its name, empty if it has none.
    public var name: String
    /// The code of the area that administers it, where that is not the one its prefix names.
    public var administeredBy: String?
    /// The organization that answers for it.
    public var organization: String?
    /// The codes of the unit grids that make it up, where it has no ground of its own.
    public var members: [String]
    /// From when it is valid.
    public var start: Day?
    /// Until when it was valid, that day not included.
    public var end: Day?
    /// Its ground; empty if it is made up of members.
    public var polygons: [Polygon]

    /// An area by its parts.
    public init(
        kind: AreaKind, code: String, name: String = "", administeredBy: String? = nil,
        organization: String? = nil, members: [String] = [], start: Day? = nil, end: Day? = nil,
        polygons: [Polygon] = []
    ) {
        self.kind = kind
        self.code = code
        self.name = name
        self.administeredBy = administeredBy
        self.organization = organization
        self.members = members
        self.start = start
        self.end = end
        self.polygons = polygons
    }

    /// Whether the area is valid on a day.
    func isValid(on day: Day) -> Bool {
        (start.map { $0 <= day } ?? true) && (end.map { day < $0 } ?? true)
    }

    /// The areas of a kind that are in force on a day, in the order of their rows.
    public static func inForce(of kind: AreaKind, in rows: [LayerRow], on day: Day) -> [Area] {
        areas(of: kind, in: rows).filter { $0.isValid(on: day) }
    }

    /// Reads the rows of the layer of a kind.
    static func areas(of kind: AreaKind, in rows: [LayerRow]) -> [Area] {
        let layer = kind.layer
        let columns = Columns(layer)
        let (code, name) = (columns["code"], columns["name"])
        let (administeredBy, organization) = (columns["administered_by"], columns["organization"])
        let (start, end) = (columns["start_date"], columns["end_date"])
        let members = layer.field("members") == nil ? { _ in [] } : columns.list("members")
        return rows.map { row in
            Area(
                kind: kind, code: code(row) ?? "", name: name(row) ?? "",
                administeredBy: administeredBy(row), organization: organization(row),
                members: members(row), start: Day(stored: start(row)), end: Day(stored: end(row)),
                polygons: row.shape?.polygons ?? [])
        }
    }
}

extension Day {
    /// The day of a stored text; the register keeps only well-formed ones.
    init?(stored text: String?) {
        guard let text, let day = try? Day(text) else { return nil }
        self = day
    }
}
