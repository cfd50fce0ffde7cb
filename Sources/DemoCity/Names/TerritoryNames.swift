import City
import Geo

/// Codes and names of the ground: published ones where the list has any, invented ones elsewhere.
struct TerritoryNames: Sendable {
    /// A code and a name.
    struct Title: Sendable {
        var code: String
        var name: String
    }

    /// The districts in the order of the ground.
    let districts: [Title]
    /// The subdistricts in the order of the ground.
    private(set) var subdistricts: [Title] = []
    /// The communities in the order of the ground.
    private(set) var communities: [Title] = []
    /// The codes of the unit grids in the order of the ground.
    private(set) var grids: [String]

    init(_ ground: Ground, districts: [Title], _ divisions: [Published.Division]) {
        self.districts = districts
        grids = Array(repeating: "", count: ground.grids.count)
        let lists = Dictionary(grouping: divisions, by: \.parent)
        let sizes = Self.members(ground.communities, of: ground.subdistricts.count).map(\.count)
        subdistricts = Self.titles(
            ground.subdistricts, sizes, in: districts, lists, invented: "街道")
        communities = Self.titles(
            ground.communities, ground.communities.map { _ in 0 }, in: subdistricts, lists,
            invented: "社区")
        for (community, members) in Self.members(ground.grids, of: communities.count).enumerated() {
            let order = Self.fromNorthWest(members, ground)
            for (number, grid) in order.enumerated() {
                grids[grid] = communities[community].code + Digits.padded(number + 1, 3)
            }
        }
    }

    private static func members(_ pieces: [Ground.Piece], of count: Int) -> [[Int]] {
        var members = Array(repeating: [Int](), count: count)
        for (index, piece) in pieces.enumerated() { members[piece.parent].append(index) }
        return members
    }

    /// The titles of pieces: published ones, those with many communities for the pieces that have
    /// many, then invented ones.
    private static func titles(
        _ pieces: [Ground.Piece], _ sizes: [Int], in parents: [Title],
        _ lists: [String: [Published.Division]], invented: String
    ) -> [Title] {
        var titles = Array(repeating: Title(code: "", name: ""), count: pieces.count)
        for (parent, members) in members(pieces, of: parents.count).enumerated() {
            let code = parents[parent].code
            let list = urbanFirst(lists[code] ?? []).prefix(members.count).sorted {
                (-(lists[$0.code]?.count ?? 0), $0.code) < (-(lists[$1.code]?.count ?? 0), $1.code)
            }
            let order = members.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
            for (number, piece) in order.enumerated() {
                titles[piece] =
                    number < list.count
                    ? Title(code: list[number].code, name: list[number].name)
                    : inventedTitle(number - list.count + 1, in: code, invented)
            }
        }
        return titles
    }

    /// A code beyond those in use, and a name that says that it is an example.
    private static func inventedTitle(_ ordinal: Int, in parent: String, _ kind: String) -> Title {
        Title(
            code: parent + Digits.padded(900 + ordinal, 3),
            name: "示例\(Digits.inChinese(ordinal))\(kind)")
    }

    /// What lies in a town before what lies in the country, otherwise in the order of codes.
    private static func urbanFirst(_ list: [Published.Division]) -> [Published.Division] {
        let isUrban = { (division: Published.Division) in
            ["街道", "办事处", "社区"].contains { division.name.contains($0) }
        }
        return list.filter(isUrban) + list.filter { !isUrban($0) }
    }

    /// Grids in the order from the north-west to the south-east.
    private static func fromNorthWest(_ grids: [Int], _ ground: Ground) -> [Int] {
        let ranked = grids.map { grid in
            let centre = Box(ground.mesh.places(of: ground.grids[grid].rings[0])).centre
            return (rank: Int64(centre.longitude) - Int64(centre.latitude), grid: grid)
        }
        return ranked.sorted { ($0.rank, $0.grid) < ($1.rank, $1.grid) }.map(\.grid)
    }
}
