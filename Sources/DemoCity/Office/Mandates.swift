import City

/// The list of mandates: for each matter and component that somebody in particular answers for,
/// who.
struct Mandates {
    private let chart: OrganizationChart
    private let names: TerritoryNames
    private let known: Set<String>
    private let form = Form(
        .mandates, "code", "category", "territory", "road_level", "organization", "role", "document"
    )
    private var rows: [LayerRow] = []

    /// The rows of the layer, for a catalogue with the known categories.
    static func rows(
        _ chart: OrganizationChart, _ names: TerritoryNames, known: Set<String>
    ) -> [LayerRow] {
        var list = Mandates(chart: chart, names: names, known: known)
        list.addCityWide()
        list.addByDistrict()
        list.addByRoadLevel()
        return list.rows
    }

    private init(chart: OrganizationChart, names: TerritoryNames, known: Set<String>) {
        self.chart = chart
        self.names = names
        self.known = known
    }

    private mutating func add(
        _ category: String, in territory: String? = nil, level: String? = nil,
        by organization: Int, as role: String
    ) {
        guard category.hasPrefix("group/") || known.contains(category) else { return }
        rows.append(
            form.row(
                "QZ" + Digits.padded(rows.count + 1, 4), category, territory, level,
                chart[organization], role, "示例权责清单"))
    }

    /// What one bureau of the city answers for everywhere.
    private static let cityWide: [(Bureau, [String])] = [
        (
            .construction,
            (1...16).map { "matter/08" + Digits.padded($0, 3) }
        ),
        (.transport, ["matter/02031", "matter/02032", "matter/02044", "matter/02028"]),
        (.parks, ["matter/06021", "matter/06022", "matter/06047", "component/04001"]),
        (.water, ["matter/06015", "matter/06023", "matter/06024", "matter/06026", "matter/06046"]),
        (.environment, ["matter/06028", "matter/06033", "component/03010", "component/03011"]),
        (.market, ["matter/09001", "matter/09013", "matter/09015", "matter/07004"]),
        (.culture, ["matter/09008", "matter/05009", "component/05009", "component/02037"]),
        (.civil, ["matter/09003", "component/02036"]),
        (.fire, ["matter/09012", "component/01013"]),
        (.telecomCompany, ["matter/10002", "component/01007", "matter/01007"]),
        (.powerCompany, ["component/01005", "matter/01005", "component/01047", "matter/01047"]),
        (.gasCompany, ["component/01011", "matter/01011", "matter/01057"]),
        (.heatCompany, ["component/01010", "matter/01010", "matter/01061"]),
        (.waterCompany, ["component/01001", "matter/01001", "component/01025"]),
        (.cableCompany, ["component/01008", "matter/01008"]),
    ]

    private mutating func addCityWide() {
        for (bureau, categories) in Self.cityWide {
            for category in categories { add(category, by: chart.city(bureau), as: "competent") }
        }
        add("group/manhole", by: chart.city(.grids), as: "assisting")
        add("group/street-lamp", by: chart.city(.powerCompany), as: "assisting")
    }

    /// What the bureaus of each district answer for at home.
    private static let byDistrict: [(Bureau, String, String)] = [
        (.cleaning, "matter/06010", "competent"), (.cleaning, "matter/06012", "maintainer"),
        (.management, "matter/06001", "competent"), (.management, "matter/06029", "competent"),
        (.management, "matter/07001", "competent"), (.management, "matter/07003", "competent"),
        (.management, "matter/09005", "competent"), (.management, "matter/09006", "competent"),
        (.upkeep, "matter/06013", "competent"), (.upkeep, "matter/06051", "maintainer"),
        (.traffic, "matter/09009", "competent"), (.traffic, "matter/06016", "competent"),
        (.parks, "matter/06017", "competent"), (.drains, "matter/01003", "competent"),
        (.drains, "component/01003", "maintainer"), (.lamps, "component/01037", "maintainer"),
        (.housing, "matter/06004", "competent"), (.cleaning, "matter/10001", "competent"),
    ]

    private mutating func addByDistrict() {
        for (bureau, category, role) in Self.byDistrict {
            for (district, title) in names.districts.enumerated() {
                add(category, in: title.code, by: chart.district(district, bureau), as: role)
            }
        }
    }

    private mutating func addByRoadLevel() {
        for category in ["matter/06013", "matter/06050", "matter/06051", "matter/06012"] {
            add(category, level: "市管", by: chart.city(.upkeep), as: "competent")
        }
    }
}

/// The order of the rules where it is not the usual one.
enum PrecedenceRows {
    /// The rows of the layer.
    static let rows: [LayerRow] = {
        let form = Form(
            .precedence, "chain", "category", "rules", "component_reach", "segment_reach")
        return [
            form.row(
                "organization", "matter/06012",
                "segment;mandate;responsibility-grid;territory", nil, "25.0"),
            form.row(
                "organization", "matter/09006",
                "segment;mandate;responsibility-grid;territory", nil, "25.0"),
            form.row(
                "person", "matter/06012", "segment;responsibility-grid;organization;territory", nil,
                "25.0"),
            form.row(
                "organization", "group/manhole",
                "component;mandate;responsibility-grid;territory", "20.0", nil),
        ]
    }()
}
