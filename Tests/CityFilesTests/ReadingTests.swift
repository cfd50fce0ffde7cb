import City
import CityFiles
import Foundation
import Geo
import TestSupport
import Testing

@Suite("Reading files")
struct ReadingTests {
    private func rows(_ file: VectorFile) throws -> [PlainRow] {
        try file.plainRows()
    }

    /// A shapefile with one Chinese name, in an encoding, with or without a declaration.
    private func shapefile(
        _ folder: TemporaryFolder, encoding: String, declaring declared: String?
    ) throws -> String {
        let path = folder.path("a.shp")
        let writer = try VectorFileWriter(
            path: path, layerName: "a", fields: [WriterField(name: "名称", kind: .text)],
            geometry: .any, referenceSystem: .epsg(4490), encoding: encoding)
        try writer.write(
            values: ["沈河区井盖"], geometry: .points([Position(x: 123.4, y: 41.8)]))
        try writer.close()
        let cpg = folder.path("a.cpg")
        try? FileManager.default.removeItem(atPath: cpg)
        if let declared { _ = try folder.write(declared, to: "a.cpg") }
        return path
    }

    @Test(
        "Chinese texts of a shapefile are read whatever its declaration says, or fails to say",
        arguments: [
            ("GB18030", nil, "GB18030"), ("GB18030", "GBK", "GB18030"),
            ("GB18030", "UTF-8", "GB18030"), ("GB18030", "ISO-8859-1", "GB18030"),
            ("UTF-8", nil, "UTF-8"), ("UTF-8", "GBK", "UTF-8"),
            ("UTF-8", "UTF-8", "UTF-8"),
        ] as [(String, String?, String)])
    func encodings(written: String, declared: String?, found: String) throws {
        let folder = try TemporaryFolder()
        let file = try VectorFile(
            path: try shapefile(folder, encoding: written, declaring: declared))
        #expect(file.encoding == found)
        #expect(file.fields == ["名称"])
        #expect(try rows(file).map(\.values) == [["沈河区井盖"]])
    }

    @Test("files with capital endings are read alike")
    func capitals() throws {
        let folder = try TemporaryFolder()
        _ = try shapefile(folder, encoding: "GB18030", declaring: nil)
        for ending in ["shp", "shx", "dbf"] {
            try FileManager.default.moveItem(
                atPath: folder.path("a.\(ending)"),
                toPath: folder.path("C.\(ending.uppercased())"))
        }
        let file = try VectorFile(path: folder.path("C.SHP"))
        #expect(file.encoding == "GB18030")
        #expect(try rows(file).map(\.values) == [["沈河区井盖"]])
    }

