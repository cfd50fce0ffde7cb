/// A ruling must be about something: a component, or some ground.
struct RulingSubject: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .rulings else { return [] }
        let shapes = context.delivered.shapes
        return context.findings(
            sayingNothingIn: "component",
            needed: Sentence(
                english: """
                    The ruling is about neither a component nor some ground. Write the \
                    component's code, or draw the ground.
                    """,
                chinese: "确权记录既无部件也无范围，请填写部件标识码或绘制范围。", group: "component")
        ) { shapes.centre($0) == nil }
    }
}
