import Geo

/// An area lies in the one that it belongs to: the community contains its unit grids, the
/// subdistrict its communities, whatever an area names as its administrator contains it.
///
/// Part of an area beyond its parent is a warning, because two levels are redrawn one after the
/// other; an area of which the larger part lies elsewhere has a wrong code. What the lattice cannot
/// tell is nothing. Complexity: O(edges), with parents' edges looked up by longitude.
struct ParentOutside: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        guard let kind = AreaKind(layer: context.layer) else { return [] }
        var levels = LevelGround(coarserThan: kind, context)
        guard !levels.isEmpty else { return [] }
        let scheme =
            kind.nationalDigits == nil ? CodeScheme.free : context.registered.settings.scheme
        let named = context.delivered.column("administered_by")
        let texts = context.texts
        return (0..<context.delivered.count).compactMap { row in
            guard !context.delivered.isOver(row, on: context.day, texts),
                let polygons = context.delivered.shapes[row]?.polygons
            else { return nil }
            let parents = levels.parents(
                of: texts[context.delivered.keys[row]], named: texts.text(named[row]), scheme)
            guard let parent = parents.first else { return nil }
            let ground = MeasuredGround(polygons)
            let outside =
                parents.map { ground.squareMetres(outside: [levels.ground($0)]) }.min() ?? 0
            return outside > 0
                ? finding(row, outside, of: ground.squareMetres, parent, context) : nil
        }
    }

    private func finding(
        _ row: Int, _ outside: Double, of whole: Double, _ parent: String, _ context: CheckContext
    ) -> Finding {
        let code = context.texts[context.delivered.keys[row]]
        let (size, share) = (SquareMetres.text(outside), SquareMetres.share(outside, of: whole))
        // Codes of the standard say where an area lies; others say nothing, and it may be meant.
        let isElsewhere =
            outside > whole / 2 && context.registered.settings.scheme == .national
        return context.finding(
            .gridOutsideParent, isElsewhere ? .error : .warning, row: row,
            english: """
                \(code) lies with \(size) m² (\(share)) outside \(parent), to which it belongs. \
                \(isElsewhere
                    ? "Give it a code of the area in which it lies, or name that in administered_by."
                    : "Redraw its border, or that of \(parent).")
                """,
            chinese: "\(code)有\(size)平方米（\(share)）在所属\(parent)之外，"
                + (isElsewhere ? "请按所在区域重新编码，或填写“上级代码”。" : "请修正其边界或上级边界。"),
            group: isElsewhere ? "elsewhere" : "beyond")
    }
}