    @Test("an encoding that the surveyor says is believed, and a row that contradicts it says so")
    func toldEncoding() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            Data("code,name\nA,".utf8) + Data([0xC9, 0xF2, 0xFF]), to: "a.csv")
        let row = try rows(VectorFile(path: path, encoding: "GBK"))[0]
        #expect(row.fault?.contains("GB18030") == true)
        #expect(throws: VectorFileError.unreadableTexts(path: path)) {
            try VectorFile(path: path)
        }
        #expect(throws: VectorFileError.unknownEncoding("EBCDIC-99")) {
            try VectorFile(path: path, encoding: "EBCDIC-99")
        }
    }

    @Test(
        "rows of a CSV file are known by their lines, whatever empty or broken lines stand before")
    func lines() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "code,note,lon,lat\r\n\r\nA,\"two\r\nlines\",121.4,31.2\r\n\nB,x,121.5,31.3\r\n",
            to: "a.csv"
        )
        let file = try VectorFile(path: path)
        #expect(file.fields == ["code", "note"])
        let found = try rows(file)
        #expect(found.map(\.number) == [3, 6])
        #expect(found[1].geometry == .points([Position(x: 121.5, y: 31.3)]))
    }

    @Test(
        "coordinates stand under the headers that field software writes",
        arguments: ["lon,lat", "经度,纬度", "X,Y", "longitude,latitude", "XCOORD,YCOORD"])
    func coordinateHeaders(headers: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("code,\(headers)\nA,121.4,31.2\nB,,\nC,121,x\n", to: "a.csv")
        let found = try rows(VectorFile(path: path))
        #expect(found[0].geometry == .points([Position(x: 121.4, y: 31.2)]))
        #expect(found[1].geometry == nil && found[1].fault == nil)
        #expect(found[2].fault?.contains("not two coordinates") == true)
    }

    @Test("heights are let fall and curves are refused row by row")
    func geometries() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            code,wkt
            A,"POINT Z (1 2 3)"
            B,"CIRCULARSTRING (0 0, 1 1, 2 0)"
            C,"POLYGON ((0 0, 4 0, 4 4, 0 0))"

            """, to: "a.csv")
        let found = try rows(VectorFile(path: path))
        #expect(found[0].geometry == .points([Position(x: 1, y: 2)]))
        #expect(found[1].geometry == nil)
        #expect(found[1].fault?.contains("CIRCULARSTRING") == true)
        guard case .areas(let areas)? = found[2].geometry else {
            Issue.record("no area")
            return
        }
        #expect(areas[0][0].count == 4)
    }

    @Test("empty files, drawings, texts and missing files are told apart")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let empty = try folder.write("", to: "a.csv")
        #expect(throws: VectorFileError.emptyFile(path: empty)) { try VectorFile(path: empty) }
        let drawing = try folder.write("AC1027", to: "a.DWG")
        #expect(throws: VectorFileError.drawing(path: drawing)) { try VectorFile(path: drawing) }
        #expect(throws: VectorFileError.noFile(path: "nowhere.shp")) {
            try VectorFile(path: "nowhere.shp")
        }
        let text = try folder.write("hello", to: "a.gpkg")
        #expect(throws: VectorFileError.self) { try VectorFile(path: text) }
    }

    @Test("an address is no file: nothing is fetched from anywhere")
    func noNetwork() {
        for path in ["/vsicurl/http://127.0.0.1:9/a.geojson", "http://127.0.0.1:9/a.geojson"] {
            #expect(throws: VectorFileError.noFile(path: path)) { try VectorFile(path: path) }
        }
    }

    @Test("a file that only names another one is no delivery")
    func noDetours() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("code,lon,lat\nA,1,2\n", to: "secret.csv")
        let detour = try folder.write(
            """
            <OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>\
            \(folder.path("secret.csv"))</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>
            """, to: "a.vrt")
        #expect(throws: VectorFileError.self) { try VectorFile(path: detour) }
        let disguised = folder.path("b.csv")
        try FileManager.default.copyItem(atPath: detour, toPath: disguised)
        let found = try? rows(VectorFile(path: disguised))
        #expect(found?.contains { $0.values.contains("A") } != true)
    }

    @Test("a zip with one file is read like the file, with several it asks which")
    func zips() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("code,lon,lat\nA,1,2\n", to: "a.csv")
        _ = try folder.write("code,lon,lat\nB,1,2\n", to: "b.csv")
        for (zip, members) in [("one.zip", ["a.csv"]), ("two.zip", ["a.csv", "b.csv"])] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["python3", "-m", "zipfile", "-c", zip] + members
            process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
            try process.run()
            process.waitUntilExit()
        }
        #expect(try rows(VectorFile(path: folder.path("one.zip"))).map(\.values) == [["A"]])
        #expect(
            throws: VectorFileError.severalLayers(
                path: folder.path("two.zip"), layers: ["a.csv", "b.csv"])
        ) { try VectorFile(path: folder.path("two.zip")) }
    }
}

@Suite("Real awkward files")
struct AwkwardFileTests {
    private func rows(_ path: String) throws -> [PlainRow] {
        try VectorFile(path: path).plainRows()
    }

    @Test(
        "null geometries stay rows without one, curves say that they are curves",
        .enabled(if: Repository.shared("realdata/awkward") != nil, "needs the shared real data"))
    func awkward() throws {
        let folder = try #require(Repository.shared("realdata/awkward"))
        let nulls = try rows("\(folder)/mapnik/poly_null_poly.shp")
        #expect(nulls.map { $0.geometry == nil } == [false, true, false])
        #expect(nulls.allSatisfy { $0.fault == nil })
        let curves = try rows("\(folder)/gpkg/curvepolygon.gpkg")
        #expect(!curves.isEmpty && curves.allSatisfy { $0.geometry == nil && $0.fault != nil })
        let heights = try rows("\(folder)/gpkg/line_zm.gpkg")
        #expect(!heights.isEmpty && heights.allSatisfy { $0.geometry != nil })
    }

    @Test(
        "UTF-8 names without a declaration are read as they are",
        .enabled(if: Repository.shared("realdata/awkward") != nil, "needs the shared real data"))
    func undeclared() throws {
        let folder = try #require(Repository.shared("realdata/awkward"))
        let file = try VectorFile(path: "\(folder)/china_provinces_utf8_dbf_no_cpg.zip")
        #expect(file.encoding == "UTF-8")
        var texts: [String] = []
        texts = try file.plainRows().flatMap { $0.values.compactMap(\.self) }
        #expect(texts.contains { $0.contains("北京") })
    }
}
