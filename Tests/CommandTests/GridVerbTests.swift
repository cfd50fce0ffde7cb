import Foundation
import TestSupport
import Testing

@Suite("Verbs for grids")
struct GridVerbTests {
    private func grids(_ properties: String, in folder: TemporaryFolder) throws -> String {
        try folder.write(
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{\(properties)},\
            "geometry":{"type":"Polygon","coordinates":[[[120,30],[120.001,30],[120.001,30.0005],\
            [120,30.0005],[120,30]]]}}]}
            """, to: "\(UUID().uuidString).geojson")
    }

    @Test("propose-codes prints codes, or writes them beside the rows into a new file")
    func proposeCodes() throws {
        let folder = try TemporaryFolder()
        let file = try grids("\"name\":\"新网格\"", in: folder)
        let arguments = [
            "propose-codes", try Command.town(), "unit-grids", file, "--crs", "EPSG:4490",
        ]
        let printed = try Command.run(arguments)
        #expect(printed.status == 0, "\(printed.error)")
        #expect(printed.output == "row 1: 990101001001005\n")
        let out = folder.path("coded.csv")
        let written = try Command.run(arguments + ["--out", out])
        #expect(written.output == "1 codes proposed in \(out).\n")
        #expect(try String(contentsOfFile: out, encoding: .utf8).contains("990101001001005"))
        #expect(try Command.run(arguments + ["--out", out]).status == 73)
        let other = try Command.run(["propose-codes", try Command.town(), "posts", file])
        #expect(other.status == 64)
    }

    @Test("check tells what hangs on a redrawn grid")
    func consequences() throws {
        let folder = try TemporaryFolder()
        let town = folder.path("town.db")
        try FileManager.default.copyItem(atPath: try Command.town(), toPath: town)
        let file = try grids("\"code\":\"990101001001001\"", in: folder)
        let staged = try Command.run(["stage", town, "unit-grids", file, "--crs", "EPSG:4490"])
        let name = try #require(
            staged.output.split(separator: " ").dropFirst().first.map(String.init))
        let checked = try Command.run(["check", town, name])
        #expect(checked.output.contains("On areas redrawn (990101001001001) hang:"))
        #expect(checked.output.contains("1 management-grids (members) 管理网格: GL-01"))
        let derived = try Command.run(["re-derive", town, name])
        #expect(derived.output.hasPrefix("Nothing to do"))
    }
}
