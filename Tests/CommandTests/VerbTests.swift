import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// A running server of the program.
final class Server {
    let port: Int
    private let process = Process()

    init(_ town: String) throws {
        process.executableURL = URL(fileURLWithPath: Command.path)
        process.arguments = ["serve", town, "--port", "0"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        try process.run()
        // The first line says where it listens: "… on http://127.0.0.1:PORT".
        var line = ""
        while !line.hasSuffix("\n") {
            let bytes = pipe.fileHandleForReading.readData(ofLength: 1)
            if bytes.isEmpty { break }
            line += String(decoding: bytes, as: UTF8.self)
        }
        let text = line.split(separator: ":").last.map { String($0).filter(\.isNumber) }
        port = try #require(text.flatMap { Int($0) }, "\(line)")
    }

    /// Tells the server to end and returns its exit status.
    @discardableResult
    func stop() -> Int32 {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        return process.terminationStatus
    }
}

@Suite("Verbs of the program")
struct VerbTests {
    private func run(_ arguments: String...) throws -> String {
        let result = try Command.run(arguments)
        #expect(result.status == 0, "\(result.error)")
        return result.output
    }

    @Test("resolve tells people who, how sure, where and why")
    func resolve() throws {
        let output = try run(
            "resolve", try Command.town(), "--at", "120.0005020,30.0005", "--category",
            "matter/01001", "--time", "2026-03-01")
        #expect(output.contains("organization  水务养护公司 (SWYH), certain"))
        #expect(output.contains("person        RY-06 (养护值班), certain"))
        #expect(output.contains("样例市 · 西区 · 南门街道"))
        #expect(output.contains("because       organization: component 99010101001000001 decided"))
    }

    @Test("outside the city the answer is no")
    func outside() throws {
        let result = try Command.run(["resolve", try Command.town(), "--at", "121,30"])
        #expect(result.status == 1)
        #expect(result.output.contains("outside the city"))
        #expect(result.output.contains("nearest       东区"))
    }

    @Test("a batch twice gives equal bytes, and its file appears whole or not at all")
    func batch() throws {
        let folder = try TemporaryFolder()
        let cases = Repository.path("gisdata/sample/cases.csv")
        for name in ["a.csv", "b.csv"] {
            _ = try run(
                "resolve", try Command.town(), "--batch", cases, "--out", folder.path(name))
        }
        let contents = try folder.contents()
        #expect(contents["a.csv"] == contents["b.csv"])
        #expect(contents["a.csv"]?.isEmpty == false)
        let again = try Command.run([
            "resolve", try Command.town(), "--batch", cases, "--out", folder.path("a.csv"),
        ])
        #expect(again.status == 73)
        #expect(again.error.contains("exists already"))
        let bad = try folder.write("id,lon,lat\na,1,x\n", to: "bad.csv")
        let refused = try Command.run([
            "resolve", try Command.town(), "--batch", bad, "--out", folder.path("c.csv"),
        ])
        #expect(refused.status == 65)
        #expect(!FileManager.default.fileExists(atPath: folder.path("c.csv")))
    }

    @Test("stage, check and publish in turn, then history, verify and export")
    func delivery() throws {
        let folder = try TemporaryFolder()
        let town = folder.path("town.db")
        try FileManager.default.copyItem(atPath: try Command.town(), toPath: town)
        let file = try folder.write("code,name\nNEW,新单位\n", to: "new.csv")
        let staged = try run("stage", town, "organizations", file)
        let name = try #require(staged.split(separator: " ").dropFirst().first.map(String.init))
        #expect(try run("check", town, name).contains("1 new"))
        #expect(try run("publish", town, name).contains("Edition 25: organizations, 1 new."))
        #expect(try run("publish", town, name).contains("was published as edition 25"))
        #expect(try run("history", town).contains("25  "))
        #expect(try run("verify", town).contains("edition 25"))
        let second = try run("stage", town, "organizations", file)
        let waiting = try #require(second.split(separator: " ").dropFirst().first.map(String.init))
        #expect(try run("discard", town, waiting).hasPrefix("Discarded \(waiting)."))
        let gone = try Command.run(["discard", town, waiting])
        #expect(gone.status == 66)
        #expect(gone.error.contains("There is no delivery \(waiting)"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("town.staging")))
        let export = folder.path("out.gpkg")
        #expect(try run("export", town, "organizations", export).hasPrefix("11 rows"))
        let info = try Command.run("/usr/bin/ogrinfo", ["-so", export, "organization"])
        #expect(info.output.contains("Feature Count: 11"))
    }

