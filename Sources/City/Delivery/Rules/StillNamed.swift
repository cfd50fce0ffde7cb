/// A row cannot vanish while others name it: what they say would be lost without a word.
struct StillNamed: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        context.vanished.compactMap { row in
            let key = context.texts[context.comparison.registered.keys[Int(row)]]
            guard let layer = context.registered.naming[key] else { return nil }
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
}
