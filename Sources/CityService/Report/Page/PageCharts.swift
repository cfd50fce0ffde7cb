import City

/// The bars of the page.
extension ReportPage {
    /// Writes the findings by rule.
    func writeRules(_ page: inout MarkupStream, _ survey: FindingSurvey) {
        page.section(Bilingual("各规则的问题数", "Findings by rule")) { page in
            let bars = survey.rules.map { rule, errors, warnings in
                Bars.Bar(
                    name: rule.title, note: rule.rawValue,
                    parts: [("error", errors), ("warning", warnings)])
            }
            guard !bars.isEmpty else {
                return page.note(Bilingual("没有问题。", "None."))
            }
            Bars(bars).write(&page)
            page.legend([.error: survey.count(.error), .warning: survey.count(.warning)])
        }
    }

    /// Writes what the delivery changes.
    func writeDifferences(_ page: inout MarkupStream) {
        page.section(Bilingual("与登记数据的差异", "The difference")) { page in
            Bars(
                RowChange.allCases.map { change in
                    Bars.Bar(
                        name: change.title,
                        parts: [(change.rawValue, contents.differences[change] ?? 0)])
                }
            ).write(&page)
        }
    }

    /// Writes how far rows moved.
    func writeMoved(_ page: inout MarkupStream) {
        guard let moved = contents.moved, moved.count > 0 else { return }
        page.section(Bilingual("移位距离", "Metres moved")) { page in
            let ends = MovedMetres.ends.map(Digits.metres)
            let first = moved.rows.firstIndex { $0 > 0 } ?? 0
            let last = moved.rows.lastIndex { $0 > 0 } ?? 0
            Bars(
                (first...last).map { place in
                    let from = place == 0 ? "0" : ends[place - 1]
                    let name = place == ends.count ? "≥ \(from)" : "\(from) – \(ends[place])"
                    return Bars.Bar(
                        name: Bilingual(name, ""), parts: [("moved", moved.rows[place])])
                }
            ).write(&page)
            page.note(
                Bilingual(
                    "\(Digits.grouped(moved.count))行移位，最远\(Digits.metres(moved.farthest))。",
                    "Rows: \(Digits.grouped(moved.count)), farthest "
                        + "\(Digits.metres(moved.farthest))."))
        }
    }
}

/// Bars beneath each other, with their numbers.
struct Bars {
    /// A bar of one or more parts.
    struct Bar {
        var name: Bilingual
        /// A name for programs.
        var note = ""
        /// How long each part is, by its class in the style sheet.
        var parts: [(type: String, count: Int)]

        var count: Int { parts.reduce(0) { $0 + $1.count } }
    }

    private let bars: [Bar]
    /// The number that takes the whole width.
    private let full: Int

    private static let width = 1000

    /// Bars on one scale. A bar that would leave nothing of all others to be seen does not count
    /// for it and is drawn broken.
    init(_ bars: [Bar]) {
        self.bars = bars
        let counts = bars.map(\.count).sorted(by: >)
        let longest = counts.first ?? 0
        let second = counts.dropFirst().first ?? 0
        full = max(second > 0 && longest > second * 20 ? second + second / 3 : longest, 1)
    }

    func write(_ page: inout MarkupStream) {
        page.element("ul", class: "bars") { page in
            for bar in bars {
                page.element("li") { page in
                    page.element("span", class: "name") { page in
                        page.name(of: bar)
                    }
                    draw(bar, &page)
                    page.element("span", class: "number") { $0.text(Digits.grouped(bar.count)) }
                }
            }
        }
    }

    private func draw(_ bar: Bar, _ page: inout MarkupStream) {
        page.element(
            "svg", ("viewBox", "0 0 \(Self.width) 10"), ("preserveAspectRatio", "none"),
            ("aria-hidden", "true")
        ) { page in
            var start = 0
            for (type, count) in bar.parts where count > 0 {
                let length = min(
                    max(Int(Double(count) / Double(full) * Double(Self.width)), 4),
                    Self.width - start)
                page.empty(
                    "rect", ("class", type), ("x", "\(start)"), ("width", "\(length)"),
                    ("height", "10"))
                start += length
            }
            if bar.count > full {
                page.empty(
                    "path", ("class", "break"), ("d", "M880 11L900 -1L920 -1L900 11Z"))
            }
        }
    }
}

extension MarkupStream {
    fileprivate mutating func name(of bar: Bars.Bar) {
        if bar.name.english.isEmpty {
            text(bar.name.chinese)
        } else {
            bilingual(bar.name)
        }
        guard !bar.note.isEmpty else { return }
        markup(" ")
        element("code") { $0.text(bar.note) }
    }
}
