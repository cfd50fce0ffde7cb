public import Geo

/// A registered component 部件: a manhole cover, a lamp, a bench, with those who answer for it.
public struct Component: Hashable, Sendable {
    /// Its code 标识码.
    public var code: String
    /// What it is.
    public var category: CategoryKey
    /// Its name, empty if it has none.
    public var name: String
    /// The competent department 主管部门.
    public var competentDepartment: String?
    /// The owner 权属单位.
    public var owner: String?
    /// The maintainer 养护单位.
    public var maintainer: String?
    /// The organization that leads where several answer jointly.
    public var leadOrganization: String?
    /// The organizations that answer jointly with the lead.
    public var jointOrganizations: [String]
    /// The opaque code of the person named on it.
    public var responsiblePerson: String?
    /// The device fixed to it: a cover's sensor, a lamp's controller.
    public var device: String?
    /// Its place: a point, line or polygon.
    public var shape: Shape

    /// A component by its parts.
    public init(
        code: String, category: CategoryKey, name: String = "", competentDepartment: String? = nil,
        owner: String? = nil, maintainer: String? = nil, leadOrganization: String? = nil,
        jointOrganizations: [String] = [], responsiblePerson: String? = nil,
        device: String? = nil, shape: Shape
    ) {
        self.code = code
        self.category = category
        self.name = name
        self.competentDepartment = competentDepartment
        self.owner = owner
        self.maintainer = maintainer
        self.leadOrganization = leadOrganization
        self.jointOrganizations = jointOrganizations
        self.responsiblePerson = responsiblePerson
        self.device = device
        self.shape = shape
    }

    /// The columns that ``init(values:shape:)`` reads, in its order.
    public static let columns = [
        "code", "category", "name", "competent_department", "owner", "maintainer",
        "lead_organization", "joint_organizations", "responsible_person", "device",
    ]

    /// A component from the texts of ``columns``; `nil` if its category is none.
    public init?(values: [String?], shape: Shape) {
        guard values.count == Self.columns.count,
            let key = try? CategoryKey(values[1] ?? "", assuming: .component)
        else { return nil }
        self.init(
            code: values[0] ?? "", category: key, name: values[2] ?? "",
            competentDepartment: values[3], owner: values[4], maintainer: values[5],
            leadOrganization: values[6], jointOrganizations: TextList.parse(values[7]),
            responsiblePerson: values[8], device: values[9], shape: shape)
    }

    /// A component from a row of its layer; `nil` for a row without geometry or category.
    public init?(row: LayerRow) {
        guard let shape = row.shape else { return nil }
        self.init(values: Self.places.map { row.values[$0] }, shape: shape)
    }

    private static let places = columns.compactMap { column in
        Layer.components.fields.firstIndex { $0.column == column }
    }
}
