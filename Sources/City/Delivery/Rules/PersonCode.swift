/// Codes of people go where names must not: into verdicts, editions and logs.
struct PersonCode: CheckRule {
    func findings(in context: CheckContext) -> [Finding] {
        guard context.layer == .people else { return [] }
        let names = context.delivered.column("name")
        let telephones = context.delivered.column("telephone")
        var findings: [Finding] = []
        context.forEachRow(saying: "code") { row, text in
            let digits = context.texts[text].filter(\.isNumber)
            let looksPersonal =
                (digits.count == 11 && digits.hasPrefix("1")) || digits.count >= 17
                || text == names[row] || text == telephones[row]
            guard looksPersonal else { return }
            var finding = context.finding(
                .personCodePersonal, row: row,
                english: """
                    The person's code looks like a name, telephone or identity number. Use a \
                    number that says nothing about the person.
                    """,
                chinese: "人员编号疑似姓名、电话或身份证号，请改用不含个人信息的编号。")
            finding.key = nil
            findings.append(finding)
        }
        return findings
    }
}
