/// The areas that an area comes from, its lineage, are or were registered under those codes.
struct PredecessorMissing: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard AreaKind(layer: context.layer) != nil else { return [] }
        return context.findings(about: "lineage", .lineage) { text in
            let unknown = TextList.parse(text).filter { code in
                context.registered.retired[code] == nil
                    && !context.isKnown(code, in: context.layer.name)
            }
            guard !unknown.isEmpty else { return nil }
            let codes = unknown.joined(separator: ", ")
            return Sentence(
                english: """
                    The area comes from \(codes), which \(context.layer.name) never had. Correct \
                    lineage.
                    """,
                chinese: "“沿革”中的\(codes)从未登记，请更正。", group: "unknown")
        }
    }
}
