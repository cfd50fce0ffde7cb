import Foundation
import TestSupport
import Testing

@Suite("Fix lists of the program")
struct FixListTests {
    /// A format of a delivery, and how a desktop GIS writes and mends it.
    struct Format: Sendable, CustomTestStringConvertible {
        var ending: String
        var options: [String]
        var repairedLayer: String
        var geometry: String
        var testDescription: String { ending }
    }

    private static let formats = [
        Format(
            ending: "shp", options: ["-lco", "ENCODING=GBK"], repairedLayer: "census-fix",
            geometry: "geometry"),
        Format(ending: "gpkg", options: [], repairedLayer: "census", geometry: "geom"),
        Format(ending: "geojson", options: [], repairedLayer: "census", geometry: "geometry"),
        Format(ending: "csv", options: [], repairedLayer: "census-fix", geometry: "lon, lat"),
        Format(ending: "xlsx", options: [], repairedLayer: "census", geometry: "lon, lat"),
    ]

    private static let rows = """
        code,category,owner,name,lon,lat
        99010101001000201,component/01001,SW,井盖甲,120.0003,30.0003
        99010101001000202,component/01001,NOBODY,井盖乙,120.0004,30.0003
        99010101001000203,component/09999,SW,井盖丙,120.0003,30.0004
        99010101001000204,component/01001,NOBODY,井盖丁,120.0004,30.0004
        99010101001000205,component/09999,NOBODY,井盖戊,120.0005,30.0004

        """

