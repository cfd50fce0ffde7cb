import City
import CityService
import Foundation
import TestSupport
import Testing

@Suite("What the rules say of themselves")
struct RuleDescriptionTests {
    @Test("every example of a fault is of a layer and a severity that its rule names")
    func examples() throws {
        let rules = Dictionary(uniqueKeysWithValues: RuleDescription.all.map { ($0.name, $0) })
        for row in try Table.read(Repository.path("gisdata/sample/faults/faults.csv")) {
            let rule = try #require(rules[row["rule"] ?? ""])
            #expect(rule.layers.contains(row["layer"] ?? ""), "\(row)")
            let what = row["what"] ?? ""
            let severity =
                what.contains("(a warning)")
                ? "warning" : what.contains("(a note)") ? "info" : "error"
            #expect(rule.severities.contains(severity), "\(row)")
        }
    }

    @Test("every rule is described once, in both languages, with a layer at least")
    func all() {
        #expect(RuleDescription.all.map(\.name) == Finding.Rule.allCases.map(\.rawValue))
        for rule in RuleDescription.all {
            #expect(!rule.layers.isEmpty && !rule.severities.isEmpty, "\(rule.name)")
            #expect(rule.chinese.unicodeScalars.contains { $0.value > 0x4E00 }, "\(rule.name)")
            #expect(!rule.english.isEmpty)
        }
    }

    @Test("rules of one layer name that layer alone")
    func layers() {
        let layers = { (rule: Finding.Rule) in rule.layers.map(\.name) }
        #expect(layers(.codeCategory) == ["components"])
        #expect(layers(.gridGap) == ["districts", "subdistricts", "communities", "unit-grids"])
        #expect(layers(.rowUnreadable).count == Layer.all.count)
        #expect(!layers(.geometryMissing).contains("posts"))
    }
}
