/// Very many rows stand at the very same place: somebody wrote the middle of an area, or filled a
/// column down.
struct CrowdedPlace: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .components || context.layer == .places else { return [] }
        return CrowdedPlaces(context.delivered).places.map { place, rows in
            Finding(
                .suspiciousTotal, .warning, row: nil, place: place,
                english: """
                    \(rows) of \(context.delivered.count) rows stand at the very same place, \
                    \(place). Survey where each of them is.
                    """,
                chinese: "\(context.delivered.count)行中有\(rows)行坐标完全相同（\(place)），请逐一实测位置。",
                group: "place")
        }
    }
}
