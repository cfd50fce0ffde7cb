import City
import Geo

/// Makes rows of packed components.
struct ComponentForm {
    private let plan: Plan
    private let form = Form(
        .components, "code", "category", "standard", "name", "competent_department", "owner",
        "maintainer", "lead_organization", "joint_organizations", "responsible_person", "device",
        "state", "unit_grid", "subdistrict", "community", "initial_date", "source")
    private let categories: [String]
    private let names: [String]

    init(_ plan: Plan) {
        self.plan = plan
        categories = plan.stream.mix.kinds.map { "component/\($0.code)" }
        names = plan.stream.mix.kinds.map(\.name)
    }

    /// The row of a component.
    func row(_ component: DemoComponent) -> LayerRow {
        let code = plan.code(of: component)
        let category = Int(component.category)
        let grid = Int(component.unitGrid)
        let community = plan.ground.grids[grid].parent
        let subdistrict = plan.ground.communities[community].parent
        return form.row(
            code, categories[category],
            // The standard asks for the department; what nobody knows it of does not follow it.
            component.competentDepartment < 0 ? nil : Category.standardOf2026, names[category],
            organization(component.competentDepartment), organization(component.owner),
            organization(component.maintainer), organization(component.lead),
            organization(component.joint),
            component.person < 0 ? nil : Plan.personCode(component.person),
            component.hasDevice ? "SB" + code.dropFirst(4) : nil, "完好", plan.names.grids[grid],
            plan.names.subdistricts[subdistrict].code, plan.names.communities[community].code,
            Self.date(component), "其他", shape: component.shape)
    }

    private func organization(_ number: Int32) -> String? {
        number < 0 ? nil : plan.chart[Int(number)]
    }

    /// A day of the years in which the components were surveyed.
    private static func date(_ component: DemoComponent) -> String {
        let number = Int(component.sequence) &* 31 &+ Int(component.unitGrid)
        let month = Digits.padded(number % 12 + 1, 2)
        return "\(2023 + number % 3)-\(month)-\(Digits.padded(number / 12 % 28 + 1, 2))"
    }
}

extension Plan {
    /// The categories of the components by their numbers, `component/01001`.
    public var componentCategories: [String] { stream.mix.kinds.map { "component/\($0.code)" } }
    /// The codes of the districts by their numbers.
    public var districtCodes: [String] { names.districts.map(\.code) }
    /// The codes of the unit grids by their numbers.
    public var unitGridCodes: [String] { names.grids }
    /// The codes of the organizations by their numbers.
    public var organizationCodes: [String] { chart.entries.map(\.code) }

    /// The code of a person by the number that a component holds.
    public static func personCode(_ person: Int32) -> String { Staff.code(Int(person)) }

    /// The code of a component: 17 digits of the national scheme.
    ///
    /// The six digits of the sequence suffice for about ten million components; with more of them
    /// codes become longer, which only benchmarks without codes can do with.
    public func code(of component: DemoComponent) -> String {
        names.districts[Int(component.district)].code
            + stream.mix.kinds[Int(component.category)].code
            + Digits.padded(Int(component.sequence), 6)
    }

    /// Calls `visit` with packed components, as many as are asked for, in the order of their unit
    /// grids; none of them is kept.
    ///
    /// - Parameter count: how many; as many as the plan has if not told.
    public func forEachComponent(
        count: Int? = nil, _ visit: (DemoComponent) throws -> Void
    ) rethrows {
        try stream.forEach(of: count ?? components, visit)
    }
}
