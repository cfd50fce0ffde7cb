import City
@testable import CityService
import Foundation
import Geo
import TestSupport
import Testing

@Suite("Reports for programs and spreadsheets")
struct ReportTests {
    private func text(_ contents: ReportContents, _ form: CheckReport.Form) throws -> String {
        var bytes: [UInt8] = []
        try contents.write(form) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func object(_ contents: ReportContents, _ form: CheckReport.Form) throws
        -> [String: Any]
    {
        let text = try text(contents, form)
        // Foundation reads a comma before a closing bracket, other readers do not.
        #expect(!text.contains(",\n}") && !text.contains(",\n]") && !text.contains(",}"))
        let data = Data(text.utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("JSON has the findings as they are, their groups, and an account that adds up")
    func json() throws {
        var finding = ReportFixtures.finding(.valueForm, "引号“\"”\\ \u{1} 换行\n完 🌆")
        finding.place = ReportFixtures.place(0.5, 0.5)
        let layer = ReportFixtures.finding(.gridGap, "空白", row: nil)
        let object = try object(try ReportFixtures.contents([layer, finding]), .json)
        #expect(
            Set(object.keys) == [
                "account", "delivery", "differences", "findings", "groups", "rejectedRows",
            ])
        let findings = try #require(object["findings"] as? [[String: Any]])
        #expect(findings.count == 2)
        #expect(findings[0]["row"] == nil && findings[0]["at"] == nil)
        #expect(findings[1]["chinese"] as? String == finding.chinese)
        #expect(findings[1]["at"] as? [Double] == [120.2, 30.125])
        #expect(findings[1]["rule"] as? String == "value-form")
        #expect(findings[1]["row"] as? Int == 2)
        let account = try #require(object["account"] as? [String: Int])
        let parts = ["published", "unchanged", "rejected", "waived"].compactMap { account[$0] }
        #expect(parts.count == 4 && parts.reduce(0, +) == account["rowsIn"])
        let groups = try #require(object["groups"] as? [[String: Any]])
        #expect(groups.compactMap { $0["rows"] as? Int } == [0, 1])
        #expect(groups[1]["firstRows"] as? [Int] == [2])
        #expect((object["differences"] as? [String: Int])?["moved"] == 401)
    }

    @Test("GeoJSON has a point for every finding that has a place, and the account")
    func geoJSON() throws {
        var placed = ReportFixtures.finding(.valueForm, "一")
        placed.place = ReportFixtures.place(0.25, 0)
        let object = try object(
            try ReportFixtures.contents([placed, ReportFixtures.finding(.codeForm, "二")]),
            .geojson)
        #expect(object["type"] as? String == "FeatureCollection")
        #expect((object["account"] as? [String: Int])?["rowsIn"] == 780_000)
        let features = try #require(object["features"] as? [[String: Any]])
        let geometry = features[0]["geometry"] as? [String: Any]
        #expect(geometry?["coordinates"] as? [Double] == [120.1, 30])
        #expect(features[1]["geometry"] is NSNull)
        #expect((features[1]["properties"] as? [String: Any])?["rule"] as? String == "code-form")
    }

    @Test(
        "a cell that begins like a formula is made harmless, any other stays as it is",
        arguments: ["=1+1", "+8613", "-2", "@SUM(A1)", "\t=1", "＝1", "a=b", "2-1", ""])
    func formulas(text: String) throws {
        var finding = ReportFixtures.finding(.valueForm, text)
        finding.key = text
        let csv = try self.text(try ReportFixtures.contents([finding]), .csv)
        let line = try #require(csv.split(separator: "\n").dropFirst().first)
        let isFormula = "=+-@\t＝".contains(text.first ?? "a")
        let cell = isFormula ? "'" + text : text
        #expect(line.hasPrefix("2,\(cell),error,value-form,"), "\(line)")
        #expect(line.hasSuffix(",\(cell)"), "\(line)")
    }

    @Test(
        "a report in JSON is what strict readers take",
        arguments: [CheckReport.Form.json, .geojson], [0, 1, 3])
    func strictJSON(form: CheckReport.Form, count: Int) throws {
        let findings = (0..<count).map { ReportFixtures.finding(.valueForm, "\($0)") }
        let text = try self.text(try ReportFixtures.contents(findings), form)
        // Foundation takes a comma before a bracket; Python, browsers and GDAL do not.
        let plain = text.filter { !$0.isWhitespace }
        #expect(!plain.contains(",}") && !plain.contains(",]"), "\(text)")
    }

    @Test("the account is the last line of the spreadsheet")
    func accountLine() throws {
        let csv = try text(
            try ReportFixtures.contents([ReportFixtures.finding(.valueForm, "一")]), .csv)
        let last = try #require(csv.split(separator: "\n").last)
        #expect(
            last.contains(
                "780000 rows in = 12345 to publish + 767654 unchanged + 1 rejected + 0 waived"))
    }

    @Test(
        "a report of any length leaves in small pieces, while its findings are visited once",
        .timeLimit(.minutes(2)), arguments: [CheckReport.Form.csv, .geojson, .json])
    func pieces(form: CheckReport.Form) throws {
        var visits = 0
        var (pieces, bytes, largest, lines) = (0, 0, 0, 0)
        let source = ReportFixtures.many(100_000)
        let contents = try ReportFixtures.contents(rejected: 80_000) { visit in
            visits += 1
            try source(visit)
        }
        try contents.write(form) { piece in
            pieces += 1
            bytes += piece.count
            largest = max(largest, piece.count)
            lines += piece.count { $0 == UInt8(ascii: "\n") }
        }
        #expect(visits == 1)
        #expect(lines > 100_000)
        #expect(largest < 70_000 && pieces >= bytes / 70_000)
    }

    @Test("what the receiver of a report throws ends it at once")
    func brokenPipe() throws {
        struct Full: Error {}
        var pieces = 0
        let contents = try ReportFixtures.contents(
            rejected: 0, findings: ReportFixtures.many(10_000))
        #expect(throws: Full.self) {
            try contents.write(.csv) { _ in
                pieces += 1
                throw Full()
            }
        }
        #expect(pieces == 1)
    }

