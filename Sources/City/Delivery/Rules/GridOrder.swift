import Geo

/// Unit grids of a community are numbered from west to east and from north to south.
///
/// Rows or columns first, or along the diagonal: every way of counting so agrees that what lies
/// clearly to the south-east of a grid comes after it. Pairs of which one is clearly north-west of
/// the other are therefore all that is looked at. Grids that came later have later numbers wherever
/// they lie, so a community is told only if a third of its pairs run against the order. Source:
/// Beijing's local standard and DB6101/T 3185-2024.
struct GridOrder: CheckRule {
    var asksForPlaces: Bool { true }

    /// How many pairs must be clear for a community to be judged, and which share may be wrong.
    private static let fewestPairs = 10
    private static let share = 1.0 / 3

    func findings(in context: CheckContext) -> [Finding] {
        let communities = context.communitiesWithNewGrids
        guard !communities.isEmpty else { return [] }
        let wrong = boxes(in: communities, context).compactMap { community, boxes in
            Self.isAgainstOrder(boxes.sorted { $0.number < $1.number }.map(\.box))
                ? (code: community, place: boxes[0].box.centre) : nil
        }.sorted { $0.code < $1.code }
        guard let first = wrong.first else { return [] }
        let codes =
            wrong.prefix(5).map(\.code).joined(separator: ", ")
            + (wrong.count > 5 ? ", …" : "")
        return [
            Finding(
                .gridNumbering, .warning, row: nil, key: first.code, place: first.place,
                english: """
                    In \(wrong.count) of the communities grids are not numbered from west to east \
                    and from north to south: \(codes). Check that codes and places belong together.
                    """,
                chinese: "有\(wrong.count)个社区的单元网格未按自西向东、自北向南的顺序编号：\(codes)。"
                    + "请核对编码与位置是否对应。",
                group: "order")
        ]
    }

    private typealias Numbered = (number: Int, box: Box)

    private func boxes(
        in communities: Set<String>, _ context: CheckContext
    ) -> [String: [Numbered]] {
        var boxes: [String: [Numbered]] = [:]
        for row in 0..<context.delivered.count where !context.isRejected[row] {
            let code = context.texts[context.delivered.keys[row]]
            let community = GridNumbers.community(of: code)
            guard communities.contains(community), let number = GridNumbers.number(of: code),
                let box = context.delivered.shapes.box(row)
            else { continue }
            boxes[community, default: []].append((number, box))
        }
        return boxes
    }

    /// Whether boxes in the order of their numbers run against the order of the standard.
    static func isAgainstOrder(_ boxes: [Box]) -> Bool {
        var (right, wrong) = (0, 0)
        for (place, one) in boxes.enumerated() {
            for other in boxes[(place + 1)...] {
                if isNorthWest(one, of: other) { right += 1 }
                if isNorthWest(other, of: one) { wrong += 1 }
            }
        }
        return right + wrong >= fewestPairs && Double(wrong) > share * Double(right + wrong)
    }

    /// Whether the middle of a box lies to the north and to the west of all of another one.
    private static func isNorthWest(_ one: Box, of other: Box) -> Bool {
        one.centre.longitude <= other.west && one.centre.latitude >= other.north
    }
}
