import Foundation
import TestSupport
import Testing

@Suite("Waivers of the program")
struct WaiverTests {
    private let rows = """
        code,category,owner,lon,lat
        99010101001000201,component/01001,SW,120.0003,30.0003
        99010101001000202,component/01001,NOBODY,120.0004,30.0003

        """

    private func town() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: try Command.town(), toPath: folder.path("town.db"))
        return folder
    }

    private func stage(_ rows: String, in folder: TemporaryFolder) throws -> String {
        let file = try folder.write(rows, to: "census.csv")
        let result = try Command.run([
            "stage", folder.path("town.db"), "components", file, "--crs", "EPSG:4490",
        ])
        let name = result.output.split(separator: " ").dropFirst().first.map(String.init)
        return try #require(name)
    }

    @Test("a finding is waived with a reason, its row published, the waiver listed and revoked")
    func whole() throws {
        let folder = try town()
        let town = folder.path("town.db")
        let delivery = try stage(rows, in: folder)
        #expect(try Command.run(["check", town, delivery]).status == 1)
        let waived = try Command.run([
            "waive", town, delivery, "--rule", "organization-unknown", "--row", "3", "--reason",
            "registered next month, letter 2026-17",
        ])
        #expect(waived.output.hasPrefix("Waiver 1: 1 finding of organization-unknown stands."))
        let checked = try Command.run(["check", town, delivery])
        #expect(checked.status == 0)
        #expect(checked.output.contains("census.csv:3: waived: owner: NOBODY is not among"))
        #expect(checked.output.contains("registered next month, letter 2026-17 [organization-"))
        let published = try Command.run(["publish", town, delivery])
        #expect(
            published.output.contains(
                "2 rows in = 1 published + 0 unchanged + 0 rejected + 1 waived"))
        #expect(try Command.run(["verify", town]).status == 0)

        // The same census again: the waiver is remembered, and nothing changes.
        let again = try stage(rows, in: folder)
        #expect(try Command.run(["check", town, again]).output.contains("+ 1 waived"))
        let list = try Command.run(["waivers", town])
        #expect(list.output.hasPrefix("1  components 99010101001000202  [organization-unknown]"))
        #expect(list.output.contains("letter 2026-17"))
        #expect(try Command.run(["waivers", town, "--revoke", "1"]).output.hasPrefix("Revoked 1."))
        #expect(try Command.run(["check", town, again]).status == 1)
        #expect(try Command.run(["waivers", town, "--revoke", "1"]).status == 66)
        #expect(try Command.run(["waivers", town]).output.contains("  revoked 20"))
    }

    @Test("what cannot be waived is refused with the reason, and so are waivers without one")
    func refusals() throws {
        let folder = try town()
        let town = folder.path("town.db")
        let delivery = try stage(
            rows + "99010101001000201,component/01001,SW,120.0005,30.0003\n", in: folder)
        func waive(_ arguments: String...) throws -> Command.Result {
            try Command.run(["waive", town, delivery] + arguments)
        }
        let twice = try waive("--rule", "code-duplicate", "--row", "4", "--reason", "so be it")
        #expect(twice.status == 65 && twice.error.contains("one of the two rows would be lost"))
        let none = try waive("--rule", "organization-unknown", "--row", "2", "--reason", "x")
        #expect(none.status == 66 && none.error.contains("has no such finding"))
        let unknown = try waive("--rule", "owner", "--row", "2", "--reason", "x")
        #expect(unknown.status == 64 && unknown.error.contains("There is no rule owner."))
        let silent = try waive("--rule", "organization-unknown", "--row", "3", "--reason", " ")
        #expect(silent.status == 64 && silent.error.contains("needs a reason"))
        let personal = try waive(
            "--rule", "organization-unknown", "--row", "3", "--reason", "问13812345678")
        #expect(personal.status == 64 && personal.error.contains("telephone"))
        let both = try waive(
            "--rule", "organization-unknown", "--row", "3", "--key", "a", "--reason", "x")
        #expect(both.status == 64)
        #expect(try Command.run(["waivers", town]).output == "Nothing is waived.\n")
    }
}
