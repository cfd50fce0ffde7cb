/// A time limit must leave some time.
struct LimitValue: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .timeLimits else { return [] }
        return context.findings(about: "limit_value", .valueForm) { text in
            guard let value = Double(text), value <= 0 else { return nil }
            return Sentence(
                english: "limit_value: a limit of \(text) leaves no time. Write how long it is.",
                chinese: "时限“\(text)”应大于0，请改正。", group: "limit_value")
        }
    }
}
