public import City

/// Pages about features for people: plain HTML that needs no script, in Chinese or English.
public struct FeatureMarkup: Sendable {
    /// Whether the page is in English.
    public var isEnglish: Bool
    /// The page's title.
    public var title: String
    /// The way here: addresses with their names, from the beginning.
    public var way: [FeatureLink] = []
    /// Where to go on: other forms of the page, the next page, the other language.
    public var links: [FeatureLink] = []
    /// What is said above the table.
    public var sentences: [String] = []
    /// The words at the head of the columns.
    public var columns: [String] = []
    /// The cells row by row; a cell with an address leads there.
    public var rows: [[Cell]] = []

    /// A cell of a table.
    public struct Cell: Hashable, Sendable {
        /// What stands in it.
        public var text: String
        /// Where it leads.
        public var href: String?

        /// A cell by its parts.
        public init(_ text: String, href: String? = nil) {
            self.text = text
            self.href = href
        }
    }

    /// An empty page.
    public init(title: String, isEnglish: Bool) {
        self.title = title
        self.isEnglish = isEnglish
    }

    /// The page.
    public func bytes() throws -> [UInt8] {
        var written: [UInt8] = []
        var page = MarkupStream(ByteStream { written += $0 })
        page.markup("<!DOCTYPE html>\n")
        page.element("html", ("lang", isEnglish ? "en" : "zh")) { html in
            html.element("head") { head(&$0) }
            html.element("body") { body in
                trail(&body)
                body.element("h1") { $0.text(title) }
                for sentence in sentences { body.element("p") { $0.text(sentence) } }
                if !rows.isEmpty { table(&body) }
                onward(&body)
            }
        }
        try page.bytes.finish()
        return written
    }

    private func head(_ head: inout MarkupStream) {
        head.empty("meta", ("charset", "utf-8"))
        head.empty("meta", ("name", "viewport"), ("content", "width=device-width"))
        head.element("title") { $0.text(title) }
        head.markup(
            """
            <style>
            body{font:16px/1.5 system-ui,sans-serif;margin:1rem auto;max-width:72rem;padding:0 1rem}
            table{border-collapse:collapse;display:block;overflow-x:auto}
            th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}
            a{color:#0b57a4}nav a{margin-right:1rem}
            </style>
            """)
    }

    private func trail(_ body: inout MarkupStream) {
        if way.isEmpty { return }
        body.element("nav") { nav in
            for step in way {
                nav.element("a", ("href", step.href)) { $0.text(step.title ?? step.href) }
            }
        }
    }

    private func table(_ body: inout MarkupStream) {
        body.element("table") { table in
            if !columns.isEmpty {
                table.element("tr") { row in
                    for column in columns { row.element("th") { $0.text(column) } }
                }
            }
            for cells in rows {
                table.element("tr") { row in
                    for cell in cells { row.element("td") { write(cell, to: &$0) } }
                }
            }
        }
    }

    private func write(_ cell: Cell, to row: inout MarkupStream) {
        guard let href = cell.href else { return row.text(cell.text) }
        row.element("a", ("href", href)) { $0.text(cell.text) }
    }

    private func onward(_ body: inout MarkupStream) {
        body.element("nav") { nav in
            for link in links {
                nav.element("a", ("href", link.href), ("rel", link.rel)) {
                    $0.text(link.title ?? link.rel)
                }
            }
        }
    }
}
