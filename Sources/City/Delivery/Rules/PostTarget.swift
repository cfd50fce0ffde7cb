/// What a post is for must be registered, and somebody must hold it.
struct PostTarget: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .posts, let field = context.layer.field("target") else { return [] }
        let (layers, people, organizations) = (
            context.delivered.column("target_layer"), context.delivered.column("person"),
            context.delivered.column("organization")
        )
        var findings: [Finding] = []
        context.forEachRow(saying: "target") { row, text in
            guard layers[row] >= 0 else { return }
            let (target, code) = (context.texts[layers[row]], context.texts[text])
            guard Layer.named(target) != nil, !context.isKnown(code, in: target) else { return }
            let sentence = ReferenceMissing.sentence(code, in: target, field, context)
            findings.append(
                context.finding(
                    target == Layer.organizations.name ? .organizationUnknown : .referenceMissing,
                    row: row, english: sentence.english, chinese: sentence.chinese,
                    group: sentence.group))
        }
        for row in 0..<context.delivered.count where people[row] < 0 && organizations[row] < 0 {
            findings.append(
                context.finding(
                    .fieldMissing, row: row,
                    english: "The post has neither a person nor an organization. Name one.",
                    chinese: "岗位既无人员也无单位，请至少填写一项。", group: "person"))
        }
        return findings
    }
}
