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

    static func components(in rows: [LayerRow]) -> [Component] {
        let columns = Columns(.components)
        let (code, category, name) = (columns["code"], columns["category"], columns["name"])
        let competent = columns["competent_department"]
        let (owner, maintainer) = (columns["owner"], columns["maintainer"])
        let lead = columns["lead_organization"]
        let joint = columns.list("joint_organizations")
        let (person, device) = (columns["responsible_person"], columns["device"])
        return rows.compactMap { row in
            guard let shape = row.shape,
                let key = try? CategoryKey(category(row) ?? "", assuming: .component)
            else { return nil }
            return Component(
                code: code(row) ?? "", category: key, name: name(row) ?? "",
                competentDepartment: competent(row), owner: owner(row),
                maintainer: maintainer(row), leadOrganization: lead(row),
                jointOrganizations: joint(row), responsiblePerson: person(row),
                device: device(row), shape: shape)
        }
    }
}
