import City

/// The head of the page: what it is about, whether it can be published, and the account.
extension ReportPage {
    func writeTitle(_ page: inout MarkupStream, _ survey: FindingSurvey) {
        page.element("header") { page in
            page.element("p", class: "kind") {
                $0.bilingual(Bilingual("质检报告", "Delivery check"))
            }
            page.element("h1") { $0.text(fileName) }
            let (type, sentence) = conclusion(survey)
            page.element("p", ("class", "conclusion \(type)")) { $0.bilingual(sentence) }
            if contents.account.rejected > 0 { page.note(Self.fixList) }
        }
    }

    private static let fixList = Bilingual(
        "加 --fix-list 目录，可按原格式、原编码和原坐标系取回退回的行，每行附原因；改正后直接再次交付。",
        "Say --fix-list FOLDER to get the rejected rows back as they were delivered, each with its "
            + "reasons; mend them there and hand that file in.")

    private func conclusion(_ survey: FindingSurvey) -> (type: String, Bilingual) {
        let layerErrors = survey.layerErrors
        let rejected = contents.account.rejected
        let warnings = survey.count(.warning)
        if layerErrors > 0 {
            return (
                "error",
                Bilingual(
                    "图层整体有\(Digits.grouped(layerErrors))处错误，改正前不能发布。",
                    "\(errors(layerErrors)) of the layer as a whole: nothing is published before "
                        + "that is mended.")
            )
        }
        if rejected > 0 {
            return (
                "error",
                Bilingual(
                    "\(Digits.grouped(rejected))行有错误，改正前不予发布。",
                    "\(rows(rejected)) with errors: not published before that is mended.")
            )
        }
        let state =
            isPublished ? Bilingual("已发布", "Published") : Bilingual("可以发布", "Can be published")
        guard warnings > 0 else {
            return (
                "good",
                Bilingual(
                    "\(state.chinese)，未发现问题。", "\(state.english); nothing was found.")
            )
        }
        return (
            "warning",
            Bilingual(
                "\(state.chinese)，有\(Digits.grouped(warnings))条警告请核对。",
                "\(state.english); \(Digits.grouped(warnings)) "
                    + "\(warnings == 1 ? "warning" : "warnings") to look at.")
        )
    }

    private var isPublished: Bool { contents.moment == .published }

    private func errors(_ count: Int) -> String {
        "\(Digits.grouped(count)) \(count == 1 ? "error" : "errors")"
    }

    private func rows(_ count: Int) -> String {
        "\(Digits.grouped(count)) \(count == 1 ? "row" : "rows")"
    }

    /// Writes the line that adds up.
    func writeAccount(_ page: inout MarkupStream) {
        let account = contents.account
        let published =
            isPublished ? Bilingual("已发布", "published") : Bilingual("待发布", "to publish")
        page.element("p", class: "account") { page in
            page.term(nil, account.rowsIn, Bilingual("交付行", "rows in"))
            page.term("=", account.published, published)
            page.term("+", account.unchanged, Bilingual("未变", "unchanged"))
            page.term("+", account.rejected, Bilingual("退回", "rejected"))
            page.term("+", account.waived, Bilingual("豁免", "waived"))
        }
    }

    /// Writes what is known about the delivery.
    func writeFacts(_ page: inout MarkupStream) {
        let summary = contents.summary
        page.element("dl", class: "facts") { page in
            if let city = contents.city {
                page.fact(Bilingual("城市", "city"), "\(city.name) \(city.code)")
            }
            let layer = Layer.named(summary.layer)?.chineseName ?? ""
            page.fact(Bilingual("图层", "layer"), "\(layer) \(summary.layer)")
            page.fact(Bilingual("交付", "delivery"), summary.delivery)
            page.fact(Bilingual("文件", "file"), summary.fileName)
            page.fact(Bilingual("坐标系", "reference system"), summary.referenceSystem)
            page.fact(Bilingual("编码", "encoding"), summary.encoding)
            page.fact(Bilingual("收到", "received"), summary.stagedAt)
            if let city = contents.city {
                page.fact(Bilingual("质检", "checked"), city.checkedAt)
                page.fact(
                    Bilingual("对比版次", "against edition"), Digits.grouped(city.edition))
            }
            if let complete = summary.completeness.sentence {
                page.fact(
                    Bilingual("完整范围", "complete"), "\(complete.chinese) \(complete.english)")
            }
            if !summary.unusedHeaders.isEmpty {
                page.fact(
                    Bilingual("未采用字段", "headers not taken in"),
                    summary.unusedHeaders.joined(separator: ", "))
            }
        }
    }
}

extension MarkupStream {
    /// Writes a number of the account behind its sign.
    fileprivate mutating func term(_ sign: StaticString?, _ number: Int, _ name: Bilingual) {
        element("span", class: "term") { page in
            if let sign { page.element("i") { $0.markup(sign) } }
            page.markup(" ")
            page.element("span", class: "sum") { page in
                page.element("b") { $0.text(Digits.grouped(number)) }
                page.markup(" ")
                page.bilingual(name)
            }
        }
        markup(" ")
    }

    fileprivate mutating func fact(_ name: Bilingual, _ value: String) {
        element("div") { page in
            page.element("dt") { $0.bilingual(name) }
            page.element("dd") { $0.text(value.clipped(to: 300)) }
        }
    }
}
