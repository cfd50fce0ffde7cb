public import Geo

/// An invented case: what was reported, where and when.
public struct DemoCase: Sendable, Hashable {
    /// Its number.
    public var id: String
    /// Where it was reported, a little beside the thing meant.
    public var place: Coordinate
    /// What was reported, `matter/01001`.
    public var category: String
    /// The radius in metres that holds nearly all errors of the place.
    public var accuracy: Int
    /// The day, `2026-03-01`.
    public var day: String
}

extension Plan {
    /// How many cases a month has: 7,200 per square kilometre and year of the built-up part.
    ///
    /// Source: the published figures of Nanchang, 220,000 a month.
    public var casesOfAMonth: Int { Int((preset.squareKilometres * 7_200 / 12).rounded()) }

    private static let matters = [
        "06010", "06012", "09005", "09006", "09009", "09010", "09011", "07001", "06036", "06013",
        "06001", "06029", "08002", "06017", "09001", "06051", "06028", "10001", "06050", "08004",
    ]

    /// Calls `visit` with the cases of a month, in the order of unit grids.
    ///
    /// Half of them are about components: they are reported some metres beside one, under the
    /// matter of its number. The others lie along the streets.
    public func forEachCase(_ visit: (DemoCase) throws -> Void) rethrows {
        let total = casesOfAMonth
        let aboutComponents = components == 0 ? 0 : total / 2
        var random = SplitMix(seed, Stage.cases.rawValue)
        var made = 0
        var seen = 0
        try forEachComponent { component in
            seen += 1
            while made < seen * aboutComponents / components {
                made += 1
                let code = stream.mix.kinds[Int(component.category)].code
                try visit(demoCase(made, component.coordinate, "matter/\(code)", &random))
            }
        }
        let finder = SpotFinder(ground)
        while made < total {
            made += 1
            let grid = random.below(ground.grids.count)
            let spot = finder.spot(in: grid, .kerb, &random)?.place ?? finder.corner(of: grid)
            // The first matters are the most common.
            let rank = Int(random.unit() * random.unit() * Double(Self.matters.count))
            try visit(demoCase(made, spot, "matter/\(Self.matters[rank])", &random))
        }
    }

    private func demoCase(
        _ number: Int, _ place: Coordinate, _ category: String, _ random: inout SplitMix
    ) -> DemoCase {
        let accuracy = [3, 5, 5, 8, 10, 10, 15, 20, 30, 50][random.below(10)]
        let reach = Double(accuracy) * 0.6
        let reported = ground.plane.place(
            place, movedBy: random.signed() * reach, random.signed() * reach)
        return DemoCase(
            id: "AJ" + Digits.padded(number, 7), place: reported, category: category,
            accuracy: accuracy, day: "2026-03-" + Digits.padded(random.below(31) + 1, 2))
    }
}
