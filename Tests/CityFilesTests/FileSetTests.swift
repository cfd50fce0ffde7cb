import City
@testable import CityFiles
import Foundation
import TestSupport
import Testing

@Suite("Deliveries of many files")
struct FileSetTests {
    /// Shapefiles of one class each, with files that are none.
    private func classes(in folder: TemporaryFolder) throws {
        _ = try Tool.covers("shp", "ESRI Shapefile", in: folder)
        try Tool.python(
            """
            import os, shutil
            os.mkdir('sub')
            for e in ('shp', 'shx', 'dbf', 'prj', 'cpg'):
                shutil.copy('a.' + e, 'BJ0102.' + e); shutil.copy('a.' + e, 'sub/BJ0101.' + e)
                os.rename('a.' + e, '01001井盖.' + e)
            for n in ('BJ0102.shp.xml', 'readme.txt', 'photo.jpg', 'other.dbf'): open(n, 'w').write('x')
            """, in: folder)
    }

    @Test("a folder of shapefiles is a set: members by name, their classes, and what is none")
    func folders() throws {
        let folder = try TemporaryFolder()
        try classes(in: folder)
        let set = try FileSet(path: folder.path)
        #expect(set.members.map(\.name) == ["01001井盖.shp", "BJ0102.shp", "sub/BJ0101.shp"])
        #expect(
            set.members.map { $0.category?.description }
                == ["component/01001", "component/0102", "component/0101"])
        #expect(set.ignored == ["other.dbf", "photo.jpg", "readme.txt"])
        for member in set.members {
            #expect(try VectorFile.rows(member.path, layer: member.layer).count == 3)
        }
    }

    @Test("an archive of many is a set of the same members")
    func archives() throws {
        let folder = try TemporaryFolder()
        try classes(in: folder)
        try Tool.run(
            "python3", "-m", "zipfile", "-c", "all.zip", "BJ0102.shp", "BJ0102.shx",
            "BJ0102.dbf", "BJ0102.prj", "readme.txt", "sub", in: folder)
        let set = try FileSet(path: folder.path("all.zip"))
        #expect(set.members.map(\.name) == ["BJ0102.shp", "sub/BJ0101.shp"])
        #expect(set.ignored == ["readme.txt"])
        for member in set.members { #expect(try VectorFile.rows(member.path).count == 3) }
    }

    @Test("the layers of a GeoPackage and of a FileGDB are members", arguments: ["gpkg", "gdb"])
    func layers(ending: String) throws {
        let folder = try TemporaryFolder()
        let format = ending == "gdb" ? "OpenFileGDB" : "GPKG"
        let path = try Tool.covers(ending, format, in: folder)
        for name in ["BJ0102", "BJ0101"] {
            _ = try Tool.covers("geojson", "GeoJSON", in: folder)
            try Tool.run(
                "ogr2ogr", "-f", format, "-update", "a.\(ending)", "a.geojson", "-nln", name,
                in: folder)
            try FileManager.default.removeItem(atPath: folder.path("a.geojson"))
        }
        let set = try FileSet(path: path)
        #expect(set.members.map(\.layer) == ["BJ0101", "BJ0102", "a"])
        #expect(set.members.map(\.name).first == "a.\(ending)/BJ0101")
        #expect(set.members.map { $0.category?.code } == ["0101", "0102", nil])
        for member in set.members {
            #expect(try VectorFile.rows(member.path, layer: member.layer).count == 3)
        }
    }

    @Test("one file is a set of one; files of several formats are refused, and an empty folder is")
    func others() throws {
        let folder = try TemporaryFolder()
        let path = try Tool.covers("geojson", "GeoJSON", in: folder)
        #expect(try FileSet(path: path).members.map(\.name) == ["a.geojson"])
        _ = try folder.write("code,lon,lat\nA,1,2\n", to: "b.csv")
        #expect(throws: VectorFileError.severalFormats(["csv", "geojson"], path: folder.path)) {
            try FileSet(path: folder.path)
        }
        let empty = try TemporaryFolder()
        #expect(throws: VectorFileError.self) { try FileSet(path: empty.path) }
    }
}

@Suite("Heights and measures")
struct DimensionTests {
    @Test("a layer says what of its positions is let fall, and its rows are all read after it")
    func dimensions() throws {
        let folder = try TemporaryFolder()
        for (type, expected) in [
            ("POINT Z (1 2 3)", DroppedDimensions(heights: true, measures: false)),
            ("POINT M (1 2 3)", DroppedDimensions(heights: false, measures: true)),
            ("POINT ZM (1 2 3 4)", DroppedDimensions(heights: true, measures: true)),
        ] {
            let path = try folder.write("code,wkt\nA,\(type)\nB,\(type)\n", to: "a.csv")
            let file = try VectorFile(path: path)
            #expect(file.droppedDimensions == expected)
            #expect(try file.plainRows().count == 2)
        }
        let flat = try Tool.covers("shp", "ESRI Shapefile", in: folder)
        #expect(try VectorFile(path: flat).droppedDimensions == nil)
        let table = try folder.write("code,lon,lat\nA,1,2\n", to: "b.csv")
        #expect(try VectorFile(path: table).droppedDimensions == nil)
        let both = DroppedDimensions(heights: true, measures: true)
        #expect(both.english == "The heights and measures are not taken in.")
        #expect(both.chinese == "文件中的高程（Z）和量测值（M）不入库。")
    }
}
