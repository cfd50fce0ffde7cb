import Geo

/// Coordinates of so few decimals that they are coarser than any accuracy class of components allows.
///
/// The classes are 0.5 m, 1 m and 10 m; four decimals of a degree are 11 m. One row of a million has
/// such coordinates by chance. Projected coordinates in whole metres cannot be told any more once
/// they are degrees.
struct CoordinatesRounded: CheckRule {
    /// Fewer rows can lie so by intention: invented ones, or the corners of a raster.
    static let least = 100

    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .components || context.layer == .places else { return [] }
        var (rounded, decimals) = (0, 0)
        var first: Coordinate?
        for row in 0..<context.delivered.count {
            guard let place = context.delivered.shapes.point(row),
                let found = Self.decimals(place)
            else { continue }
            rounded += 1
            // Of coordinates of four decimals one in a hundred has three by chance.
            decimals = max(decimals, found)
            first = first ?? place
        }
        guard rounded >= Self.least, rounded * 100 >= context.delivered.count else { return [] }
        return [Self.finding(decimals, rounded, first, context.delivered.count)]
    }

    /// How many decimals of a degree a place has, if they are four at most.
    private static func decimals(_ place: Coordinate) -> Int? {
        var unit: Int32 = 1000
        var decimals: Int?
        var next = 4
        while next >= 0, place.longitude.isMultiple(of: unit), place.latitude.isMultiple(of: unit) {
            decimals = next
            next -= 1
            unit *= 10
        }
        return decimals
    }

    private static func finding(
        _ decimals: Int, _ rows: Int, _ place: Coordinate?, _ count: Int
    ) -> Finding {
        let metres = ["111000", "11000", "1100", "110", "11"][decimals]
        return Finding(
            .coordinatesRounded, .warning, row: nil, place: place,
            english: """
                \(rows) of \(count) rows have coordinates of \(decimals) decimals at most, steps of \
                \(metres) m. Deliver them as they were surveyed, with seven decimals.
                """,
            chinese: "\(count)行中有\(rows)行坐标至多\(decimals)位小数（步长约\(metres)米），请按实测精度交付（7位小数）。",
            group: "\(decimals)")
    }
}
