import City
import CityService
import Foundation
import TestSupport
import Testing

@Suite("The sample town")
struct SampleTownTests {
    @Test("every case has the answer that its table says, for the reason that it says")
    func cases() throws {
        let live = try TestCity.sample().city.live()
        let cases = try Table.read(Repository.path("gisdata/sample/cases.csv"))
        #expect(cases.count == 26)
        for row in cases {
            var request = LiveCity.Request()
            request.at = "\(row["lon"] ?? ""),\(row["lat"] ?? "")"
            request.referenceSystem = row["crs"].flatMap { $0.isEmpty ? nil : $0 }
            request.category = row["category"]
            request.time = row["time"]
            let report = try live.answer(request)
            let decided = report.basis.filter { $0.result == "decided" }
            let found = [
                "coverage": report.place.coverage,
                "district": report.place.district?.code, "community": report.place.community?.code,
                "unit_grid": report.place.unitGrid?.code, "organization": report.organization?.code,
                "organization_status": report.organization?.status,
                "person": report.person?.contact, "person_status": report.person?.status,
                "rule": decided.first { $0.chain == "organization" }?.rule,
                "person_rule": decided.first { $0.chain == "person" }?.rule,
            ]
            for (column, value) in found {
                #expect(value ?? "" == row[column], "\(row["id"] ?? ""): \(column)")
            }
        }
    }

    @Test("the cases of the town name every kind of rule, every status and every coverage")
    func casesAreComplete() throws {
        let cases = try Table.read(Repository.path("gisdata/sample/cases.csv"))
        let rules = Set(cases.compactMap { $0["rule"] } + cases.compactMap { $0["person_rule"] })
        #expect(rules.isSuperset(of: RuleKind.allCases.map(\.rawValue)))
        #expect(
            Set(cases.compactMap { $0["organization_status"] }).isSuperset(of: [
                "certain", "likely", "contested",
            ]))
        #expect(Set(cases.compactMap { $0["coverage"] }) == ["grid", "gap", "outside"])
    }

    @Test("every file of faults breaks the rule of its table, in its row, and changes nothing")
    func faults() throws {
        let town = try TestCity.sample()
        let deliveries = try town.city.deliveries
        let table = try Table.read(Repository.path("gisdata/sample/faults/faults.csv"))
        #expect(Set(table.compactMap { $0["rule"] }) == Set(Finding.Rule.allCases.map(\.rawValue)))
        let before = try #require(try town.city.editions().last)
        for row in table {
            let file = try #require(row["file"])
            let summary = try deliveries.stage(
                Repository.path("gisdata/sample/faults/\(file)"),
                as: try Deliveries.layer(try #require(row["layer"])), TestCity.reading)
            let report = try deliveries.check(summary.delivery)
            #expect(report.result.findings.map(\.rule.rawValue) == [row["rule"]], "\(file)")
            #expect(
                report.result.findings.first?.row == row["row"].flatMap { Int($0) }, "\(file)")
            let isHarmless = report.result.findings.allSatisfy { $0.severity != .error }
            #expect(report.hasErrors != isHarmless)
            // The table says which faults are no errors.
            let what = row["what"] ?? ""
            #expect(isHarmless == (what.hasSuffix("(a warning)") || what.hasSuffix("(a note)")))
            if report.hasErrors {
                #expect(throws: CityServiceError.self, "\(file)") {
                    try deliveries.publish(summary.delivery)
                }
            }
        }
        #expect(try town.city.editions().last == before)
        #expect(try town.city.faults().isEmpty)
    }

    @Test("findings say what is wrong and what to do in both languages")
    func sentences() throws {
        let town = try TestCity.sample()
        let table = try Table.read(Repository.path("gisdata/sample/faults/faults.csv"))
        for row in table {
            let summary = try town.city.deliveries.stage(
                Repository.path("gisdata/sample/faults/\(row["file"] ?? "")"),
                as: try Deliveries.layer(row["layer"] ?? ""), TestCity.reading)
            for finding in try town.city.deliveries.check(summary.delivery).result.findings {
                #expect(finding.english.hasSuffix("."))
                #expect(finding.chinese.hasSuffix("。") || finding.rule == .rowUnreadable)
                #expect(finding.chinese.unicodeScalars.contains { $0.value > 0x4E00 })
                #expect(!finding.english.contains("13800000000"))
            }
        }
    }
}
