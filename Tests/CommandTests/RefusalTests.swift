import Foundation
import TestSupport
import Testing

@Suite("Refusals of the program")
struct RefusalTests {
    /// Runs the program on the town; whatever happens, the town's files stay as they are.
    private func expect(
        _ status: Int32, _ words: String, _ arguments: (_ town: String) -> [String]
    ) throws {
        let town = try Command.town()
        let before = FileManager.default.contents(atPath: town)
        let result = try Command.run(arguments(town))
        #expect(result.status == status, "\(result)")
        #expect(result.error.contains(words), "\(result.error)")
        #expect(!result.error.contains("Error("), "a sentence, no dump: \(result.error)")
        #expect(FileManager.default.contents(atPath: town) == before)
    }

    @Test(
        "a place that is none",
        arguments: [
            ("nan,30", "finite"), ("120,inf", "finite"), ("-inf,30", "finite"),
            ("120,91", "Give longitude first"), ("30.0005,120.0005", "Give longitude first"),
            ("120", "LON,LAT"), ("500000,3320000", "name their reference system"),
        ])
    func places(text: String, words: String) throws {
        try expect(64, words) { ["resolve", $0, "--at", text] }
    }

    @Test("axes that are swapped where both orders are on the globe")
    func swappedAxes() throws {
        let folder = try TemporaryFolder()
        let town = folder.path("t.db")
        _ = try Command.run(["init", town, "--name", "t", "--code", "t", "--scheme", "free"])
        let district = try folder.write(
            """
            {"type":"Feature","properties":{"code":"D","name":"D"},"geometry":{"type":"Polygon",\
            "coordinates":[[[88.8,29.2],[88.9,29.2],[88.9,29.3],[88.8,29.3],[88.8,29.2]]]}}
            """, to: "d.geojson")
        #expect(try Command.run(["import", town, "districts", district]).status == 0)
        let result = try Command.run(["resolve", town, "--at", "29.25,88.85"])
        #expect(result.status == 64)
        #expect(result.error.contains("axes are swapped"))
    }

    @Test(
        "a category that is none, or has no kind",
        arguments: [
            ("component/09999", 64, "catalogue"), ("01001", 64, "component/01001"),
            ("thing/01001", 64, "is not a category"),
        ] as [(String, Int32, String)])
    func categories(text: String, status: Int32, words: String) throws {
        try expect(status, words) {
            ["resolve", $0, "--at", "120.0005,30.0005", "--category", text]
        }
    }

    @Test(
        "a reference system that is none, or has no parameters",
        arguments: [
            ("mars", "EPSG:4490"), ("EPSG:999998", "epsg.org"), ("EPSG:4610", "--pipeline"),
        ])
    func referenceSystems(name: String, words: String) throws {
        try expect(65, words) { ["resolve", $0, "--at", "120.0005,30.0005", "--crs", name] }
    }

    @Test("a component that is not registered, and a day that is none")
    func codes() throws {
        try expect(66, "No component has the code") { ["resolve", $0, "--code", "X"] }
        try expect(64, "is not a day") {
            ["resolve", $0, "--at", "120.0005,30.0005", "--time", "2026-02-30"]
        }
    }

    @Test("a delivery with malformed codes")
    func malformedCode() throws {
        let result = try Command.run([
            "import", try Command.town(), "components",
            Repository.path("gisdata/sample/faults/code-too-short.csv"), "--crs", "EPSG:4490",
        ])
        #expect(result.status == 1)
        #expect(result.output.contains("code-too-short.csv:3: error: code: 990101010010001 has 15"))
        #expect(result.output.contains("nothing is changed"))
    }

    @Test("a delivery that is empty, missing, of an unknown layer, or without a place")
    func deliveries() throws {
        let folder = try TemporaryFolder()
        let empty = try folder.write("", to: "empty.csv")
        try expect(65, "is empty") { ["import", $0, "components", empty, "--crs", "EPSG:4490"] }
        let header = try folder.write("code,category,lon,lat\n", to: "header.csv")
        try expect(65, "has no rows") {
            ["import", $0, "components", header, "--crs", "EPSG:4490"]
        }
        try expect(66, "There is no file") { ["import", $0, "components", "none.csv"] }
        try expect(64, "There is no layer lamps") { ["import", $0, "lamps", empty] }
    }

