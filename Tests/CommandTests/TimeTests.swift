import Foundation
import FoundationNetworking
import TestSupport
import Testing

@Suite("Verbs of time and undoing")
struct TimeTests {
    private let folder: TemporaryFolder
    private var town: String { folder.path("town.db") }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: try Command.town(), toPath: folder.path("town.db"))
    }

    private func run(_ arguments: String...) throws -> String {
        let result = try Command.run(arguments)
        #expect(result.status == 0, "\(arguments) \(result.output) \(result.error)")
        return result.output
    }

    private func hash() throws -> Substring {
        try #require(try run("verify", town).split(separator: " ").last)
    }

    /// A moment some seconds from now.
    private func soon(_ seconds: Double) -> String {
        Date(timeIntervalSinceNow: seconds).formatted(.iso8601)
    }

    @Test("a row is set, the difference told, the edition undone, and the hash is as before")
    func setAndUndo() throws {
        let before = try hash()
        let cover = "99010101001000001"
        #expect(
            try run("set", town, "components", cover, "owner=DX", "note=")
                == "Edition 25: components, 1 reowned.\n")
        #expect(
            try run("set", town, "components", cover, "owner=DX")
                == "Nothing to do: the row says so already.\n")
        #expect(
            try run("difference", town, "24", "25")
                == "components: 1 reowned\n    reowned \(cover) owner\n")
        let csv = folder.path("difference.csv")
        #expect(
            try run("difference", town, "25", "24", "--layer", "components", "--csv", csv, "--json")
                .contains("\"change\" : \"reowned\""))
        #expect(
            try String(contentsOfFile: csv, encoding: .utf8)
                == "layer,key,change,moved_metres,columns\ncomponents,\(cover),reowned,,owner\n")
        #expect(try run("undo", town, "25") == "Edition 26: components, 1 reowned.\n")
        #expect(try hash() == before)
        #expect(try run("difference", town, "24", "26") == "Nothing differs.\n")
        #expect(try run("undo", town, "26", "--json").contains("\"undo of edition 26\""))
        #expect(try run("history", town).contains("undo of edition 25"))
        let wrong = try Command.run(["set", town, "components", cover, "owner=NOBODY"])
        #expect(wrong.status == 1)
        #expect(wrong.output.contains("set:1: error: owner: NOBODY is not among the registered"))
        #expect(wrong.output.contains("Refused, nothing is changed."))
    }

    @Test("an undoing that cannot be says why, and how it can")
    func undoRefused() throws {
        _ = try run("set", town, "organizations", "NEW", "name=新单位")
        _ = try run("set", town, "organizations", "NEW", "note=x")
        let changed = try Command.run(["undo", town, "25"])
        #expect(changed.status == 65)
        #expect(changed.error.contains("edition 26 changed some of the same rows again, NEW"))
        _ = try run("undo", town, "26")
        _ = try run("set", town, "components", "99010101001000001", "owner=NEW")
        let named = try Command.run(["undo", town, "25"])
        #expect(named.status == 1)
        #expect(named.output.contains("rows of components still name it"))
        let missing = try Command.run(["undo", town, "99"])
        #expect(missing.status == 66)
        #expect(missing.error.contains("There is no edition 99; the city is at 28."))
    }

    @Test("posts are handed over, and the verdict names the new holder from that day on")
    func handOver() throws {
        #expect(
            try run("hand-over", town, "RY-06", "RY-05", "--from", "2026-04-01")
                == "Edition 25: posts, 1 new, 1 changed.\n")
        for (day, person) in [("2026-03-31", "RY-06"), ("2026-04-01", "RY-05")] {
            let output = try run(
                "resolve", town, "--at", "120.0005020,30.0005", "--category", "matter/01001",
                "--time", day)
            #expect(output.contains("person        \(person) (养护值班)"))
        }
        let nobody = try Command.run(["hand-over", town, "RY-04", "张三"])
        #expect(nobody.status == 66 && !nobody.error.contains("张三"))
    }

    @Test("a file that is complete in an area makes vanish what it lacks there, and nothing else")
    func completeIn() throws {
        let file = try folder.write(
            "code,category,owner,lon,lat\n"
                + "99010101001000001,component/01001,SW,120.0005,30.0005\n", to: "west.csv")
        let arguments = ["import", town, "components", file, "--crs", "EPSG:4490"]
        let both = try Command.run(arguments + ["--complete-in", "990101", "--whole"])
        #expect(both.status == 64)
        let unknown = try Command.run(arguments + ["--complete-in", "990199"])
        #expect(unknown.status == 66 && unknown.error.contains("There is no area 990199"))
        let done = try Command.run(
            arguments + ["--complete-in", "990101", "--complete-category", "04007"])
        #expect(done.output.contains("Edition 25: components, 1 unchanged, 1 vanished."))
        #expect(try run("export", town, "components", folder.path("a.csv")).hasPrefix("6 rows"))
    }

    @Test("a delivery waits for its moment, is listed, and is made by whoever looks then")
    func effective() throws {
        let file = try folder.write("code,name\nNEW,新单位\n", to: "new.csv")
        let far = try run("import", town, "organizations", file, "--effective", "2099-01-01")
        #expect(far.contains("becomes an edition at 2099-01-01T00:00+08:00: 1 new."))
        let listed = try run("deliveries", town)
        #expect(listed.contains("new.csv") && listed.contains("scheduled for 2099-01-01T00:00"))
        let name = try #require(listed.split(separator: " ").first.map(String.init))
        let past = try Command.run(["publish", town, name, "--effective", "2020-01-01"])
        #expect(past.status == 64 && past.error.contains("has passed"))
        #expect(try run("publish", town, "--due") == "Nothing is due.\n")
        _ = try run("publish", town, name, "--effective", soon(2))
        #expect(try run("history", town).contains("25  ") == false)
        Thread.sleep(forTimeInterval: 3)
        #expect(
            try run("publish", town, "--due") == "\(name) is edition 25, as it was scheduled.\n")
        #expect(try run("deliveries", town) == "No delivery waits.\n")
        let neither = try Command.run(["publish", town])
        #expect(neither.status == 64)
    }

    @Test("a running server makes an edition when its moment comes")
    func server() async throws {
        let server = try Server(town)
        defer { server.stop() }
        let file = try folder.write("code,name\nNEW,新单位\n", to: "new.csv")
        _ = try run("import", town, "organizations", file, "--effective", soon(3))
        let address = try #require(URL(string: "http://127.0.0.1:\(server.port)/health/ready"))
        var text = ""
        let deadline = ContinuousClock.now + .seconds(600)
        while !text.contains("\"edition\":25"), ContinuousClock.now < deadline {
            let (body, _) = try await URLSession.shared.data(from: address)
            text = String(decoding: body, as: UTF8.self)
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(text.contains("\"edition\":25"))
    }
}
