/// The areas that a delivery takes out of force or redraws: what hangs on their codes is affected.
public struct AffectedAreas: Hashable, Sendable {
    /// Areas that vanish or come to their end, by code in order.
    public var retired: [String] = []
    /// Areas that cover other ground than before, by code in order.
    public var redrawn: [String] = []
    /// Those of either that others state as their lineage.
    public var divided: [String] = []

    /// All of them.
    public var codes: Set<String> { Set(retired).union(redrawn).union(divided) }
}

extension Comparison {
    /// The areas that a checked delivery affects; none if it is of something else.
    ///
    /// Complexity: O(rows).
    public func affectedAreas(_ result: CheckResult, on day: Day) -> AffectedAreas {
        var affected = AffectedAreas()
        guard AreaKind(layer: layer) != nil else { return affected }
        affected.retired = result.vanished
        var named: Set<Int32> = []
        for (row, change) in result.changes.enumerated() {
            guard let change, change != .unchanged else { continue }
            named.insert(delivered.column("lineage")[row])
            let match = Int(matches[row])
            guard match >= 0, !registered.isOver(match, on: day, texts) else { continue }
            if delivered.isOver(row, on: day, texts) {
                affected.retired.append(texts[delivered.keys[row]])
            } else if change == .moved {
                affected.redrawn.append(texts[delivered.keys[row]])
            }
        }
        let known = Set(registered.keys)
        affected.divided = Set(named.flatMap { TextList.parse(texts.text($0)) }).filter {
            let key = texts.known($0)
            return key >= 0 && known.contains(key)
        }.sorted()
        affected.retired.sort()
        affected.redrawn.sort()
        return affected
    }

    /// The areas of the delivered layer as they would stand after publication and be in force on a
    /// day, in the order of codes.
    public func areasAfterwards(_ result: CheckResult, on day: Day) -> [Area] {
        guard let kind = AreaKind(layer: layer) else { return [] }
        var rows: [String: LayerRow] = [:]
        let gone = Set(result.vanished)
        for row in 0..<registered.count where !gone.contains(texts[registered.keys[row]]) {
            rows[texts[registered.keys[row]]] = registered.row(row, texts)
        }
        for (row, change) in result.changes.enumerated() where change != nil {
            rows[texts[delivered.keys[row]]] = delivered.row(row, texts)
        }
        return Area.inForce(of: kind, in: rows.sorted { $0.key < $1.key }.map(\.value), on: day)
    }
}
