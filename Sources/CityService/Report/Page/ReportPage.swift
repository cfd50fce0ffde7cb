import City

/// The report as one page: it opens from disk, loads nothing and runs no script.
///
/// Chinese comes first, English beneath; a box without a script lets the English go. The page stays
/// below 2 MB however many findings there are: what is not shown is counted.
struct ReportPage {
    let contents: ReportContents

    init(_ contents: ReportContents) { self.contents = contents }

    func write(_ bytes: inout ByteStream) throws {
        let survey = try FindingSurvey(contents)
        var page = MarkupStream(bytes)
        page.markup("<!DOCTYPE html>\n")
        try page.element("html", ("lang", "zh")) { page in
            writeHead(&page)
            try page.element("body") { try writeBody(&$0, survey) }
        }
        page.markup("\n")
        bytes = page.bytes
    }

    private func writeHead(_ page: inout MarkupStream) {
        page.element("head") { page in
            page.empty("meta", ("charset", "utf-8"))
            page.empty(
                "meta", ("http-equiv", "Content-Security-Policy"),
                ("content", "default-src 'none'; style-src 'unsafe-inline'"))
            page.empty(
                "meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            page.element("title") { $0.text("质检报告 · \(fileName)") }
            page.element("style") { $0.markup(PageStyle.sheet) }
        }
    }

    private func writeBody(_ page: inout MarkupStream, _ survey: FindingSurvey) throws {
        page.empty(
            "input", ("type", "checkbox"), ("id", "english"), ("checked", "checked"))
        page.element("label", ("for", "english"), ("class", "toggle")) { $0.text("English") }
        try page.element("main") { page in
            writeTitle(&page, survey)
            writeAccount(&page)
            writeFacts(&page)
            page.element("div", class: "columns") { page in
                writeRules(&page, survey)
                page.element("div", class: "stack") { page in
                    writeDifferences(&page)
                    writeMoved(&page)
                }
            }
            try page.bytes.pass()
            if let map = survey.map { MapDrawing(map: map).write(&page) }
            try page.bytes.pass()
            try writeGroups(&page, survey.groups)
            writeWorstRows(&page, survey.worstRows)
            writeFoot(&page)
        }
        try page.bytes.pass()
    }

    private func writeFoot(_ page: inout MarkupStream) {
        page.element("footer") { page in
            page.bilingual(
                Bilingual(
                    "网格 Wangge 生成。本报告不含人员姓名和电话。",
                    "Made by Wangge. This report holds no names or telephone numbers of people."))
        }
    }

    var fileName: String { contents.summary.fileName.clipped(to: 120) }
}

extension MarkupStream {
    /// Writes a part of the page under its heading.
    mutating func section(
        _ title: Bilingual, content: (inout MarkupStream) throws -> Void
    ) rethrows {
        try element("section") { page in
            page.element("h2") { $0.bilingual(title) }
            try content(&page)
        }
    }

    /// Writes what the colours of the severities mean, and how many findings each has.
    mutating func legend(_ counts: [Finding.Severity: Int] = [:]) {
        element("p", class: "legend") { page in
            for severity in [Finding.Severity.error, .warning] {
                page.element("span", class: "item") { page in
                    page.element("span", ("class", "key \(severity.rawValue)")) { _ in }
                    page.bilingual(severity.title)
                    if let count = counts[severity] { page.text(" " + Digits.grouped(count)) }
                }
                page.markup(" ")
            }
        }
    }

    /// Writes a remark.
    mutating func note(_ text: Bilingual) {
        element("p", class: "note") { $0.bilingual(text) }
    }
}
