/// An organization 单位: a department, a company, a subdistrict office.
///
/// Owner, maintainer and competent department are roles of organizations, not kinds of them.
public struct Organization: Hashable, Sendable {
    /// Its code, often the unified social credit code.
    public var code: String
    /// Its name.
    public var name: String

    /// An organization by its parts.
    public init(code: String, name: String) {
        self.code = code
        self.name = name
    }

    static func organizations(in rows: [LayerRow]) -> [Organization] {
        let columns = Columns(.organizations)
        let (code, name) = (columns["code"], columns["name"])
        return rows.map { Organization(code: code($0) ?? "", name: name($0) ?? "") }
    }
}

/// A post 岗位: a person's or an organization's responsibility for something, for a time.
public struct Post: Hashable, Sendable {
    /// Its code.
    public var code: String
    /// What the holder is to the target.
    public var role: Role
    /// What the post is called: 一级路长, 网格员.
    public var title: String?
    /// The level of the post; 1 is asked first, and posts without a level last.
    public var rank: Int?
    /// The opaque code of the person who holds it.
    public var person: String?
    /// The organization that holds it, or that the person belongs to.
    public var organization: String?
    /// The layer of what the post is for.
    public var targetLayer: String
    /// The code of what the post is for.
    public var target: String
    /// The categories the post is limited to; empty means all.
    public var categories: [CategoryPattern]
    /// The first day of the post.
    public var validFrom: Day?
    /// The last day of the post.
    public var validTo: Day?

    /// What a post's holder is to its target.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        /// A chief of a road-chief segment 路长.
        case chief
        /// The holder of a grid, an area or an organization's duty.
        case holder
        /// Who stands in for chief or holder.
        case deputy
    }

    /// A post by its parts.
    public init(
        code: String, role: Role, title: String? = nil, rank: Int? = nil, person: String? = nil,
        organization: String? = nil, targetLayer: String, target: String,
        categories: [CategoryPattern] = [], validFrom: Day? = nil, validTo: Day? = nil
    ) {
        self.code = code
        self.role = role
        self.title = title
        self.rank = rank
        self.person = person
        self.organization = organization
        self.targetLayer = targetLayer
        self.target = target
        self.categories = categories
        self.validFrom = validFrom
        self.validTo = validTo
    }

    /// Whether somebody holds the post on a day.
    public func isValid(on day: Day) -> Bool {
        (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
    }

    static func posts(in rows: [LayerRow]) -> [Post] {
        let columns = Columns(.posts)
        let (code, role, title) = (columns["code"], columns["role"], columns["title"])
        let (rank, person) = (columns["rank"], columns["person"])
        let organization = columns["organization"]
        let (layer, target) = (columns["target_layer"], columns["target"])
        let categories = columns.list("categories")
        let (from, to) = (columns["valid_from"], columns["valid_to"])
        return rows.compactMap { row in
            guard let role = Role(rawValue: role(row) ?? "") else { return nil }
            return Post(
                code: code(row) ?? "", role: role, title: title(row),
                rank: rank(row).flatMap { Int($0) }, person: person(row),
                organization: organization(row), targetLayer: layer(row) ?? "",
                target: target(row) ?? "",
                categories: categories(row).compactMap { try? CategoryPattern($0) },
                validFrom: Day(stored: from(row)), validTo: Day(stored: to(row)))
        }
    }
}
