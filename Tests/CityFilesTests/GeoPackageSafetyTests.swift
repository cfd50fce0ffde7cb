import City
import CityFiles
import Foundation
import TestSupport
import Testing

@Suite("Hostile GeoPackages and workbooks")
struct GeoPackageSafetyTests {
    /// A GeoPackage of three covers after some statements.
    private func geopackage(_ sql: String, in folder: TemporaryFolder) throws -> String {
        let path = try Tool.covers("gpkg", "GPKG", in: folder)
        try Tool.python(
            "import sqlite3\nc = sqlite3.connect('a.gpkg')\nc.executescript('''\(sql)''')\nc.close()",
            in: folder)
        return path
    }

    @Test("triggers sleep: an ordinary GeoPackage is read and no byte of it changes")
    func triggers() throws {
        let folder = try TemporaryFolder()
        let path = try geopackage(
            """
            CREATE TABLE log (t TEXT);
            CREATE TRIGGER on_read AFTER UPDATE ON gpkg_contents BEGIN INSERT INTO log VALUES ('u'); END;
            CREATE TRIGGER on_layer AFTER INSERT ON a BEGIN DELETE FROM a; END;
            """, in: folder)
        let before = try folder.contents()
        #expect(try VectorFile.rows(path, layer: "a").count == 3)
        #expect(try folder.contents() == before)
    }

    @Test("one in write-ahead mode is read without a file beside it, unless changes stand there")
    func writeAhead() throws {
        let folder = try TemporaryFolder()
        let path = try geopackage("PRAGMA journal_mode=WAL;", in: folder)
        for ending in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + ending)
        }
        let before = try folder.contents()
        #expect(try VectorFile.rows(path).count == 3)
        #expect(try folder.contents() == before)
        _ = try folder.write("7\u{7f}changes", to: "a.gpkg-wal")
        #expect(try objection(to: path) == .openElsewhere)
    }

    @Test("a view, a virtual table, a computed column: nothing of the file's own making is run")
    func queries() throws {
        let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        let cases: [(String, FileObjection)] = [
            ("CREATE VIEW v AS \(endless) SELECT x AS fid FROM n;", .view("v")),
            (
                "DROP TABLE gpkg_extensions; CREATE VIEW gpkg_extensions AS \(endless) SELECT x FROM n;",
                .view("gpkg_extensions")
            ),
            ("CREATE VIRTUAL TABLE t USING fts4(x);", .virtualTable("t")),
            (
                "CREATE TABLE g (x INT, y GENERATED ALWAYS AS (zeroblob(900000000)) VIRTUAL);",
                .computedColumns("g")
            ),
            ("CREATE TABLE g (x INT, y INT AS/* */(x + 1));", .computedColumns("g")),
        ]
        for (sql, expected) in cases {
            let folder = try TemporaryFolder()
            #expect(try objection(to: geopackage(sql, in: folder)) == expected, "\(sql)")
        }
    }

    @Test("names that look like SQL, views of the standard and long schemas are harmless")
    func harmless() throws {
        let folder = try TemporaryFolder()
        let many = (0..<300).map {
            "CREATE TABLE t\($0) (\"x as (y\" TEXT, z TEXT DEFAULT 'as ('); -- as (\n"
        }.joined()
        let long = (0..<200).map { "column_with_a_long_name_\($0) TEXT" }.joined(separator: ", ")
        let path = try geopackage(
            """
            CREATE VIEW spatial_ref_sys AS SELECT srs_id AS srid FROM gpkg_spatial_ref_sys;
            UPDATE gpkg_contents SET description = 'x\"; DROP TABLE a; --';
            CREATE TABLE wide (\(long)); \(many)
            """, in: folder)
        let before = try folder.contents()
        #expect(try VectorFile.rows(path, layer: "a").count == 3)
        #expect(try folder.contents() == before)
    }

    @Test("a page that leads to itself, and a cut database, end")
    func cycles() throws {
        let folder = try TemporaryFolder()
        let path = try Tool.covers("gpkg", "GPKG", in: folder)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        // The schema's first page becomes an inner one without cells whose right child is itself.
        bytes.replaceSubrange(100..<112, with: [5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
        let cycle = try folder.write(bytes, to: "cycle.gpkg")
        #expect(throws: VectorFileError.self) { try VectorFile(path: cycle) }
        let cut = try folder.write(bytes.prefix(3000), to: "cut.gpkg")
        #expect(throws: VectorFileError.self) { try VectorFile(path: cut) }
    }

    /// A workbook of one sheet from parts of XML.
    private func workbook(
        _ cells: String, prolog: String = "", in folder: TemporaryFolder
    ) throws -> String {
        let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        // Everything but the cells is as GDAL writes it.
        _ = try folder.write("a,b\n1,2\n", to: "s.csv")
        try Tool.run("ogr2ogr", "-f", "XLSX", "base.xlsx", "s.csv", in: folder)
        try Tool.python(
            """
            import os, zipfile
            base = zipfile.ZipFile('base.xlsx')
            z = zipfile.ZipFile('a.xlsx', 'w', zipfile.ZIP_DEFLATED)
            sheet = 'xl/worksheets/sheet1.xml'
            for name in base.namelist():
                if name != sheet: z.writestr(name, base.read(name))
            z.writestr(sheet, '''\(prolog)<worksheet xmlns="\(space)"><sheetData>\(cells)</sheetData></worksheet>''')
            os.remove('base.xlsx')
            os.remove('s.csv')
            z.close()
            """, in: folder)
        return folder.path("a.xlsx")
    }

    @Test("of a formula the value that stands with it is taken")
    func formulas() throws {
        let folder = try TemporaryFolder()
        let text = { (text: String) in "t=\"inlineStr\"><is><t>\(text)</t></is></c>" }
        let path = try workbook(
            "<row r=\"1\"><c r=\"A1\" \(text("code"))<c r=\"B1\" \(text("n"))</row>"
                + "<row r=\"2\"><c r=\"A2\" \(text("A"))<c r=\"B2\"><f>1+2</f><v>42</v></c></row>",
            in: folder)
        #expect(try VectorFile.rows(path).map(\.values) == [["A", "42"]])
    }

    @Test("a workbook whose XML declares entities, or that swells, is refused")
    func hostileWorkbooks() throws {
        let folder = try TemporaryFolder()
        let path = try workbook(
            "", prolog: "<!DOCTYPE w [<!ENTITY a \"lol\">]>", in: folder)
        #expect(try objection(to: path) == .declaresEntities("sheet1.xml"))
        try Tool.python(
            """
            import zipfile
            z = zipfile.ZipFile('a.xlsx', 'a', zipfile.ZIP_DEFLATED)
            with z.open('xl/sharedStrings.xml', 'w') as f:
                for _ in range(200): f.write(b' ' * 1000000)
            z.close()
            """, in: folder)
        #expect(try objection(to: path) == .swells(timesLimit: 200))
    }
}
