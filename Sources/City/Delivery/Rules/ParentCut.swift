import Geo

/// An area that is redrawn still contains the registered ones that belong to it.
///
/// A warning: those are delivered next. One finding for each redrawn area, whatever falls out.
struct ParentCut: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        guard let kind = AreaKind(layer: context.layer),
            let finer = AreaKind.territory.first(where: { $0.rawValue > kind.rawValue }),
            AreaKind.territory.contains(kind)
        else { return [] }
        let members = members(finer, of: kind, context)
        guard !members.isEmpty else { return [] }
        return (0..<context.delivered.count).compactMap { row in
            guard isRedrawn(row, context), let shape = context.delivered.shapes[row],
                let inside = members[context.texts[context.delivered.keys[row]]]
            else { return nil }
            let ground = MeasuredGround(shape.polygons)
            let fallen = inside.map { area in
                (area.code, MeasuredGround(area.polygons).squareMetres(outside: [ground]))
            }.filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            return fallen.isEmpty ? nil : finding(row, fallen, finer, context)
        }
    }

    private func isRedrawn(_ row: Int, _ context: CheckContext) -> Bool {
        let match = Int(context.comparison.matches[row])
        guard match >= 0 else { return false }
        return !context.delivered.shapes.isEqual(
            row, to: context.comparison.registered.shapes, match)
    }

    /// The registered areas of the next finer level by the codes that contain them. What names
    /// another administrator than its prefix is judged when it is delivered itself.
    private func members(
        _ finer: AreaKind, of kind: AreaKind, _ context: CheckContext
    ) -> [String: [Area]] {
        let isNational = context.registered.settings.scheme == .national
        let rows = context.registered.levels[finer.layer.name] ?? []
        var members: [String: [Area]] = [:]
        for area in Area.areas(of: finer, in: rows) where area.isValid(on: context.day) {
            let prefix = isNational ? kind.nationalDigits.map { String(area.code.prefix($0)) } : nil
            if let named = area.administeredBy, let prefix, named != prefix { continue }
            guard let parent = area.administeredBy ?? prefix else { continue }
            members[parent, default: []].append(area)
        }
        return members
    }

    private func finding(
        _ row: Int, _ fallen: [(String, Double)], _ finer: AreaKind, _ context: CheckContext
    ) -> Finding {
        let code = context.texts[context.delivered.keys[row]]
        let total = SquareMetres.text(fallen.reduce(0) { $0 + $1.1 })
        let first = fallen.prefix(5).map { "\($0.0) (\(SquareMetres.text($0.1)) m²)" }
            .joined(separator: ", ")
        let more = fallen.count > 5 ? ", …" : ""
        return context.finding(
            .gridOutsideParent, .warning, row: row,
            english: """
                \(code) as redrawn leaves out \(total) m² of \(fallen.count) of its \
                \(finer.layer.name): \(first)\(more). Deliver those next, or mend the border.
                """,
            chinese: "\(code)调整边界后，所属\(finer.layer.chineseName)有\(fallen.count)个共\(total)平方米落在界外："
                + "\(first)\(more)，请随后交付这些区域或修正边界。",
            group: "cut")
    }
}
