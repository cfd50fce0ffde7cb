/// An area's parent must be registered: the one that is named, else, in the national scheme, one
/// whose code is a prefix.
struct ParentMissing: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard let kind = AreaKind(layer: context.layer) else { return [] }
        let coarser = AreaKind.territory.filter { $0.rawValue < kind.rawValue }
        var findings = context.findings(about: "administered_by", .parentMissing) { named in
            let isFound =
                named == context.registered.settings.code
                || coarser.contains { context.isKnown(named, in: $0.layer.name) }
            return isFound ? nil : Self.orphan(parent: named)
        }
        guard context.registered.settings.scheme == .national, kind != .district,
            kind.nationalDigits != nil
        else { return findings }
        let named = context.delivered.column("administered_by")
        context.forEachRow(saying: "code") { row, text in
            guard named[row] < 0,
                let parent = Self.missingPrefix(
                    of: context.texts[text], kind, coarser, context)
            else { return }
            let sentence = Self.orphan(parent: parent)
            findings.append(
                context.finding(
                    .parentMissing, row: row, english: sentence.english,
                    chinese: sentence.chinese, group: sentence.group))
        }
        return findings
    }

    private static func missingPrefix(
        of code: String, _ kind: AreaKind, _ coarser: [AreaKind], _ context: CheckContext
    ) -> String? {
        guard (try? AreaCode(code, kind: kind, scheme: .national)) != nil else { return nil }
        let prefixes = coarser.reversed().map { ($0, String(code.prefix($0.nationalDigits ?? 0))) }
        if prefixes.contains(where: { context.isKnown($1, in: $0.layer.name) }) { return nil }
        return prefixes.first?.1 ?? ""
    }

    private static func orphan(parent: String) -> Sentence {
        Sentence(
            english: """
                The area is administered by \(parent), which is not registered. Register \(parent) \
                first, or name the right one in administered_by.
                """,
            chinese: "上级区域“\(parent)”未登记，请先登记，或在“上级代码”中填写正确的上级。", group: parent)
    }
}