    @Test("files that are no city: missing, a folder, a text, another database")
    func noCity() throws {
        let folder = try TemporaryFolder()
        let text = try folder.write("hello", to: "text.db")
        let other = folder.path("other.db")
        _ = try Command.run(
            "/usr/bin/env",
            [
                "python3", "-c",
                "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
                    + "c.execute('create table t (a)'); c.commit()", other,
            ])
        #expect(mkfifo(folder.path("pipe.db"), 0o600) == 0)
        let pipe = try Command.run(["history", folder.path("pipe.db")])
        #expect(pipe.status == 66)
        try FileManager.default.removeItem(atPath: folder.path("pipe.db"))
        let before = try folder.contents()
        for (path, words) in [
            (folder.path("none.db"), "wangge init"), (folder.path, "is a folder"),
            (text, "is not a database"), (other, "but not a city"),
        ] {
            for verb in [["history"], ["resolve", "--at", "120,30"], ["serve"], ["verify"]] {
                let result = try Command.run([verb[0], path] + verb.dropFirst())
                #expect(result.status == 66, "\(verb) \(path)")
                #expect(result.error.contains(words), "\(result.error)")
            }
        }
        #expect(try folder.contents() == before)
    }

    @Test("a truncated city, and one of a newer version")
    func damaged() throws {
        let bytes = try #require(FileManager.default.contents(atPath: try Command.town()))
        let folder = try TemporaryFolder()
        let cut = try folder.write(bytes.prefix(bytes.count / 2), to: "cut.db")
        let newer = try folder.write(bytes, to: "newer.db")
        _ = try Command.run(
            "/usr/bin/env",
            [
                "python3", "-c",
                "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
                    + "c.execute(\"insert into grdb_migrations values ('99')\"); c.commit(); "
                    + "c.execute('pragma wal_checkpoint(truncate)')", newer,
            ])
        let damaged = try Command.run(["history", cut])
        #expect(damaged.status == 74)
        #expect(damaged.error.contains("is damaged") && damaged.error.contains("backup"))
        let old = try Command.run(["history", newer])
        #expect(old.status == 66)
        #expect(old.error.contains("newer version"))
        #expect(FileManager.default.contents(atPath: cut)?.count == bytes.count / 2)
    }

    @Test("a folder that cannot be written to")
    func readOnly() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("locked")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let town = path + "/town.db"
        try FileManager.default.copyItem(atPath: try Command.town(), toPath: town)
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: town)
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: path)
        defer {
            try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        // Root may write everywhere, so the program runs as nobody.
        let asNobody = ["--reuid", "65534", "--regid", "65534", "--clear-groups", Command.path]
        func run(_ arguments: [String]) throws -> Command.Result {
            getuid() == 0
                ? try Command.run("/usr/bin/setpriv", asNobody + arguments)
                : try Command.run(arguments)
        }
        for arguments in [
            ["init", path + "/new.db", "--name", "n", "--code", "n", "--scheme", "free"],
            ["import", town, "mandates", Repository.path("gisdata/sample/mandates.csv")],
            ["token", "create", town, "--role", "viewer", "--name", "n"],
        ] {
            let result = try run(arguments)
            #expect(result.status == 74, "\(arguments) \(result)")
            #expect(result.error.contains("writable"), "\(result.error)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["town.db"])
    }

    @Test("a port in use")
    func portInUse() async throws {
        let town = try Command.town()
        let server = try Server(town)
        defer { server.stop() }
        let second = try Command.run(["serve", town, "--port", "\(server.port)"])
        #expect(second.status == 69)
        #expect(
            second.error.contains("127.0.0.1:\(server.port)") && second.error.contains("--port"))
    }

    @Test("a city that exists is not made again")
    func exists() throws {
        try expect(73, "exists already") { ["init", $0, "--name", "n", "--code", "990100"] }
        let result = try Command.run(["init", "x.db", "--name", "n", "--code", ""])
        #expect(result.status == 64)
    }
}
