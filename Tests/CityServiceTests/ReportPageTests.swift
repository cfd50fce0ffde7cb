import City
import CityService
import Foundation
import FoundationXML
import Geo
import TestSupport
import Testing

@Suite("The report as a page")
struct ReportPageTests {
    private func page(_ contents: ReportContents) throws -> String {
        var bytes: [UInt8] = []
        try contents.write(.html) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func texts(_ path: String, _ page: String) throws -> [String] {
        try XMLDocument(xmlString: page).nodes(forXPath: path).map { $0.stringValue ?? "" }
    }

    /// A number as the page writes it.
    private func number(_ text: String) -> Int? {
        Int(text.filter { $0 != "," })
    }

    @Test("the page tells its delivery, its city and an account that adds up")
    func head() throws {
        let page = try page(try ReportFixtures.contents([ReportFixtures.finding(.codeForm, "一")]))
        #expect(try texts("//h1", page) == ["普查2026.shp"])
        let facts = try texts("//dl//dd", page)
        for fact in [
            "样例市 990100", "部件 components", "components-1a2b", "EPSG:4547", "GB18030", "17",
            "备注, OBJECTID", "2026-11-25T04:05:00Z",
        ] {
            #expect(facts.contains(fact), "\(fact): \(facts)")
        }
        let numbers = try texts("//p[@class='account']//b", page).compactMap(number)
        #expect(numbers == [780_000, 12_345, 767_654, 1, 0])
        #expect(try texts("//p[@class='account']//i", page) == ["=", "+", "+", "+"])
    }

    @Test("a hostile file writes no markup, no script and no invisible turn of the text")
    func hostile() throws {
        let evil =
            "</td><script>alert('1')</script>\"<img src=x onerror=alert(1)>&\u{202E}\u{0}\u{FFFE}"
        var finding = Finding(
            .categoryUnknown, row: 2, key: evil, english: evil, chinese: evil, group: evil)
        finding.place = ReportFixtures.place(0.5, 0.5)
        var summary = ReportFixtures.summary
        summary.fileName = evil
        summary.referenceSystem = evil
        summary.encoding = evil
        summary.delivery = evil
        summary.layer = evil
        summary.unusedHeaders = [evil]
        var contents = try ReportFixtures.contents([finding, finding], summary: summary)
        contents.city?.name = evil
        let page = try page(contents)
        #expect(try texts("//script | //img | //@onerror | //@src | //@href", page).isEmpty)
        #expect(!page.contains("<script") && !page.contains("\u{202E}"))
        #expect(page.contains("&lt;script&gt;") && page.contains("\\u{202E}\\u{0}\\u{FFFE}"))
        #expect(
            try texts("//table[@class='groups']//p[@lang='zh']", page).first?
                .hasPrefix("</td><script>alert('1')</script>") == true)
    }

    @Test("the page loads nothing, runs nothing, and says so to the browser")
    func selfContained() throws {
        let page = try page(try ReportFixtures.contents([ReportFixtures.finding(.codeForm, "一")]))
        for word in ["http:", "https:", "<script", "javascript", "@import", "url(", " style="] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("default-src &#39;none&#39;"))
    }

    @Test("a few findings are dots, of which each says its row")
    func dots() throws {
        var findings = (0..<40).map { number in
            var finding = ReportFixtures.finding(
                .codeForm, "一", number % 4 == 0 ? .warning : .error, row: number + 2)
            finding.place = ReportFixtures.place(Double(number) / 40, 0.5)
            return finding
        }
        findings[39].place = Coordinate(longitude: 0, latitude: 0)
        findings[38].place = nil
        let page = try page(try ReportFixtures.contents(findings))
        #expect(try texts("//svg[@class='map']/g[@class='error']/circle", page).count == 28)
        #expect(try texts("//svg[@class='map']/g[@class='warning']/circle", page).count == 10)
        #expect(page.contains("Beyond the edges of this map: 1."))
        #expect(page.contains("Without a place: 1."))
        #expect(try texts("//circle[1]/title", page).contains("第2行 code-form"))
    }

    @Test("a city without an outline, and a single finding, still make a map")
    func smallMap() throws {
        var finding = ReportFixtures.finding(.codeForm, "一")
        finding.place = ReportFixtures.place(0.5, 0.5)
        var contents = try ReportFixtures.contents([finding])
        contents.city = nil
        let page = try page(contents)
        #expect(try texts("//circle/@cx", page) == ["480"])
        finding.place = nil
        #expect(try texts("//circle", try self.page(ReportFixtures.contents([finding]))).isEmpty)
    }

    @Test("rows with several findings are told with their rules, worst first")
    func worstRows() throws {
        let findings = [
            ReportFixtures.finding(.codeForm, "一", row: 5),
            ReportFixtures.finding(.codeForm, "一", row: 9),
            ReportFixtures.finding(.valueForm, "二", row: 9),
            ReportFixtures.finding(.codeForm, "一", row: 12),
            ReportFixtures.finding(.fieldMissing, "三", row: 12),
            ReportFixtures.finding(.valueForm, "二", .warning, row: 12),
        ]
        let page = try page(try ReportFixtures.contents(findings))
        #expect(try texts("//table[@class='rows']//tr/td[1]", page) == ["12", "9"])
        #expect(
            try texts("//table[@class='rows']//tr/td[5]", page)
                == ["code-form, field-missing, value-form", "code-form, value-form"])
    }

    @Test("a delivery without findings is told to be good, before and after its publication")
    func clean() throws {
        var contents = try ReportFixtures.contents([])
        #expect(try page(contents).contains("可以发布，未发现问题。"))
        contents.moment = .published
        #expect(try page(contents).contains("已发布，未发现问题。"))
    }

    @Test(
        "half a million findings are a page below 2 MB whose numbers add up",
        .timeLimit(.minutes(5)))
    func many() throws {
        let count = 500_000
        let page = try page(
            try ReportFixtures.contents(rejected: 400_000, findings: ReportFixtures.many(count)))
        #expect(page.utf8.count < 2_000_000)
        let rules = "//section[h2/span='各规则的问题数']//li/span[@class='number']"
        #expect(try texts(rules, page).compactMap(number).reduce(0, +) == count)
        let groups = "//table[@class='groups']/tbody/tr/td[2]"
        #expect(try texts(groups, page).compactMap(number).reduce(0, +) == count)
        let squares = try texts("//svg[@class='map']//circle/title", page)
        let dots = squares.flatMap { $0.components(separatedBy: " + ") }.compactMap { Int($0) }
        #expect(dots.reduce(0, +) == count)
        #expect(squares.count > 3000)
        let moved = "//section[h2/span='移位距离']//li/span[@class='number']"
        #expect(try texts(moved, page).compactMap(number).reduce(0, +) == 401)
    }

    @Test("values of any length and groups in any number leave the page small")
    func manyGroups() throws {
        let long = String(repeating: "长", count: 20_000)
        let findings = (0..<3000).map { (row: Int) -> Finding in
            Finding(
                .valueForm, row: row, key: long, english: long, chinese: long, group: "\(row)")
        }
        let page = try page(try ReportFixtures.contents(findings))
        #expect(page.utf8.count < 1_000_000)
        #expect(page.contains("… and 2,800 more groups"))
    }
}
