import City
import CityFiles
import Foundation
import Geo
import TestSupport
import Testing

@Suite("Fix lists")
struct FixListTests {
    private let list = FixList([
        FixList.Entry(row: 3, chinese: "缺少类别。", english: "The row has no category."),
        FixList.Entry(row: 1, chinese: "编码重复。", english: "Two rows have one code."),
        FixList.Entry(row: 3, chinese: "编码有误。", english: "The code is wrong."),
    ])

    @Test("a row with two faults stands once, where its worst cause puts it")
    func joined() {
        #expect(list.entries.map(\.row) == [3, 1])
        #expect(list.entries[0].english == "The row has no category. The code is wrong.")
        #expect(list.entries[0].chinese == "缺少类别。编码有误。")
    }

    @Test(
        "every format comes back as itself, is read by ogrinfo, and can be handed in again",
        arguments: [
            ("shp", "ESRI Shapefile"), ("gpkg", "GPKG"), ("geojson", "GeoJSON"),
            ("geojsonl", "GeoJSONSeq"), ("fgb", "FlatGeobuf"), ("csv", "CSV"),
        ])
    func formats(ending: String, format: String) throws {
        let folder = try TemporaryFolder()
        let path =
            ending == "csv"
            ? try folder.write(
                "code;name;经度;纬度\r\n01;井盖甲;121.4;31.2\r\n\r\n02;\"井;盖\";121.5;31.3\r\n", to: "a.csv"
            )
            : try Tool.covers(ending, format, in: folder)
        let rows = try VectorFile.rows(path)
        let last = try #require(rows.last)
        let entries = FixList([
            FixList.Entry(row: last.number, chinese: "缺“类别”。", english: "No \"category\"."),
            FixList.Entry(row: rows[0].number, chinese: "重复。", english: "Twice."),
        ])
        let before = try folder.contents()
        let written = try FixListWriter(path: path).write(entries, into: folder.path)
        #expect(written.path == folder.path("a-fix.\(ending)"))
        #expect(written.rowCount == 2 && written.notes.isEmpty)
        for (name, bytes) in before { #expect(try folder.contents()[name] == bytes) }

        let again = try VectorFile(path: written.path)
        #expect(again.fields == (try VectorFile(path: path)).fields + ["reason", "原因"])
        #expect(again.referenceSystem == (try VectorFile(path: path)).referenceSystem)
        let found = try VectorFile.rows(written.path)
        #expect(found.map { $0.values.dropLast(2) } == [last, rows[0]].map { $0.values[...] })
        #expect(found.map(\.geometry) == [last.geometry, rows[0].geometry])
        #expect(found[0].values.suffix(2) == ["No \"category\".", "缺“类别”。"])
        let info = try Tool.run("ogrinfo", "-al", "-ro", written.path, in: folder)
        #expect(info.contains("Feature Count: 2"))

        // The mended list is itself a delivery, and may be wrong once more.
        let second = try TemporaryFolder()
        let next = try FixListWriter(path: written.path).write(
            FixList([FixList.Entry(row: found[1].number, chinese: "仍重复。", english: "Still twice.")]
            ),
            into: second.path)
        let rest = try VectorFile.rows(next.path)
        #expect(rest.count == 1)
        #expect(rest[0].values == rows[0].values + ["Still twice.", "仍重复。"])
    }

    @Test("a shapefile keeps bytes that nobody can decode, its widths, its system and its silence")
    func shapefileBytes() throws {
        let folder = try TemporaryFolder()
        let path = try Tool.covers("shp", "ESRI Shapefile", in: folder)
        var table = try Data(contentsOf: URL(fileURLWithPath: folder.path("a.dbf")))
        let start = Int(table[8]) | Int(table[9]) << 8
        let width = Int(table[10]) | Int(table[11]) << 8
        let broken: [UInt8] = [0xC9, 0xF2, 0xFF, 0x20, 0xFE]
        table.replaceSubrange(start + 82..<start + 87, with: broken)
        // The second record is deleted: the third one is then row 2.
        table[start + width] = 0x2A
        _ = try folder.write(table, to: "a.dbf")
        try FileManager.default.removeItem(atPath: folder.path("a.cpg"))
        let written = try FixListWriter(path: path, encoding: "GBK").write(
            FixList([
                FixList.Entry(row: 1, chinese: "无法读取。", english: "Unreadable."),
                FixList.Entry(row: 2, chinese: "重复。", english: "Twice."),
            ]), into: folder.path)
        let after = try folder.contents()
        #expect(after["a-fix.prj"] == after["a.prj"] && after["a.prj"] != nil)
        #expect(after["a-fix.cpg"] == nil)
        let made = try #require(after["a-fix.dbf"])
        #expect(made[29] == table[29])
        // The descriptors of the delivered columns, byte for byte.
        #expect(made[32..<96] == table[32..<96])
        let firstRecord = made.dropFirst(33 + 4 * 32)
        #expect(firstRecord.prefix(width) == table[start..<start + width])
        let shapes = try #require(after["a.shp"])
        let copied = try #require(after["a-fix.shp"])
        #expect(copied[108..<128] == shapes[108..<128])
        #expect(copied[136..<156] == shapes[164..<184])
        let rows = try VectorFile.rows(written.path, encoding: "GBK")
        #expect(rows.map { $0.values[0] } == ["01", "03"])
        #expect(rows[1].values.last == "重复。")
    }

    @Test("a long reason is cut between two characters, in bytes of the file's encoding")
    func longReasons() throws {
        let folder = try TemporaryFolder()
        let path = try Tool.covers("shp", "ESRI Shapefile", in: folder)
        let long = String(repeating: "错", count: 200)
        let written = try FixListWriter(path: path).write(
            FixList([FixList.Entry(row: 1, chinese: long, english: long)]), into: folder.path)
        let row = try #require(try VectorFile.rows(written.path).first)
        #expect(row.values.last == String(repeating: "错", count: 84))
    }

    @Test("a member of an archive and a layer of several are written as plain files")
    func members() throws {
        let folder = try TemporaryFolder()
        _ = try Tool.covers("shp", "ESRI Shapefile", in: folder)
        try Tool.python(
            """
            import os, zipfile
            z = zipfile.ZipFile('c.zip', 'w', zipfile.ZIP_DEFLATED)
            for e in ('shp', 'shx', 'dbf', 'prj', 'cpg'):
                z.write('a.' + e, 'x/BJ0101.' + e); os.remove('a.' + e)
            z.close()
            """, in: folder)
        let written = try FixListWriter(path: folder.path("c.zip/x/BJ0101.shp")).write(
            list, into: folder.path)
        #expect(written.path == folder.path("BJ0101-fix.shp"))
        #expect(try VectorFile.rows(written.path).map { $0.values[0] } == ["03", "01"])
        _ = try Tool.covers("gpkg", "GPKG", in: folder)
        try Tool.run(
            "ogr2ogr", "-update", "a.gpkg", "a.gpkg", "-nln", "BJ0102", "a", in: folder)
        let second = try FixListWriter(path: folder.path("a.gpkg"), layer: "BJ0102").write(
            list, into: folder.path)
        #expect(second.path == folder.path("a-BJ0102-fix.gpkg"))
        #expect(try VectorFile.rows(second.path).map { $0.values[1] } == ["井盖丙", "井盖甲"])
    }

    @Test("a delivery of several files gives a list for each that has rows to be mended")
    func manyFiles() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("census"), withIntermediateDirectories: false)
        for (name, rows) in [("BJ0101", 3), ("BJ0102", 2), ("BJ0103", 4)] {
            let lines = (1...rows).map { "\(name)-\($0),井盖\n" }.joined()
            _ = try folder.write("code,name\n" + lines, to: "census/\(name).csv")
        }
        let files = try FileSet(path: folder.path("census"))
        var numbering = MemberNumbering()
        var numbers: [String: Int] = [:]
        for member in files.members {
            numbering.begin(member.name)
            for row in try VectorFile.rows(member.path) {
                numbers[row.values[0] ?? ""] = numbering.number(of: row.number)
            }
        }
        let wrong = ["BJ0103-2", "BJ0101-3", "BJ0103-4"]
        let list = FixList(
            try wrong.map { code in
                FixList.Entry(row: try #require(numbers[code]), chinese: "错。", english: "Wrong.")
            })
        let written = try FixListWriter.write(list, of: files, numbering, into: folder.path)
        #expect(
            written.map(\.path) == ["BJ0103", "BJ0101"].map { folder.path("\($0)-fix.csv") })
        let codes = try written.map { try VectorFile.rows($0.path).map { $0.values[0] } }
        #expect(codes == [["BJ0103-2", "BJ0103-4"], ["BJ0101-3"]])
    }

    @Test("a format that cannot be written becomes a GeoPackage, and that is said")
    func otherFormats() throws {
        let folder = try TemporaryFolder()
        let path = try Tool.covers("kml", "KML", in: folder)
        let written = try FixListWriter(path: path).write(list, into: folder.path)
        #expect(written.path == folder.path("a-fix.gpkg"))
        #expect(written.notes.count == 1 && written.notes[0].contains("GeoPackage"))
        #expect(try VectorFile.rows(written.path).count == 2)
    }

    @Test("a row that the file lacks is refused, a file that exists is kept, nothing half stands")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let path = try Tool.covers("shp", "ESRI Shapefile", in: folder)
        let before = try folder.contents()
        let beyond = FixList([FixList.Entry(row: 4, chinese: "无。", english: "None.")])
        #expect(throws: VectorFileError.noRow(4, path: path)) {
            try FixListWriter(path: path).write(beyond, into: folder.path)
        }
        #expect(try folder.contents() == before)
        let taken = try folder.write("mine", to: "a-fix.dbf")
        #expect(throws: VectorFileError.exists(path: taken)) {
            try FixListWriter(path: path).write(list, into: folder.path)
        }
        #expect(try folder.contents().count == before.count + 1)
    }
}
