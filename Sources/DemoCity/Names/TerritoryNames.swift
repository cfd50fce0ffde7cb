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
        subdistricts = Self.titles(
            ground.subdistricts, in: districts, lists, invented: "示例{}街道", width: 3)
        communities = Self.titles(
            ground.communities, in: subdistricts, lists, invented: "示例{}社区", width: 3)
        for (community, members) in Self.members(ground.grids, of: communities.count).enumerated() {
            let order = members.sorted {
                Self.comesBefore(ground.grids[$0], ground.grids[$1], ground)
            }
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

    /// The titles of pieces: the first ones of each parent's published list, then invented ones.
    private static func titles(
        _ pieces: [Ground.Piece], in parents: [Title], _ lists: [String: [Published.Division]],
        invented: String, width: Int
    ) -> [Title] {
        var titles = Array(repeating: Title(code: "", name: ""), count: pieces.count)
        for (parent, members) in members(pieces, of: parents.count).enumerated() {
            let code = parents[parent].code
            let list = urbanFirst(lists[code] ?? []).prefix(members.count).sorted {
                $0.code < $1.code
            }
            for (number, piece) in members.enumerated() {
                if number < list.count {
                    titles[piece] = Title(code: list[number].code, name: list[number].name)
                } else {
                    let ordinal = number - list.count + 1
                    let name = invented.replacing("{}", with: Digits.inChinese(ordinal))
                    titles[piece] = Title(
                        code: code + Digits.padded(900 + ordinal, width), name: name)
                }
            }
        }
        return titles
    }

    /// What lies in a town before what lies in the country, otherwise in the order of codes.
    private static func urbanFirst(_ list: [Published.Division]) -> [Published.Division] {
        let isUrban = { (division: Published.Division) in
            ["街道", "办事处", "社区"].contains { division.name.contains($0) }
        }
        return list.filter(isUrban) + list.filter { !isUrban($0) }
    }

    /// From the north-west to the south-east.
    private static func comesBefore(
        _ first: Ground.Piece, _ second: Ground.Piece, _ ground: Ground
    ) -> Bool {
        func rank(_ piece: Ground.Piece) -> (Int64, Int64) {
            let centre = Box(ground.mesh.places(of: piece.rings[0])).centre
            return (Int64(centre.longitude) - Int64(centre.latitude), Int64(centre.longitude))
        }
        return rank(first) < rank(second)
    }
}
