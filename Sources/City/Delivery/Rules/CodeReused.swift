import Geo

/// A code that was retired stands for its ground for good: it does not come back for another place.
///
/// Retired is what an edition took out and what has come to its end date. The same code on the same
/// ground is a revival, which is told as a warning.
struct CodeReused: CheckRule {
    var asksForPlaces: Bool { true }

    /// Which share of both grounds must be common for them to be the same place.
    private static let sameShare = 0.9

    func findings(in context: CheckContext) -> [Finding] {
        guard AreaKind(layer: context.layer) != nil else { return [] }
        return (0..<context.delivered.count).compactMap { row in
            let match = Int(context.comparison.matches[row])
            return match >= 0 ? ended(row, match, context) : gone(row, context)
        }
    }

    /// A row whose code an edition took out.
    private func gone(_ row: Int, _ context: CheckContext) -> Finding? {
        guard !context.registered.retired.isEmpty,
            let retired = context.registered.retired[context.texts[context.delivered.keys[row]]]
        else { return nil }
        return finding(
            row, isSame: isSame(context.delivered.shapes[row], retired.shape),
            ("retired by edition \(retired.edition)", "已于第\(retired.edition)版停用"), context)
    }

    /// A row whose code is registered with an end that has come.
    private func ended(_ row: Int, _ match: Int, _ context: CheckContext) -> Finding? {
        let registered = context.comparison.registered
        guard registered.isOver(match, on: context.day, context.texts),
            let end = context.texts.text(registered.column("end_date")[match])
        else { return nil }
        let isSame = isSame(context.delivered.shapes[row], registered.shapes[match])
        if isSame, context.delivered.isOver(row, on: context.day, context.texts) { return nil }
        return finding(row, isSame: isSame, ("retired on \(end)", "已于\(end)停用"), context)
    }

    private func isSame(_ new: Shape?, _ old: Shape?) -> Bool {
        guard let new, let old, new != old else { return new == old }
        let (one, other) = (MeasuredGround(new.polygons), MeasuredGround(old.polygons))
        let common = one.squareMetres(in: other)
        return common >= Self.sameShare * max(one.squareMetres, other.squareMetres)
    }

    private func finding(
        _ row: Int, isSame: Bool, _ retired: (english: String, chinese: String),
        _ context: CheckContext
    ) -> Finding {
        let code = context.texts[context.delivered.keys[row]]
        return context.finding(
            .codeReused, isSame ? .warning : .error, row: row,
            english: isSame
                ? "\(code) was \(retired.english) and comes back for the same ground. Make sure."
                : """
                \(code) was \(retired.english) and comes back for other ground. Give the new area a \
                code of its own; `wangge propose-codes` proposes one.
                """,
            chinese: isSame
                ? "\(code)\(retired.chinese)，现以相同范围恢复使用，请确认。"
                : "\(code)\(retired.chinese)，不得用于其他范围，请另编新码（可用 wangge propose-codes）。",
            group: isSame ? "revived" : "reused")
    }
}
