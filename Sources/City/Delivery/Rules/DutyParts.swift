/// A duty is somebody's, and where one stands in for another it says who.
struct DutyParts: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .duties else { return [] }
        let kinds = context.delivered.column("kind")
        let deputy = context.texts.known(DutyKind.deputy.rawValue)
        return context.findings(
            sayingNothingIn: "post", "person",
            needed: Sentence(
                english: "The duty names neither a post nor a person. Name one.",
                chinese: "值班记录既无岗位也无人员，请至少填写一项。", group: "person"))
            // Who is away can be away without anybody in the place.
            + context.findings(
                sayingNothingIn: "deputy",
                needed: Sentence(
                    english: "The row does not say who stands in. Write the deputy's code.",
                    chinese: "代班记录缺少代班人员，请填写其人员编号。", group: "deputy")
            ) { kinds[$0] >= 0 && kinds[$0] == deputy }
    }
}
