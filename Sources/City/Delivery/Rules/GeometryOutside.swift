import Geo

/// Rows that lie outside the city; a line or area is outside if no vertex of it is inside.
struct GeometryOutside: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer != .districts, !context.registered.outline.isEmpty,
            context.layer.geometry != .none
        else { return [] }
        let outline = AreaIndex(
            context.registered.outline.enumerated().map { (Int32($0), $1.shape?.polygons ?? []) })
        return (0..<context.delivered.count).compactMap { row in
            guard let place = context.delivered.shapes.centre(row),
                !isInside(context.delivered.shapes, row, outline)
            else { return nil }
            return finding(row, place, outline, context)
        }
    }

    private func isInside(_ shapes: ShapeColumn, _ row: Int, _ outline: AreaIndex) -> Bool {
        if let point = shapes.point(row) { return outline.lowestArea(at: point) != nil }
        return shapes[row]?.vertices.contains { outline.lowestArea(at: $0) != nil } ?? true
    }

    private func finding(
        _ row: Int, _ place: Coordinate, _ outline: AreaIndex, _ context: CheckContext
    ) -> Finding {
        var metres = Double.infinity
        outline.forEachNearest(to: Metric(at: place), within: 100_000) {
            metres = $1.metres
            return false
        }
        let (distance, chineseDistance) = Self.distance(metres)
        return context.finding(
            .geometryOutside, context.layer.severityOutside, row: row,
            english: """
                \(place) lies outside the city, \(distance) from its nearest district. Check \
                the reference system and the order of the axes.
                """,
            chinese: "\(place)在城市范围之外，距最近区县\(chineseDistance)，请检查坐标系和坐标顺序。")
    }

    /// A distance for people: decimetres where they matter, metres elsewhere.
    private static func distance(_ metres: Double) -> (english: String, chinese: String) {
        guard metres.isFinite else { return ("more than 100 km", "100公里以上") }
        let tenths = (metres * 10).rounded() / 10
        let text = metres < 10 ? "\(tenths)" : "\(Int(metres.rounded()))"
        return ("\(text) m", "\(text)米")
    }
}
