import City
import CityFiles
import CityService
import Foundation
import TestSupport
import Testing

/// Deliveries of components in many files, one for each class.
@Suite("One layer for each class")
struct ManyFilesTests {
    private let header = "ObjID,ObjName,DeptCode1,ObjState,wkt\n"

    private func row(_ category: String, _ number: Int, z: String = "") -> String {
        let kind = z.isEmpty ? "POINT" : "POINT Z"
        return "990101\(category)\(String(1_000_000 + number).suffix(6)),井盖,SZ,完好,"
            + "\"\(kind) (\(120.0001 + Double(number) * 0.00001) 30.0002\(z))\"\n"
    }

    /// Files of two classes, each with the rows of its numbers.
    private func write(_ folder: TemporaryFolder, in place: String, z: String = "") throws {
        try FileManager.default.createDirectory(
            atPath: folder.path(place), withIntermediateDirectories: true)
        let covers = [1, 2, 3].map { row("0102", $0, z: z) }.joined()
        let wells = [11, 12].map { row("0103", $0, z: z) }.joined()
        _ = try folder.write(header + covers, to: "\(place)/BJ0102.csv")
        _ = try folder.write(header + wells, to: "\(place)/BJ0103.csv")
    }

    private func run(_ words: [String], in folder: TemporaryFolder) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    /// What five rows of two older classes come to.
    private func expectFive(
        _ town: TestCity, _ path: String, rules: [Finding.Rule] = []
    ) throws {
        let (report, outcome) = try town.city.deliveries.importFile(
            path, as: .components, TestCity.reading)
        guard case .published(let edition) = outcome else {
            Issue.record("\(report.lines(file: path))")
            return
        }
        #expect(edition.newRows == 5 && edition.rejectedRows == 0)
        #expect(
            report.result.findings.map(\.rule)
                == [.categoryStated] + rules + [.categoryMapped, .categoryMapped])
        #expect(
            report.result.findings.filter { $0.rule == .categoryMapped }.map(\.english)
                == [
                    """
                    3 rows' category 0102 (CJ/T 214-2007, GB/T 30428.2-2013) are taken as \
                    component/01002. Look whether that is meant.
                    """,
                    """
                    2 rows' category 0103 (CJ/T 214-2007, GB/T 30428.2-2013) are taken as \
                    component/01003. Look whether that is meant.
                    """,
                ])
        let (_, again) = try town.city.deliveries.importFile(
            path, as: .components, TestCity.reading)
        #expect(again == .unchanged)
    }

    @Test("rejected rows come back in a list for each file that has some")
    func fixLists() throws {
        let town = try TestCity.sample()
        try write(town.folder, in: "census")
        let stranger = row("0103", 13).replacing(",SZ,", with: ",NOBODY,")
        _ = try town.folder.write(
            header + row("0103", 11) + stranger, to: "census/BJ0103.csv")
        let summary = try town.city.deliveries.stage(
            town.folder.path("census"), as: .components, TestCity.reading)
        let report = try town.city.deliveries.check(summary.delivery)
        let lists = try report.writeFixLists(into: town.folder.path("back"))
        #expect(lists.map(\.path) == [town.folder.path("back/BJ0103-fix.csv")])
        #expect(lists.map(\.rowCount) == [1])
        let text = try String(contentsOfFile: lists[0].path, encoding: .utf8)
        #expect(text.contains("NOBODY") && text.contains("[organization-unknown]"))
    }

    @Test("a folder is one delivery, with what is no vector file told")
    func folder() throws {
        let town = try TestCity.sample()
        try write(town.folder, in: "census")
        _ = try town.folder.write("x", to: "census/readme.txt")
        let summary = try town.city.deliveries.stage(
            town.folder.path("census"), as: .components, TestCity.reading)
        #expect(summary.fileName == "census" && summary.ignoredFiles == ["readme.txt"])
        #expect(summary.members?.members.map(\.name) == ["BJ0102.csv", "BJ0103.csv"])
        try expectFive(town, town.folder.path("census"))
    }

    @Test("an archive of many is one delivery")
    func archive() throws {
        let town = try TestCity.sample()
        try write(town.folder, in: "census")
        try run(["python3", "-m", "zipfile", "-c", "census.zip", "census"], in: town.folder)
        try expectFive(town, town.folder.path("census.zip"))
    }

    @Test(
        "the layers of one file are one delivery, and heights are let fall with a note",
        arguments: ["gpkg", "gdb"])
    func layers(ending: String) throws {
        let town = try TestCity.sample()
        try write(town.folder, in: "census", z: " 4.5")
        let path = town.folder.path("all.\(ending)")
        let format = ending == "gdb" ? "OpenFileGDB" : "GPKG"
        for (place, name) in ["BJ0102", "BJ0103"].enumerated() {
            try run(
                ["ogr2ogr", "-f", format] + (place > 0 ? ["-update"] : [])
                    + [path, "census/\(name).csv", "-nln", name, "-a_srs", "EPSG:4490"]
                    + ["-oo", "GEOM_POSSIBLE_NAMES=wkt", "-oo", "KEEP_GEOM_COLUMNS=NO"]
                    + ["-nlt", "POINT25D"], in: town.folder)
        }
        try expectFive(town, path, rules: [.dimensionsDropped])
    }

    @Test("a row is told with its file and its number there, in every report")
    func rows() throws {
        let town = try TestCity.sample()
        try write(town.folder, in: "census")
        let bad = row("0103", 13).replacing("完好", with: "尚可") + row("0102", 1)
        _ = try town.folder.write(header + row("0103", 11) + bad, to: "census/BJ0103.csv")
        let name = try town.city.deliveries.stage(
            town.folder.path("census"), as: .components, TestCity.reading
        ).delivery
        let report = try town.city.deliveries.check(name)
        let lines = report.lines(file: report.summary.fileName)
        #expect(lines.contains { $0.hasPrefix("BJ0103.csv:3: warning: state: \"尚可\"") })
        #expect(
            lines.contains {
                $0.hasPrefix("BJ0103.csv:4: error: The code stands in row BJ0102.csv:2 already.")
            })
        let table = try report.text(.csv)
        #expect(table.contains("\nBJ0103.csv:3,") && table.contains("\nBJ0103.csv:4,"))
        #expect(try report.text(.html).contains("BJ0103.csv:4"))
        #expect(try report.account.rowsIn == 6)
    }

    @Test("what one file says nothing of stays, whatever the other one says")
    func absentColumns() throws {
        let town = try TestCity.sample()
        try write(town.folder, in: "census")
        try expectFive(town, town.folder.path("census"))
        _ = try town.folder.write(
            "ObjID,Note,wkt\n990101010200000" + "1,挪动,\"POINT (120.00011 30.0002)\"\n",
            to: "census/BJ0102.csv")
        _ = try town.folder.write(
            header + row("0103", 11).replacing("完好", with: ""), to: "census/BJ0103.csv")
        let (report, _) = try town.city.deliveries.importFile(
            town.folder.path("census"), as: .components, TestCity.reading)
        #expect(report.result.changes == [.changed, .changed])
        let path = town.folder.path("out.csv")
        _ = try town.city.export.write(.components, to: path)
        let rows = try Table.read(path)
        let first = try #require(rows.first { $0["code"] == "9901010102000001" })
        #expect(first["note"] == "挪动" && first["state"] == "完好")
        let second = try #require(rows.first { $0["code"] == "9901010103000011" })
        #expect(second["state"] == "")
    }

    @Test("a file that cannot be read is named, and nothing is left behind")
    func broken() throws {
        let town = try TestCity.sample()
        try write(town.folder, in: "census")
        _ = try town.folder.write("a,b\n1,2\n", to: "census/BJ0104.csv")
        do {
            _ = try town.city.deliveries.stage(
                town.folder.path("census"), as: .components, TestCity.reading)
            Issue.record("staged")
        } catch {
            #expect("\(error)".hasPrefix("BJ0104.csv: The file has no column code"))
        }
        #expect(!FileManager.default.fileExists(atPath: town.folder.path("city.staging")))
    }

    @Test("layers that are not named by their classes are not taken for one delivery")
    func otherLayers() throws {
        let town = try TestCity.sample()
        try write(town.folder, in: "census")
        for name in ["covers", "lamps"] {
            try run(
                ["ogr2ogr", "-f", "GPKG"] + (name == "lamps" ? ["-update"] : [])
                    + ["all.gpkg", "census/BJ0102.csv", "-nln", name], in: town.folder)
        }
        #expect(throws: VectorFileError.self) {
            try town.city.deliveries.stage(
                town.folder.path("all.gpkg"), as: .components, TestCity.reading)
        }
    }
}
