import Foundation
import FoundationXML
import TestSupport
import Testing

@Suite("Reports of the program")
struct ReportTests {
    /// A copy of the sample town with a delivery of one good and one bad row.
    private func staged() throws -> (folder: TemporaryFolder, town: String, delivery: String) {
        let folder = try TemporaryFolder()
        let town = folder.path("town.db")
        try FileManager.default.copyItem(atPath: try Command.town(), toPath: town)
        let file = try folder.write(
            """
            code,category,owner,lon,lat
            99010101001000201,component/01001,SW,120.0003,30.0003
            99010101001000202,component/01001,NOBODY,120.0004,30.0003

            """, to: "census.csv")
        let result = try Command.run([
            "stage", town, "components", file, "--crs", "EPSG:4490",
        ])
        #expect(result.status == 0, "\(result)")
        let name = result.output.split(separator: " ").dropFirst().first.map(String.init)
        return (folder, town, try #require(name))
    }

    private static let account = "2 rows in = 1 to publish + 0 unchanged + 1 rejected + 0 waived\n"

    @Test("a page goes into a new file, with the city on its map, beside what the terminal says")
    func page() throws {
        let (folder, town, delivery) = try staged()
        let arguments = [
            "check", town, delivery, "--report", "html", "--out", folder.path("a.html"),
        ]
        let result = try Command.run(arguments)
        #expect(result.status == 1)
        #expect(result.output.contains("census.csv:3: error: owner: NOBODY"))
        #expect(result.output.contains(Self.account))
        let page = try String(contentsOfFile: folder.path("a.html"), encoding: .utf8)
        let document = try XMLDocument(xmlString: page)
        #expect(try document.nodes(forXPath: "//dd").contains { $0.stringValue == "样例市 990100" })
        #expect(try document.nodes(forXPath: "//path[@class='outline']").count == 1)
        #expect(try document.nodes(forXPath: "//circle").count == 1)
        let again = try Command.run(arguments)
        #expect(again.status == 73 && again.error.contains("exists already"))
        #expect(try folder.contents().keys.filter { $0.hasSuffix(".part") }.isEmpty)
    }

    @Test("a report that goes nowhere else is the answer, and nothing is mixed into it")
    func printed() throws {
        let (folder, town, delivery) = try staged()
        // The folder goes with the last who holds it.
        defer { withExtendedLifetime(folder) {} }
        let csv = try Command.run(["check", town, delivery, "--report", "csv"])
        #expect(csv.status == 1 && csv.output.hasPrefix("row,key,severity,rule,"))
        let html = try Command.run(["check", town, delivery, "--report", "html"])
        #expect(html.output.hasPrefix("<!DOCTYPE html>") && html.output.hasSuffix("</html>\n"))
        let json = try Command.run(["check", town, delivery, "--json"])
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        #expect((object as? [String: Any])?["rejectedRows"] as? Int == 1)
    }

    @Test("check, publish and import print the account of the rows")
    func accounts() throws {
        let (folder, town, delivery) = try staged()
        #expect(try Command.run(["check", town, delivery]).output.contains(Self.account))
        let published = try Command.run(["publish", town, delivery, "--without-rejected"])
        #expect(
            published.output.contains(
                "2 rows in = 1 published + 0 unchanged + 1 rejected + 0 waived\n"))
        let file = try folder.write(
            "code,name\nSW,水务集团\nNEW,新单位\n", to: "organizations.csv")
        let imported = try Command.run([
            "import", town, "organizations", file, "--report", "html", "--out",
            folder.path("b.html"),
        ])
        #expect(imported.output.contains("2 rows in = "), "\(imported)")
        #expect(imported.output.contains(" published + "))
        #expect(
            try String(contentsOfFile: folder.path("b.html"), encoding: .utf8).contains("已发布"))
    }

    @Test("a file without a form is a wrong usage")
    func outAlone() throws {
        let result = try Command.run(["check", try Command.town(), "x", "--out", "x.html"])
        #expect(result.status == 64 && result.error.contains("--report"))
    }
}
