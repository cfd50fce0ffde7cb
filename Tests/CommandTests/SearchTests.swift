import Foundation
import TestSupport
import Testing

@Suite("search and nearby in the terminal")
struct SearchTests {
    @Test("a line for each finding, the best first, and no finding is an answer of no")
    func search() throws {
        let town = try Command.town()
        let crossing = try Command.run(["search", town, "中街 学府路"])
        #expect(crossing.status == 0, "\(crossing.error)")
        #expect(crossing.output.hasPrefix("crossings  中街 / 学府路  "))
        #expect(crossing.output.contains("120.001,30.002"))
        let none = try Command.run(["search", town, "没有"])
        #expect(none.status == 1 && none.output.isEmpty)
        let json = try Command.run(["search", town, "xfl", "--kinds", "roads", "--json"])
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        let results = (object as? [String: Any])?["results"] as? [[String: Any]]
        #expect(results?.map { $0["name"] as? String } == ["学府路"])
        #expect(try Command.run(["search", town, "a", "--kinds", "people"]).status == 64)
    }

    @Test("what is nearby with its distance in metres")
    func nearby() throws {
        let town = try Command.town()
        let covers = try Command.run([
            "nearby", town, "--at", "120.0034,30.0005", "--category", "component/01001", "--limit",
            "1",
        ])
        #expect(covers.status == 0, "\(covers.error)")
        #expect(
            covers.output == "9.65 m  一处两盖之甲  99010201001000002  120.0035,30.0005\n")
        #expect(try Command.run(["nearby", town, "--at", "120,30"]).status == 64)
    }
}
