import Geo

/// Areas that come from others, with those: a split, a merge, or several at once.
struct LineageFamily {
    /// The codes of the areas that were there before, in order.
    var predecessors: [String]
    /// The codes of the areas that come from them, in order.
    var successors: [String]
}

/// Which areas of a layer come from which others, as new or changed rows say.
struct Lineage {
    private var parent: [String: String] = [:]
    private var pairs: [(predecessor: String, successor: String)] = []

    /// The lineage that rows of a delivery state anew.
    ///
    /// - Parameter counts: which rows are looked at.
    init(_ context: CheckContext, where counts: (_ row: Int) -> Bool) {
        let (column, texts) = (context.delivered.column("lineage"), context.texts)
        for row in 0..<context.delivered.count where column[row] >= 0 && counts(row) {
            let match = Int(context.comparison.matches[row])
            let before = match >= 0 ? context.comparison.registered.column("lineage")[match] : -1
            guard before != column[row] else { continue }
            let code = texts[context.delivered.keys[row]]
            for predecessor in TextList.parse(texts[column[row]]) where predecessor != code {
                pairs.append((predecessor, code))
            }
        }
    }

    /// The areas that hang together, in the order of their first codes.
    mutating func families() -> [LineageFamily] {
        for pair in pairs { join("<" + pair.predecessor, ">" + pair.successor) }
        var families: [String: LineageFamily] = [:]
        for pair in pairs {
            let root = root(of: "<" + pair.predecessor)
            var family = families[root] ?? LineageFamily(predecessors: [], successors: [])
            family.predecessors.append(pair.predecessor)
            family.successors.append(pair.successor)
            families[root] = family
        }
        return families.values.map { family in
            LineageFamily(
                predecessors: Set(family.predecessors).sorted(),
                successors: Set(family.successors).sorted())
        }.sorted { ($0.predecessors[0], $0.successors[0]) < ($1.predecessors[0], $1.successors[0]) }
    }

    private mutating func join(_ one: String, _ other: String) {
        let (first, second) = (root(of: one), root(of: other))
        if first != second { parent[second] = first }
    }

    private mutating func root(of name: String) -> String {
        var root = name
        while let next = parent[root] { root = next }
        if root != name { parent[name] = root }
        return root
    }
}
