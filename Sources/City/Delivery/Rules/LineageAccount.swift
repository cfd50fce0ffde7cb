import Geo

/// The areas that come from others cover exactly the ground of those: the parts of a split the
/// retired area, a merged area all that went into it.
///
/// A predecessor that stays in force keeps what it covers afterwards. Families of which an area has
/// no ground of its own are left out, and so are predecessors that nobody knows, which are told
/// elsewhere. One finding for each family.
struct LineageAccount: CheckRule {
    var asksForPlaces: Bool { true }

    func findings(in context: CheckContext) -> [Finding] {
        guard AreaKind(layer: context.layer) != nil else { return [] }
        var lineage = Lineage(context) { !context.isRejected[$0] }
        let families = lineage.families()
        guard !families.isEmpty else { return [] }
        let ground = GroundBeforeAndAfter(context)
        return families.compactMap { account($0, ground, context) }
            .sorted { $0.squareMetres > $1.squareMetres }.map(\.finding)
    }

    private func account(
        _ family: LineageFamily, _ ground: GroundBeforeAndAfter, _ context: CheckContext
    ) -> (squareMetres: Double, finding: Finding)? {
        let before = family.predecessors.map { ground.before($0) }
        let kept = family.predecessors.filter { !family.successors.contains($0) }
            .compactMap { ground.after($0) }
        let after = family.successors.map { ground.after($0) }
        guard !before.contains(where: { $0 == nil }), !after.contains(where: { $0 == nil }) else {
            return nil
        }
        // An area that takes in another one was there before too.
        let continued = family.successors.filter { !family.predecessors.contains($0) }
            .compactMap { ground.inForceBefore($0) }
        let old = before.compactMap(\.self) + continued
        let new = after.compactMap(\.self)
        let lost = old.reduce(0) { $0 + $1.squareMetres(outside: new + kept) }
        let added = new.reduce(0) { $0 + $1.squareMetres(outside: old) }
        guard lost > 0 || added > 0 else { return nil }
        return (lost + added, finding(family, lost: lost, added: added, old, context))
    }

    private func finding(
        _ family: LineageFamily, lost: Double, added: Double, _ old: [MeasuredGround],
        _ context: CheckContext
    ) -> Finding {
        let from = family.predecessors.joined(separator: ", ")
        let to =
            family.successors.prefix(8).joined(separator: ", ")
            + (family.successors.count > 8 ? ", …" : "")
        let (lostText, addedText) = (SquareMetres.text(lost), SquareMetres.text(added))
        let what = [
            lost > 0 ? ("leave out \(lostText) m² of it", "少\(lostText)平方米") : nil,
            added > 0 ? ("cover \(addedText) m² beyond it", "多\(addedText)平方米") : nil,
        ].compactMap(\.self)
        return Finding(
            .lineage, row: nil, key: family.predecessors[0], place: old[0].box.centre,
            english: """
                \(to) come from \(from) and \(what.map(\.0).joined(separator: " and ")). Mend the \
                borders, or state the lineage of all areas that took part.
                """,
            chinese: "\(to)由\(from)变更而来，但与原范围相比\(what.map(\.1).joined(separator: "、"))，"
                + "请修正边界，或补全所有相关区域的沿革。",
            group: "account")
    }
}

/// The ground of a layer's areas before a delivery and after it.
private struct GroundBeforeAndAfter {
    private let context: CheckContext
    private var registered: [Int32: Int] = [:]
    private var delivered: [Int32: Int] = [:]
    private let gone: Set<Int32>

    init(_ context: CheckContext) {
        self.context = context
        for (row, key) in context.comparison.registered.keys.enumerated() { registered[key] = row }
        for (row, key) in context.delivered.keys.enumerated() where !context.isRejected[row] {
            delivered[key] = row
        }
        gone = Set(context.vanished.map { context.comparison.registered.keys[Int($0)] })
    }

    /// What an area covered before, or last.
    func before(_ code: String) -> MeasuredGround? {
        let key = context.texts.known(code)
        if key >= 0, let row = registered[key] {
            return measured(context.comparison.registered.shapes[row])
        }
        return measured(context.registered.retired[code]?.shape)
    }

    /// What an area covered before, if it was in force.
    func inForceBefore(_ code: String) -> MeasuredGround? {
        let key = context.texts.known(code)
        guard key >= 0, let row = registered[key],
            !context.comparison.registered.isOver(row, on: context.day, context.texts)
        else { return nil }
        return measured(context.comparison.registered.shapes[row])
    }

    /// What an area covers afterwards, if it is still in force then.
    func after(_ code: String) -> MeasuredGround? {
        let key = context.texts.known(code)
        guard key >= 0, !gone.contains(key) else { return nil }
        let table: RowTable
        let row: Int
        if let found = delivered[key] {
            (table, row) = (context.delivered, found)
        } else if let found = registered[key] {
            (table, row) = (context.comparison.registered, found)
        } else {
            return nil
        }
        return table.isOver(row, on: context.day, context.texts) ? nil : measured(table.shapes[row])
    }

    private func measured(_ shape: Shape?) -> MeasuredGround? {
        shape.map { MeasuredGround($0.polygons) }
    }
}
