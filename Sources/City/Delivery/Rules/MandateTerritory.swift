/// The territory of a mandate must be an area of some kind.
struct MandateTerritory: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .mandates else { return [] }
        return context.findings(about: "territory", .referenceMissing) { code in
            if AreaKind.allCases.contains(where: { context.isKnown(code, in: $0.layer.name) }) {
                return nil
            }
            return Sentence(
                english: """
                    territory: no area \(code) is registered. Register it first, or correct the \
                    code.
                    """,
                chinese: "区域“\(code)”未登记，请先登记或改正。", group: code)
        }
    }
}
