import City
import CityService
import Foundation
import TestSupport
import Testing

@Suite("Waivers")
struct WaiverTests {
    private let header = "code,category,owner,lon,lat\n"

    private func row(_ number: Int, owner: String = "SW", at place: String) -> String {
        "99010101001000\(number),component/01001,\(owner),\(place)\n"
    }

    private func stage(_ town: TestCity, _ rows: String...) throws -> String {
        let file = try town.folder.write(header + rows.joined(), to: "census.csv")
        return try town.city.deliveries.stage(file, as: .components, TestCity.reading).delivery
    }

    private func severities(_ town: TestCity, _ rows: String...) throws -> [Finding.Severity] {
        let file = try town.folder.write(header + rows.joined(), to: "census.csv")
        let deliveries = try town.city.deliveries
        let name = try deliveries.stage(file, as: .components, TestCity.reading).delivery
        return try deliveries.check(name).result.findings.map(\.severity)
    }

    @Test("a waiver covers its fault of its row, not another fault and not another row")
    func coverage() throws {
        let town = try TestCity.sample()
        let inside = "120.0003,30.0003"
        let name = try stage(town, row(201, owner: "NOBODY", at: inside))
        _ = try town.city.deliveries.waive(
            name, rule: "organization-unknown", .key("99010101001000201"), reason: "r", by: "a")
        #expect(try severities(town, row(201, owner: "NOBODY", at: inside)) == [.waived])
        #expect(try severities(town, row(201, owner: "NONE", at: inside)) == [.error])
        #expect(try severities(town, row(202, owner: "NOBODY", at: inside)) == [.error])
        // Both faults of one row: only one of them is waived, so the row is rejected.
        #expect(
            try severities(town, row(201, owner: "NOBODY", at: "121.5,30")).sorted {
                $0.rawValue < $1.rawValue
            } == [.error, .waived])
    }

    @Test("a place beyond the border is waived as long as it is the same within a metre")
    func place() throws {
        let town = try TestCity.sample()
        let name = try stage(town, row(201, at: "120.9,30.0"))
        let waivers = try town.city.deliveries.waive(
            name, rule: "geometry-outside", .row(2), reason: "beyond the river", by: "a")
        #expect(waivers.map(\.number) == [1])
        #expect(try severities(town, row(201, at: "120.900005,30.0")) == [.waived])
        #expect(try severities(town, row(201, at: "120.9001,30.0")) == [.error])
    }

    @Test("a group is waived row by row, and the account counts each row once")
    func group() throws {
        let town = try TestCity.sample()
        let inside = "120.0003,30.0003"
        let name = try stage(
            town, row(201, at: inside), row(202, owner: "NOBODY", at: inside),
            row(203, owner: "NOBODY", at: "120.9,30.0"), row(204, owner: "NOBODY", at: inside))
        let deliveries = try town.city.deliveries
        let waivers = try deliveries.waive(
            name, rule: "organization-unknown", .group("NOBODY"), reason: "r", by: "a")
        #expect(waivers.map(\.key) == [202, 203, 204].map { "99010101001000\($0)" })
        let account = try deliveries.check(name).account
        #expect(account.rowsIn == 4 && account.published == 1)
        #expect(account.rejected == 1 && account.waived == 2 && account.unchanged == 0)
        let edition = try #require(try deliveries.publish(name, withoutRejected: true).edition)
        #expect(edition.newRows == 3 && edition.rejectedRows == 1)
        #expect(try town.city.faults().isEmpty)
    }

    @Test("a waived warning is told as waived and counts as an ordinary row")
    func warning() throws {
        let town = try TestCity.sample()
        let file = try town.folder.write(
            header + "99010101002000201,component/01001,SW,120.0003,30.0003\n", to: "w.csv")
        let deliveries = try town.city.deliveries
        let name = try deliveries.stage(file, as: .components, TestCity.reading).delivery
        #expect(try deliveries.check(name).result.findings.map(\.severity) == [.warning])
        _ = try deliveries.waive(name, rule: "code-category", .row(2), reason: "r", by: "a")
        let report = try deliveries.check(name)
        #expect(report.result.findings.map(\.severity) == [.waived])
        #expect(try report.account.published == 1 && report.account.waived == 0)
    }

    @Test("reports show what is waived in a group of its own, with reason and number")
    func reports() throws {
        let town = try TestCity.sample()
        let name = try stage(
            town, row(201, owner: "NOBODY", at: "120.0003,30.0003"),
            row(202, owner: "NOBODY", at: "120.0002,30.0002"))
        let deliveries = try town.city.deliveries
        _ = try deliveries.waive(
            name, rule: "organization-unknown", .row(3), reason: "函2026-17", by: "grid office")
        let report = try deliveries.check(name)
        let lines = report.lines(file: "census.csv")
        #expect(lines[0].hasPrefix("census.csv:2: error:"))
        #expect(lines[2].hasPrefix("census.csv:3: waived:"))
        #expect(lines[2].contains("Waived by grid office on ") && lines[3].contains("豁免：函2026-17"))
        #expect(try report.text(.json).contains("\"severity\":\"waived\",\"waiver\":1}"))
        #expect(try report.text(.csv).contains(",waived,organization-unknown,"))
        let page = try report.text(.html)
        #expect(page.contains("已豁免的问题") && page.contains("badge waived"))
    }

    @Test("waivers stay in the register through later editions, and change no content hash")
    func kept() throws {
        let town = try TestCity.sample()
        let before = try #require(try town.city.editions().last)
        let name = try stage(town, row(201, owner: "NOBODY", at: "120.0003,30.0003"))
        let made = try town.city.deliveries.waive(
            name, rule: "organization-unknown", .row(2), reason: "r", by: "a")
        #expect(try town.city.faults().isEmpty)
        #expect(try town.city.editions().last == before)
        try FileManager.default.copyItem(
            atPath: town.path, toPath: town.folder.path("backup.db"))
        #expect(try CityOnDisk(path: town.folder.path("backup.db")).waivers() == made)
        #expect(try town.city.revokeWaivers(1...1, by: "b") == 1)
        let revoked = try #require(try town.city.waivers().first)
        #expect(revoked.revokedBy == "b" && revoked.reason == "r")
        #expect(throws: WaiverError.noWaiver(1...1)) {
            try town.city.revokeWaivers(1...1, by: "b")
        }
    }
}
