import City

/// The tables of the page.
extension ReportPage {
    /// How many groups the page tells; the other forms have all.
    private static let shownGroups = 200
    /// How much of a sentence it tells: a file may hold values of any length.
    private static let shownSentence = 400

    /// Writes the groups, those to be mended first in front.
    func writeGroups(_ page: inout MarkupStream, _ groups: [FindingGroup]) throws {
        guard !groups.isEmpty else { return }
        try page.section(Bilingual("问题分组", "Groups of findings")) { page in
            try page.element("table", class: "groups") { page in
                page.header([
                    Bilingual("级别", "severity"), Bilingual("行数", "rows"),
                    Bilingual("说明", "what and how to mend it"), Bilingual("行号", "where"),
                ])
                try page.element("tbody") { page in
                    for group in groups.prefix(Self.shownGroups) {
                        page.element("tr") { write(group, &$0) }
                        try page.bytes.pass()
                    }
                }
            }
            let more = groups.count - Self.shownGroups
            if more > 0 {
                let count = Digits.grouped(more)
                page.note(
                    Bilingual(
                        "另有\(count)组，见 JSON 或 CSV 报告。",
                        "… and \(count) more groups, see --report json or csv."))
            }
        }
    }

    private func write(_ group: FindingGroup, _ page: inout MarkupStream) {
        page.element("td") { $0.badge(group.severity) }
        page.element("td", class: group.isOfLayer ? "number" : "number count") { page in
            if group.isOfLayer {
                page.bilingual(Bilingual("整层", "layer"))
                page.markup(" ")
                page.text("× \(Digits.grouped(group.findings))")
            } else {
                page.text(Digits.grouped(group.rows))
            }
        }
        page.element("td") { page in
            page.element("p", ("lang", "zh")) {
                $0.text(group.example.chinese.clipped(to: Self.shownSentence))
            }
            page.element("p", ("lang", "en")) {
                $0.text(group.example.english.clipped(to: Self.shownSentence))
            }
            if let remedy = group.remedy {
                page.element("p", ("lang", "zh")) { $0.text("可选：" + remedy.chinese) }
                page.element("p", ("lang", "en")) { $0.text("Offered: " + remedy.english) }
            }
            page.element("code") { $0.text(group.rule.rawValue) }
        }
        page.element("td", class: "where") { $0.text(places(of: group)) }
    }

    private func places(of group: FindingGroup) -> String {
        let texts =
            group.isOfLayer
            ? group.firstKeys : group.firstRows.map(contents.summary.place)
        let all = group.isOfLayer ? group.findings : group.rows
        let list = texts.map { $0.clipped(to: 40) }.joined(separator: ", ")
        return all > texts.count && !texts.isEmpty ? list + ", …" : list
    }

    /// Writes the rows with most findings.
    func writeWorstRows(_ page: inout MarkupStream, _ rows: [RowTally.Row]) {
        guard !rows.isEmpty else { return }
        page.section(Bilingual("问题最多的行", "Rows with most findings")) { page in
            page.element("table", class: "rows") { page in
                page.header([
                    Bilingual("行", "row"), Bilingual("代码", "key"),
                    Bilingual("错误", "errors"), Bilingual("警告", "warnings"),
                    Bilingual("规则", "rules"),
                ])
                page.element("tbody") { page in
                    for row in rows { page.element("tr") { write(row, &$0) } }
                }
            }
        }
    }

    private func write(_ row: RowTally.Row, _ page: inout MarkupStream) {
        let rules = row.rules.map(\.rawValue).sorted().joined(separator: ", ")
        page.element("td", class: "number") { $0.text(contents.summary.place(ofRow: row.number)) }
        page.element("td") { $0.text((row.key ?? "").clipped(to: 60)) }
        page.element("td", class: "number") { $0.text("\(row.errors)") }
        page.element("td", class: "number") { $0.text("\(row.warnings)") }
        page.element("td") { page in page.element("code") { $0.text(rules) } }
    }
}

extension MarkupStream {
    fileprivate mutating func header(_ names: [Bilingual]) {
        element("thead") { page in
            page.element("tr") { page in
                for name in names { page.element("th") { $0.bilingual(name) } }
            }
        }
    }

    fileprivate mutating func badge(_ severity: Finding.Severity) {
        element("span", ("class", "badge \(severity.rawValue)")) { $0.bilingual(severity.title) }
    }
}
