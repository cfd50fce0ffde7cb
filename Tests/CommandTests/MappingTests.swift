import Foundation
import TestSupport
import Testing

@Suite("Mapping files at the command line")
struct MappingTests {
    private let folder: TemporaryFolder
    private let city: String
    private let lamps: String

    init() throws {
        folder = try TemporaryFolder()
        city = folder.path("c.db")
        _ = try Command.run(["init", city, "--name", "c", "--code", "c", "--scheme", "free"])
        let categories = Repository.path("gisdata/catalogue/components-2026.csv")
        #expect(try Command.run(["import", city, "categories", categories]).status == 0)
        lamps = try folder.write(
            "POLE,MAKER,lon,lat\n7,City,120.1,30.1\n8,,120.2,30.2\n", to: "l.csv")
    }

    private func mapping(_ text: String) throws -> String {
        try folder.write(text, to: "lamps.json")
    }

    private func exported() throws -> [String] {
        let file = folder.path("out.csv")
        #expect(try Command.run(["export", city, "components", file]).status == 0)
        return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(
            String.init)
    }

    @Test("a source is delivered with its mapping file, and options come first")
    func delivered() throws {
        let mapping = try mapping(
            """
            {"layer": "components", "crs": "EPSG:999998", "columns": {
              "code": {"from": "POLE", "prefix": "SL-", "digits": 3},
              "category": {"constant": "component/01001"},
              "name": {"from": "MAKER", "values": {"City": "The city's"}, "otherwise": "unknown"}}}
            """)
        let wrong = try Command.run(["import", city, "components", lamps, "--mapping", mapping])
        #expect(wrong.status == 65)
        let right = try Command.run(
            ["import", city, "components", lamps, "--mapping", mapping, "--crs", "EPSG:4490"])
        #expect(right.status == 0, "\(right)")
        let rows = try exported()
        #expect(rows.contains { $0.contains("SL-007") && $0.contains("The city's") })
        #expect(rows.contains { $0.contains("SL-008") && $0.contains("unknown") })
        let again = try Command.run(
            ["import", city, "components", lamps, "--mapping", mapping, "--crs", "EPSG:4490"])
        #expect(again.output.contains("Nothing to do"))
    }

    @Test("a mapping file that is not there, means nothing or is for another layer is refused")
    func refused() throws {
        func run(_ layer: String, _ file: String) throws -> Command.Result {
            try Command.run(["stage", city, layer, lamps, "--mapping", file])
        }
        #expect(try run("components", folder.path("none.json")).status == 66)
        let unknown = try mapping(#"{"layer": "components", "columns": {}, "colums": {}}"#)
        let result = try run("components", unknown)
        #expect(result.status == 65)
        #expect(result.error.contains("lamps.json says colums"), "\(result.error)")
        let other = try mapping(#"{"layer": "places", "crs": "EPSG:4490", "columns": {}}"#)
        let otherLayer = try run("components", other)
        #expect(otherLayer.status == 65)
        #expect(otherLayer.error.contains("is for places, not for components"))
    }

    @Test("every mapping file that is kept names columns that its layer has")
    func kept() throws {
        let mappings = Repository.path("gisdata/mappings")
        let names = try FileManager.default.contentsOfDirectory(atPath: mappings)
            .filter { $0.hasSuffix(".json") }
        #expect(names.count >= 20)
        for name in names {
            let result = try Command.run([
                "stage", city, "precedence", lamps, "--mapping", "\(mappings)/\(name)",
            ])
            // What is wrong with the file itself would be told before its layer is compared.
            #expect(result.error.contains("not for precedence"), "\(name): \(result.error)")
        }
    }
}
