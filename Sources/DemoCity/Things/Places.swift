import City
import Geo

/// Thematic places: toilets, car parks, markets, ground that floods.
struct Places {
    /// Theme, prefix of the number, how many unit grids there are for one, and whether it is an
    /// area.
    private static let themes: [(name: String, prefix: String, grids: Int, isArea: Bool)] = [
        ("公厕", "GC", 40, false), ("停车场", "TC", 60, true), ("农贸市场", "NM", 240, true),
        ("易涝点", "YL", 300, false), ("疏导点", "SD", 350, true), ("风险点", "FX", 420, false),
        ("小区", "XQ", 30, false), ("垃圾转运站", "ZY", 520, false),
    ]

    /// The rows of the layer.
    static func rows(
        _ ground: Ground, _ names: TerritoryNames, _ chart: OrganizationChart, seed: UInt64
    ) -> [LayerRow] {
        let form = Form(.places, "theme", "number", "name", "organization")
        let finder = SpotFinder(ground)
        var rows: [LayerRow] = []
        for theme in themes {
            var random = SplitMix(seed, Stage.places.rawValue, UInt64(theme.grids))
            let count = max(ground.grids.count / theme.grids, 3)
            for number in 0..<count {
                let grid = (number * ground.grids.count + random.below(theme.grids)) / count
                let home = min(grid, ground.grids.count - 1)
                let community = ground.grids[home].parent
                let shape = shape(in: home, theme.isArea, finder, ground.plane, &random)
                rows.append(
                    form.row(
                        theme.name, theme.prefix + Digits.padded(number + 1, 5),
                        "\(names.communities[community].name)\(theme.name)\(number + 1)号",
                        chart[chart.office(ground.communities[community].parent)], shape: shape))
            }
        }
        return rows
    }

    private static func shape(
        in grid: Int, _ isArea: Bool, _ finder: SpotFinder, _ plane: Plane, _ random: inout SplitMix
    ) -> Shape {
        let (x, y) = (8 + random.unit() * 14, 6 + random.unit() * 10)
        let slant = random.signed() * 4
        func corners(_ place: Coordinate) -> [Coordinate] {
            [
                place, plane.place(place, movedBy: x, slant),
                plane.place(place, movedBy: x - slant, y + slant),
                plane.place(place, movedBy: -slant, y),
            ]
        }
        let spot = finder.spot(in: grid, .parcel, &random) { spot, ring in
            !isArea || corners(spot.place).allSatisfy { finder.contains(ring, $0) }
        }
        guard let spot else { return .points([finder.corner(of: grid)]) }
        guard isArea, let ring = Ring(corners(spot.place)) else { return .points([spot.place]) }
        return .area([Polygon(shell: ring)])
    }
}