    @Test("QGIS and ogrinfo see the register's tables as layers of today")
    func registerIsSpatiaLite() throws {
        let info = try Command.run(
            "/usr/bin/ogrinfo", ["-ro", "-so", try Command.town(), "unit_grid"])
        #expect(info.output.contains("Geometry: Multi Polygon"))
        #expect(info.output.contains("Feature Count: 23"))
        #expect(info.output.contains("China Geodetic Coordinate System 2000"))
    }

    @Test("a token opens the running server, which ends cleanly when it is told to")
    func serve() async throws {
        let folder = try TemporaryFolder()
        let town = folder.path("town.db")
        try FileManager.default.copyItem(atPath: try Command.town(), toPath: town)
        let secret = try run(
            "token", "create", town, "--role", "dispatcher", "--name", "t", "--quiet"
        ).trimmingCharacters(in: .newlines)
        #expect(try run("token", "list", town).contains("dispatcher  t"))
        let server = try Server(town)
        let address = "http://127.0.0.1:\(server.port)/v1/verdict?at=120.0005,30.0035"
        var request = URLRequest(url: try #require(URL(string: address)))
        let (_, refused) = try await URLSession.shared.data(for: request)
        #expect((refused as? HTTPURLResponse)?.statusCode == 401)
        request.setValue("Bearer \(secret)", forHTTPHeaderField: "Authorization")
        let (body, response) = try await URLSession.shared.data(for: request)
        #expect((response as? HTTPURLResponse)?.statusCode == 200)
        #expect(String(decoding: body, as: UTF8.self).contains("\"coverage\":\"grid\""))
        #expect(server.stop() == 0)
    }

    @Test("a new edition answers soon after its publication, without a restart")
    func refresh() async throws {
        let folder = try TemporaryFolder()
        let town = folder.path("town.db")
        try FileManager.default.copyItem(atPath: try Command.town(), toPath: town)
        let server = try Server(town)
        defer { server.stop() }
        let file = try folder.write("code,name\nNEW,新单位\n", to: "new.csv")
        _ = try run("import", town, "organizations", file)
        let address = try #require(URL(string: "http://127.0.0.1:\(server.port)/health/ready"))
        var text = ""
        // Beside all other tests a debug build takes its time.
        let deadline = ContinuousClock.now + .seconds(600)
        while !text.contains("\"edition\":25"), ContinuousClock.now < deadline {
            let (body, _) = try await URLSession.shared.data(from: address)
            text = String(decoding: body, as: UTF8.self)
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(text.contains("\"edition\":25"))
    }
}

@Suite("Offered steps")
struct AcceptTests {
    @Test("the command that a check prints adds the category, and the delivery passes")
    func accept() throws {
        let folder = try TemporaryFolder()
        let town = folder.path("town.db")
        try FileManager.default.copyItem(atPath: try Command.town(), toPath: town)
        let file = try folder.write(
            "code,category,lon,lat\n9901010188000001,0188,120.0003,30.0003\n", to: "new.csv")
        let staged = try Command.run([
            "stage", town, "components", file, "--crs", "EPSG:4490",
        ])
        let name = try #require(
            staged.output.split(separator: " ").dropFirst().first.map(String.init))
        let check = try Command.run(["check", town, name])
        #expect(check.status == 1)
        let line = try #require(
            check.output.split(separator: "\n").first { $0.contains(" add-category ") })
        let words = line.split(separator: " ").map(String.init)
        #expect(words.first == "wangge" && words.last == "NAME")
        let accepted = try Command.run(Array(words.dropFirst().dropLast()) + ["智能井盖"])
        #expect(accepted.status == 0, "\(accepted.error)")
        #expect(accepted.output.contains("component/0188 智能井盖 is in the catalogue."))
        #expect(try Command.run(["publish", town, name]).output.contains("components, 1 new"))
    }
}