    /// A copy of the sample town, and the census in a format.
    private func prepare(_ format: Format) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: try Command.town(), toPath: folder.path("town.db"))
        let source = try folder.write(Self.rows, to: "source.csv")
        guard format.ending != "csv" else {
            try FileManager.default.moveItem(atPath: source, toPath: folder.path("census.csv"))
            return folder
        }
        let places =
            format.ending == "xlsx"
            ? []
            : [
                "-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat", "-oo",
                "KEEP_GEOM_COLUMNS=NO", "-a_srs", "EPSG:4490",
            ]
        let made = try Command.run(
            "/usr/bin/ogr2ogr",
            places + format.options + [
                "-nln", "census", folder.path("census.\(format.ending)"), source,
            ])
        try #require(made.status == 0, "\(made.error)")
        return folder
    }

    private func stage(_ file: String, in folder: TemporaryFolder) throws -> (
        name: String, output: String
    ) {
        let result = try Command.run([
            "stage", folder.path("town.db"), "components", folder.path(file), "--crs", "EPSG:4490",
        ])
        try #require(result.status == 0, "\(result.error)")
        let name = result.output.split(separator: " ").dropFirst().first.map(String.init)
        return (try #require(name), result.output)
    }

    @Test(
        "rejected rows come back in their own format, are mended in a desktop GIS and all come in",
        arguments: formats)
    func roundTrip(format: Format) throws {
        let folder = try prepare(format)
        let town = folder.path("town.db")
        let (delivery, _) = try stage("census.\(format.ending)", in: folder)
        let list = folder.path("back/census-fix.\(format.ending)")
        let checked = try Command.run(["check", town, delivery, "--fix-list", folder.path("back")])
        #expect(checked.status == 1)
        #expect(checked.output.contains("4 rejected rows are in \(list), with reasons."))
        let some = try Command.run(["publish", town, delivery, "--without-rejected"])
        #expect(some.output.contains("1 published + 0 unchanged + 4 rejected + 0 waived"))

        // The list itself is a delivery: the same rows, and nothing is said of its reasons.
        let (again, said) = try stage("back/census-fix.\(format.ending)", in: folder)
        #expect(!said.contains("Not taken in"))
        let second = try Command.run(["check", town, again])
        #expect(second.output.contains("4 rows in = 0 to publish + 0 unchanged + 4 rejected"))

        let mended = folder.path("mended.\(format.ending)")
        let repaired = try Command.run(
            "/usr/bin/ogr2ogr",
            format.options + [
                "--config", "OGR_XLSX_HEADERS", "FORCE", "-nln", "mended", "-dialect", "SQLite",
                "-sql",
                """
                SELECT code, replace(category, '09999', '01001') AS category,
                replace(owner, 'NOBODY', 'SW') AS owner, name, reason, \(format.geometry)
                FROM "\(format.repairedLayer)"
                """, mended, list,
            ])
        try #require(repaired.status == 0, "\(repaired.error)")
        let imported = try Command.run([
            "import", town, "components", mended, "--crs", "EPSG:4490",
        ])
        #expect(imported.status == 0, "\(imported)")
        #expect(imported.output.contains("4 published + 0 unchanged + 0 rejected + 0 waived"))
        let all = try Command.run(["export", town, "components", folder.path("all.csv")])
        #expect(all.output.hasPrefix("12 rows of components"))
        let text = try String(contentsOfFile: folder.path("all.csv"), encoding: .utf8)
        #expect(["甲", "乙", "丙", "丁", "戊"].allSatisfy { text.contains("井盖\($0)") })
    }

    @Test("the worst cause comes first, each row once with all its reasons and their rules")
    func reasons() throws {
        let folder = try prepare(Self.formats[3])
        let refused = try Command.run([
            "import", folder.path("town.db"), "components", folder.path("census.csv"), "--crs",
            "EPSG:4490", "--json", "--fix-list", folder.path("back"),
        ])
        #expect(refused.status == 1 && refused.output.hasPrefix("{"))
        #expect(refused.error.contains("4 rejected rows are in"))
        let text = try String(
            contentsOfFile: folder.path("back/census-fix.csv"), encoding: .utf8)
        let lines = text.split(separator: "\n")
        #expect(lines[0] == "code,category,owner,name,lon,lat,reason,原因")
        #expect(lines.dropFirst().map { $0.prefix(17).suffix(3) } == ["202", "204", "205", "203"])
        #expect(lines[1].contains("\"[organization-unknown] owner: NOBODY is not among"))
        #expect(lines[1].contains("\"“权属单位代码”的值“NOBODY”未在单位中登记"))
        #expect(
            lines[3].contains("[organization-unknown]") && lines[3].contains("[category-unknown]"))
    }

    @Test(
        "a file that was changed or taken away since is no source of rows, and nothing is written")
    func otherFile() throws {
        let folder = try prepare(Self.formats[3])
        let town = folder.path("town.db")
        let (delivery, _) = try stage("census.csv", in: folder)
        let arguments = ["check", town, delivery, "--fix-list", folder.path("back")]
        _ = try folder.write(Self.rows + "99010101001000206,,,,,\n", to: "census.csv")
        let changed = try Command.run(arguments)
        #expect(changed.status == 65)
        #expect(changed.error.contains("census.csv was changed since it was staged"))
        try FileManager.default.removeItem(atPath: folder.path("census.csv"))
        let gone = try Command.run(arguments)
        #expect(gone.status == 66)
        #expect(gone.error.contains("census.csv is gone"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("back")))
        // The check itself needs no file.
        #expect(try Command.run(["check", town, delivery]).status == 1)
    }

    @Test("rows that are left out of a publication are given back before the delivery is gone")
    func published() throws {
        let folder = try prepare(Self.formats[3])
        let town = folder.path("town.db")
        let (delivery, _) = try stage("census.csv", in: folder)
        let published = try Command.run([
            "publish", town, delivery, "--without-rejected", "--fix-list", folder.path("back"),
        ])
        #expect(published.status == 0)
        #expect(published.output.hasPrefix("4 rejected rows are in \(folder.path("back"))"))
        #expect(published.output.contains("Edition 25: components, 1 new, 4 rejected."))
        _ = try folder.write(
            "code,category,owner,lon,lat\n99010101001000206,component/01001,SW,120.0003,30.0005\n",
            to: "clean.csv")
        let (second, _) = try stage("clean.csv", in: folder)
        let none = try Command.run(["check", town, second, "--fix-list", folder.path("none")])
        #expect(none.status == 0 && none.output.contains("No row is rejected"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("none")))
    }

    @Test("a page tells of the list, and no report says where the file stands")
    func page() throws {
        let folder = try prepare(Self.formats[3])
        let (delivery, _) = try stage("census.csv", in: folder)
        for form in ["html", "json", "csv", "geojson"] {
            let report = try Command.run([
                "check", folder.path("town.db"), delivery, "--report", form,
            ])
            #expect(!report.output.contains(folder.path), "\(form)")
            #expect(report.output.contains("--fix-list") == (form == "html"))
        }
    }
}