    @Test("a terminal shows the twenty worst groups and says how many more there are")
    func terminal() {
        let findings = (1...32).flatMap { group -> [Finding] in
            (1...group).map { row -> Finding in
                Finding(
                    .categoryUnknown, row: row, english: "Class \(group).", chinese: "类\(group)。",
                    group: "\(group)")
            }
        }
        let lines = TerminalReport(groups: FindingGroups(findings).worstFirst).lines(file: "a.shp")
        #expect(lines[0] == "a.shp:1: error: Class 32. [category-unknown]")
        #expect(lines[1] == "    类32。")
        #expect(lines[2] == "    The same in 31 more rows: 2, 3, 4, 5, 6, 7, 8, 9, …")
        #expect(lines.count == 20 * 3 + 2)
        #expect(lines[60] == "… and 12 more groups, see --report html")
        #expect(!lines.contains { line in line.contains("Class 12.") })
    }

    @Test("a group of one or two findings says no more than there is")
    func smallGroups() {
        func lines(_ findings: [Finding]) -> [String] {
            TerminalReport(groups: FindingGroups(findings).worstFirst).lines(file: "a.csv")
        }
        let row = ReportFixtures.finding(.codeForm, "一")
        var next = row
        next.row = 3
        let gap = ReportFixtures.finding(.gridGap, "空白", row: nil)
        #expect(lines([row]).count == 2)
        #expect(lines([row, next]).last == "    The same in 1 more row: 3")
        #expect(lines([gap, gap]).last == "    The same in 1 more place: 99010101001000202")
    }
}
