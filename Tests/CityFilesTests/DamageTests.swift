import City
import CityFiles
import Foundation
import TestSupport
import Testing

@Suite("Cut and contradictory files")
struct DamageTests {
    private func shapefile(_ folder: TemporaryFolder) throws -> String {
        try Tool.covers("shp", "ESRI Shapefile", in: folder)
    }

    private func cut(_ name: String, by count: Int, in folder: TemporaryFolder) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
        _ = try folder.write(bytes.dropLast(count), to: name)
    }

    @Test("a cut part says how many rows are whole")
    func cuts() throws {
        // A point is 28 bytes in the .shp, 8 in the .shx; a record of the .dbf here is 161.
        for (part, count) in [(".shp", 5), (".shp", 30), (".shx", 8), (".dbf", 200)] {
            let folder = try TemporaryFolder()
            let path = try shapefile(folder)
            try cut("a\(part)", by: count, in: folder)
            let whole = [5: 2, 30: 1, 8: 2, 200: 1][count] ?? 0
            #expect(
                try objection(to: path) == .cut(part: part, wholeRows: whole, claimedRows: 3),
                "\(part)")
        }
    }

    @Test("a header that claims gigabytes costs none")
    func claims() throws {
        let folder = try TemporaryFolder()
        let path = try shapefile(folder)
        var table = try Data(contentsOf: URL(fileURLWithPath: folder.path("a.dbf")))
        table.replaceSubrange(4..<8, with: [0xFF, 0xFF, 0xFF, 0x7F])
        _ = try folder.write(table, to: "a.dbf")
        #expect(
            try objection(to: path)
                == .cut(part: ".dbf", wholeRows: 3, claimedRows: 0x7FFF_FFFF))
        let other = try TemporaryFolder()
        let second = try shapefile(other)
        var index = try Data(contentsOf: URL(fileURLWithPath: other.path("a.shx")))
        // The second geometry is said to stand at 4 GB.
        index.replaceSubrange(108..<112, with: [0x7F, 0xFF, 0xFF, 0xFF])
        _ = try other.write(index, to: "a.shx")
        #expect(
            try objection(to: second) == .cut(part: ".shp", wholeRows: 2, claimedRows: 3))
    }

    @Test("a shapefile without its index or table, or with one row more there, is refused")
    func parts() throws {
        let folder = try TemporaryFolder()
        let path = try shapefile(folder)
        let table = try Data(contentsOf: URL(fileURLWithPath: folder.path("a.dbf")))
        var shorter = table
        shorter[4] = 2
        _ = try folder.write(shorter, to: "a.dbf")
        #expect(try objection(to: path) == .rowsDiffer(geometries: 3, records: 2))
        try FileManager.default.removeItem(atPath: folder.path("a.dbf"))
        #expect(try objection(to: path) == .sidecarMissing(ending: ".dbf"))
        _ = try folder.write(table, to: "a.dbf")
        try FileManager.default.removeItem(atPath: folder.path("a.shx"))
        #expect(try objection(to: path) == .sidecarMissing(ending: ".shx"))
    }

    @Test(
        "every awkward file gives rows or says what is wrong",
        .enabled(if: Repository.shared("realdata/awkward") != nil, "needs the shared real data"))
    func awkward() throws {
        let folder = try #require(Repository.shared("realdata/awkward"))
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        let endings = [".shp", ".gpkg", ".geojson", ".topojson", ".zip", ".mvt"]
        var lines: [String] = []
        for name in names where endings.contains(where: name.hasSuffix) {
            let result: String
            do {
                let set = try FileSet(path: "\(folder)/\(name)")
                let counts = try set.members.map { member in
                    let rows = try VectorFile.rows(member.path, layer: member.layer)
                    return "\(rows.count) rows, \(rows.count { $0.fault != nil }) faulty"
                }
                result = counts.joined(separator: "; ")
            } catch let error as VectorFileError {
                result = error.description.replacing(folder + "/", with: "")
                #expect(!result.isEmpty)
            }
            lines.append("\(name): \(result)")
        }
        #expect(lines.count > 100)
        if let path = ProcessInfo.processInfo.environment["WANGGE_AWKWARD_TABLE"] {
            try lines.joined(separator: "\n").write(
                toFile: path, atomically: true, encoding: .utf8)
        }
        func result(_ name: String) -> String {
            lines.first { $0.hasPrefix(name) }?.replacing(name + ": ", with: "") ?? ""
        }
        #expect(result("pyshp/blockgroups.shp") == "663 rows, 0 faulty")
        #expect(result("jinan_roads_no_prj.zip") == "28597 rows, 0 faulty")
        #expect(result("mapnik/poly_null_poly.shp") == "3 rows, 0 faulty")
        #expect(result("pyshp/corrupt_too_long.shp") == "10 rows, 0 faulty")
        #expect(result("pyshp/latin1.shp").contains("no .shx beside it"))
        #expect(result("pyshp/empty_zipfile.zip").contains("no file of a kind"))
    }
}
