import Geo

/// All components of a city, one after the other: grid by grid, each grid from a stream of its own.
struct ComponentStream: Sendable {
    let preset: Preset
    let ground: Ground
    let mix: ComponentMix
    let chart: OrganizationChart
    let staff: Staff
    let seed: UInt64

    /// Calls `visit` with each of `count` components.
    func forEach(of count: Int, _ visit: (DemoComponent) throws -> Void) rethrows {
        let finder = SpotFinder(ground)
        var sequences = Array(
            repeating: Int32(0), count: ground.outlines.count * mix.kinds.count)
        var made = 0
        let covers = Int((Double(count) * preset.coverShare).rounded())
        for (grid, bound) in bounds(of: count).enumerated() {
            var random = SplitMix(seed, Stage.components.rawValue, UInt64(grid))
            var taken = TakenPlaces()
            while made < bound {
                let isCover = made * covers / count != (made + 1) * covers / count
                var component = component(in: grid, cover: isCover, finder, &taken, &random)
                let slot = Int(component.district) * mix.kinds.count + Int(component.category)
                sequences[slot] += 1
                component.sequence = sequences[slot]
                made += 1
                try visit(component)
            }
        }
    }

    /// How many components there are up to each grid: more where there is more street, some grids
    /// richer than others.
    private func bounds(of count: Int) -> [Int] {
        var sum = 0.0
        let sums = ground.grids.indices.map { grid in
            var random = SplitMix(seed, Stage.components.rawValue, UInt64(grid), 1)
            sum += Double(ground.grids[grid].rings[0].count) * (0.4 + 1.2 * random.unit())
            return sum
        }
        return sums.map { Int(($0 / sum * Double(count)).rounded()) }
    }

    private func component(
        in grid: Int, cover: Bool, _ finder: SpotFinder, _ taken: inout TakenPlaces,
        _ random: inout SplitMix
    ) -> DemoComponent {
        let number = mix.draw(cover: cover, &random)
        let kind = mix.kinds[number]
        var further: [Coordinate] = []
        let size = 2 + random.unit() * 7
        let spot = finder.spot(in: grid, kind.setting, &random) { spot, ring in
            further = others(of: kind.outlay, spot, size)
            return taken.leaves(spot.place, to: number)
                && further.allSatisfy { finder.contains(ring, $0) }
        }
        if spot == nil { further = [] }
        if let spot { taken.take(spot.place, for: number) }
        let community = ground.grids[grid].parent
        let subdistrict = ground.communities[community].parent
        let district = ground.subdistricts[subdistrict].parent
        var component = DemoComponent(
            category: Int32(number), district: Int32(district), unitGrid: Int32(grid), sequence: 0,
            coordinate: spot?.place ?? finder.corner(of: grid), further: further,
            competentDepartment: -1, owner: -1,
            maintainer: -1, lead: -1, joint: -1, person: -1, hasDevice: false)
        assign(&component, kind, subdistrict, district, &random)
        if kind.isCover, preset.namesHolders || random.happens(0.03) {
            component.person = Int32(staff.coverHolders[community])
        }
        component.hasDevice = random.happens(kind.isCover ? 0.03 : 0.01)
        return component
    }

    private func others(of outlay: Outlay, _ spot: Spot, _ size: Double) -> [Coordinate] {
        let (x, y) = (spot.along.x * size, spot.along.y * size)
        func moved(_ x: Double, _ y: Double) -> Coordinate {
            ground.plane.place(spot.place, movedBy: x, y)
        }
        return switch outlay {
        case .point: []
        case .line: [moved(x, y)]
        case .area:
            [moved(x, y), moved(x * 0.9 - y * 0.45, y * 0.9 + x * 0.45), moved(-y * 0.6, x * 0.6)]
        }
    }

    private func assign(
        _ component: inout DemoComponent, _ kind: ComponentKind, _ subdistrict: Int,
        _ district: Int, _ random: inout SplitMix
    ) {
        // Of one in a hundred nobody knows whose it is.
        guard !random.happens(0.01) else { return }
        func number(_ party: Trade.Party) -> Int32 {
            switch party {
            case .city(let bureau): Int32(chart.city(bureau))
            case .district(let bureau): Int32(chart.district(district, bureau))
            case .office: Int32(chart.office(subdistrict))
            case .nobody: -1
            }
        }
        component.competentDepartment = number(kind.trade.competent)
        component.owner = number(kind.trade.owner)
        component.maintainer = number(kind.trade.maintainer)
        if random.happens(0.02), component.owner >= 0 {
            component.lead = component.owner
            component.joint = Int32(chart.office(subdistrict))
        }
    }
}
