import City

/// The people of the city, who do not exist, and the posts they hold.
struct Staff: Sendable {
    /// The organization of each person; a person is known by the place in this list.
    private(set) var organizations: [Int] = []
    /// The posts as rows.
    private(set) var posts: [LayerRow] = []
    /// The person who answers for the covers of each community.
    private(set) var coverHolders: [Int] = []

    private static let form = Form(
        .posts, "code", "role", "title", "rank", "person", "organization", "target_layer", "target",
        "valid_from")

    init(
        _ ground: Ground, _ names: TerritoryNames, _ chart: OrganizationChart,
        _ segments: [Segment],
        segmentCodes: [String], gridCodes: [String]
    ) {
        holdOrganizations(chart)
        let communityHolders = holdCommunities(ground, names, chart)
        holdGrids(ground, chart, gridCodes, communityHolders)
        holdSegments(ground, chart, segments, segmentCodes, communityHolders)
    }

    /// The code of a person.
    static func code(_ person: Int) -> String { "RY" + Digits.padded(person + 1, 6) }

    /// The people as rows.
    func rows(_ chart: OrganizationChart) -> [LayerRow] {
        let form = Form(.people, "code", "name", "telephone", "organization")
        return organizations.enumerated().map { person, organization in
            form.row(
                Self.code(person), PersonNames.name(person), PersonNames.telephone(person),
                chart[organization])
        }
    }

    private mutating func hire(by organization: Int) -> Int {
        organizations.append(organization)
        return organizations.count - 1
    }

    private mutating func post(
        _ person: Int, as role: String, _ title: String, rank: Int? = nil,
        _ chart: OrganizationChart,
        for layer: String, _ target: String
    ) {
        posts.append(
            Self.form.row(
                "GW" + Digits.padded(posts.count + 1, 6), role, title, rank.map(String.init),
                Self.code(person), chart[organizations[person]], layer, target, "2025-01-01"))
    }

    private mutating func holdOrganizations(_ chart: OrganizationChart) {
        for organization in chart.entries.indices {
            let holder = hire(by: organization)
            post(
                holder, as: "holder", "值班负责人", chart, for: "organizations", chart[organization])
            guard organization.isMultiple(of: 3) else { continue }
            let deputy = hire(by: organization)
            post(
                deputy, as: "deputy", "值班副职", chart, for: "organizations", chart[organization])
        }
    }

    private mutating func holdCommunities(
        _ ground: Ground, _ names: TerritoryNames, _ chart: OrganizationChart
    ) -> [Int] {
        zip(ground.communities, names.communities).map { piece, title in
            let holder = hire(by: chart.office(piece.parent))
            post(holder, as: "holder", "社区网格长", chart, for: "communities", title.code)
            coverHolders.append(hire(by: chart.office(piece.parent)))
            return holder
        }
    }

    private mutating func holdGrids(
        _ ground: Ground, _ chart: OrganizationChart, _ codes: [String], _ deputies: [Int]
    ) {
        for (members, code) in zip(ground.responsibilities, codes) {
            let community = ground.grids[members[0]].parent
            let holder = hire(by: chart.office(ground.communities[community].parent))
            post(holder, as: "holder", "网格员", chart, for: "responsibility-grids", code)
            post(
                deputies[community], as: "deputy", "代理网格员", chart, for: "responsibility-grids",
                code)
        }
    }

    /// Three chiefs for an avenue and for most streets, two for the others: the lower the rank, the
    /// shorter the way to the road.
    private mutating func holdSegments(
        _ ground: Ground, _ chart: OrganizationChart, _ segments: [Segment], _ codes: [String],
        _ communityHolders: [Int]
    ) {
        let cityChiefs = (0..<12).map { _ in hire(by: chart.city(.management)) }
        let districtChiefs = ground.outlines.indices.map { district in
            (0..<5).map { _ in hire(by: chart.district(district, .management)) }
        }
        let subdistrictChiefs = ground.subdistricts.indices.map { subdistrict in
            (0..<4).map { _ in hire(by: chart.office(subdistrict)) }
        }
        let neighbours = Neighbours(ground)
        for (segment, code) in zip(segments, codes) {
            let district = ground.subdistricts[segment.subdistrict].parent
            let local = communityHolders[neighbours.community(beside: segment)]
            let middle = subdistrictChiefs[segment.subdistrict][segment.street % 4]
            let upper = districtChiefs[district][segment.street % 5]
            let chiefs =
                switch segment.rank {
                case .avenue: [cityChiefs[segment.street % 12], upper, middle]
                case .street: [upper, middle, local]
                case .lane: [middle, local]
                }
            for (rank, chief) in chiefs.enumerated() {
                post(
                    chief, as: "chief", Digits.inChinese(rank + 1) + "级路长", rank: rank + 1, chart,
                    for: "road-chief-segments", code)
            }
        }
    }
}

/// Which community lies beside a segment.
private struct Neighbours {
    private var communities: [Int32: Int] = [:]
    private var firstOf: [Int: Int] = [:]

    init(_ ground: Ground) {
        for (number, piece) in ground.communities.enumerated() {
            if firstOf[piece.parent] == nil { firstOf[piece.parent] = number }
            for vertex in piece.rings[0] { communities[vertex] = number }
        }
        for grid in ground.grids {
            for vertex in grid.rings[0] where communities[vertex] == nil {
                communities[vertex] = grid.parent
            }
        }
    }

    func community(beside segment: Segment) -> Int {
        let middle = segment.vertices[segment.vertices.count / 2]
        return communities[middle] ?? firstOf[segment.subdistrict] ?? 0
    }
}
