public import Geo

/// A place of a theme 专题点位: a public toilet, a car park, a housing estate, a stretch that floods.
public struct Place: Hashable, Sendable {
    /// Its theme: 公厕, 停车场 …
    public var theme: String
    /// Its number within the theme.
    public var number: String
    /// Its name, empty if it has none.
    public var name: String
    /// The code of the organization that answers for it.
    public var organization: String?
    /// Where it is: a point or an area.
    public var shape: Shape

    /// A place by its parts.
    public init(
        theme: String, number: String, name: String = "", organization: String? = nil,
        shape: Shape
    ) {
        self.theme = theme
        self.number = number
        self.name = name
        self.organization = organization
        self.shape = shape
    }

    /// What identifies it among all places, as the register writes its key: `公厕/0017`.
    public var code: String { "\(theme)/\(number)" }

    /// The places of the rows of their layer; a row without geometry is none.
    public static func places(in rows: [LayerRow]) -> [Place] {
        let columns = Columns(.places)
        let (theme, number) = (columns["theme"], columns["number"])
        let (name, organization) = (columns["name"], columns["organization"])
        return rows.compactMap { row in
            row.shape.map { shape in
                Place(
                    theme: theme(row) ?? "", number: number(row) ?? "", name: name(row) ?? "",
                    organization: organization(row), shape: shape)
            }
        }
    }
}
