/// Unit grids are numbered without gaps within their community: 001, 002, 003 …
///
/// One summary for the layer, about communities in which the delivery brings new codes. Numbers of
/// retired codes are no gaps. Source: Beijing's local standard; a warning, because what was retired
/// before the register began is not known.
struct GridNumbering: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        let communities = context.communitiesWithNewGrids
        guard !communities.isEmpty else { return [] }
        let gaps = numbers(of: communities, context).compactMap { community, numbers in
            let missing = GridNumbers.missing(among: numbers)
            return missing.count > 0 ? (community, missing.text, missing.count) : nil
        }.sorted { ($1.2, $0.0) < ($0.2, $1.0) }
        guard let worst = gaps.first else { return [] }
        let first =
            gaps.prefix(5).map { "\($0.0): \($0.1)" }.joined(separator: "; ")
            + (gaps.count > 5 ? "; …" : "")
        return [
            Finding(
                .gridNumbering, .warning, row: nil, key: worst.0,
                english: """
                    In \(gaps.count) of the communities numbers are left out: \(first). Number new \
                    grids without gaps; `wangge propose-codes` does.
                    """,
                chinese: "有\(gaps.count)个社区的单元网格编号不连续，缺：\(first)。"
                    + "新网格应顺次编号（可用 wangge propose-codes）。",
                group: "gap")
        ]
    }

    private func numbers(
        of communities: Set<String>, _ context: CheckContext
    ) -> [String: Set<Int>] {
        var numbers: [String: Set<Int>] = [:]
        func add(_ code: String) {
            let community = GridNumbers.community(of: code)
            guard communities.contains(community), let number = GridNumbers.number(of: code) else {
                return
            }
            numbers[community, default: []].insert(number)
        }
        for key in context.comparison.registered.keys { add(context.texts[key]) }
        for key in context.delivered.keys { add(context.texts[key]) }
        for code in context.registered.retired.keys { add(code) }
        return numbers
    }
}
