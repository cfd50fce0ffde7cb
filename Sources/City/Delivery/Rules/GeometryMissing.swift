/// A row of a layer with geometries has none.
struct GeometryMissing: CheckRule {
    /// The rows, by their numbers, whose geometry could not be taken in: that was said already.
    let unreadable: Set<Int>

    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer.geometry != .none, context.layer.geometry != .area(isRequired: false)
        else { return [] }
        return (0..<context.delivered.count).compactMap { row in
            guard context.delivered.shapes.centre(row) == nil,
                !unreadable.contains(context.delivered.numbers[row])
            else { return nil }
            return context.finding(
                .geometryMissing, row: row,
                english: "The row has no geometry. Survey its place.",
                chinese: "该行没有空间位置，请补测。")
        }
    }
}
