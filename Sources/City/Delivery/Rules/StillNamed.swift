/// A row cannot vanish while others name it: what they say would be lost without a word.
struct StillNamed: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        let inLayer = namedInLayer(context)
        return context.vanished.compactMap { row in
            let place = context.comparison.registered.keys[Int(row)]
            let key = context.texts[place]
            let own = inLayer.contains(place) ? context.layer.name : nil
            guard let layer = context.registered.naming[key] ?? own else { return nil }
            return Finding(
                .referenceMissing, row: nil, key: key,
                english: """
                    \(key) is missing from the delivery, but rows of \(layer) still name it. Deliver \
                    it, or change those rows first.
                    """,
                chinese: "交付中缺少“\(key)”，但\(Layer.named(layer)?.chineseName ?? layer)仍引用它，"
                    + "请补充该行或先修改引用。", group: layer)
        }
    }

    /// The keys that rows of the layer itself name, as it would stand without those that vanish.
    private func namedInLayer(_ context: CheckContext) -> Set<Int32> {
        let fields = context.layer.fields.indices.filter {
            context.layer.fields[$0].references == context.layer.name
        }
        guard !fields.isEmpty, !context.vanished.isEmpty else { return [] }
        let (delivered, registered) = (context.delivered, context.comparison.registered)
        var isReplaced = [Bool](repeating: false, count: registered.count)
        for row in context.vanished { isReplaced[Int(row)] = true }
        for (row, match) in context.comparison.matches.enumerated()
        where match >= 0 && !context.isRejected[row] {
            isReplaced[Int(match)] = true
        }
        var named: Set<Int32> = []
        for field in fields {
            for row in 0..<delivered.count where !context.isRejected[row] {
                named.insert(delivered.columns[field][row])
            }
            for row in 0..<registered.count where !isReplaced[row] {
                named.insert(registered.columns[field][row])
            }
        }
        return named
    }
}
