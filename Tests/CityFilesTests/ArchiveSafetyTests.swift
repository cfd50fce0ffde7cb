import CityFiles
import Foundation
import TestSupport
import Testing

@Suite("Hostile archives")
struct ArchiveSafetyTests {
    private let csv = "code,lon,lat\\nA,1,2\\n"

    /// A ZIP that Python's zipfile makes; `z` is the archive.
    private func zip(_ script: String, in folder: TemporaryFolder) throws -> String {
        try Tool.python(
            "import zipfile\nz = zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED)\n\(script)\nz.close()",
            in: folder)
        return folder.path("a.zip")
    }

    @Test(
        "names that lead out of the archive are refused, and nothing is written there",
        arguments: ["../a.csv", "/tmp/a.csv", "x/../../a.csv", "..\\\\a.csv", "C:\\\\a.csv"])
    func names(name: String) throws {
        let folder = try TemporaryFolder()
        let path = try zip("z.writestr('\(name)', '\(csv)')", in: folder)
        let before = try folder.contents()
        guard case .outsideName? = try objection(to: path) else {
            Issue.record("\(name) was not refused")
            return
        }
        #expect(try folder.contents() == before)
    }

    @Test("a kilobyte that becomes gigabytes is refused before it is unpacked")
    func declaredBomb() throws {
        let folder = try TemporaryFolder()
        let path = try zip(
            """
            z.writestr('a.csv', '\(csv)')
            with z.open('b.bin', 'w', force_zip64=True) as f:
                for _ in range(150): f.write(bytes(1000000))
            """, in: folder)
        #expect(try objection(to: path) == .swells(timesLimit: 200))
    }

    @Test("more than four gigabytes are refused by what the archive says of itself")
    func tooLarge() throws {
        let folder = try TemporaryFolder()
        let path = try zip("z.writestr('a.csv', '\(csv)')", in: folder)
        // The size in the list of members is the word at its byte 24.
        try Tool.python(
            """
            b = bytearray(open('a.zip', 'rb').read())
            i = b.index(b'PK\\x01\\x02')
            b[i+24:i+28] = (4294967294).to_bytes(4, 'little')
            open('a.zip', 'wb').write(b)
            """, in: folder)
        #expect(try objection(to: path) == .tooLarge(limit: 4_000_000_000))
    }

    @Test("a member that unpacks to more than the archive says is refused")
    func realBomb() throws {
        let folder = try TemporaryFolder()
        let path = try zip(
            "z.writestr('a.csv', 'code,lon,lat\\n' + 'A,1,2\\n' * 500000)", in: folder)
        try Tool.python(
            """
            b = bytearray(open('a.zip', 'rb').read())
            i = b.index(b'PK\\x01\\x02')
            b[i+24:i+28] = (1000).to_bytes(4, 'little')
            open('a.zip', 'wb').write(b)
            """, in: folder)
        #expect(try objection(to: path) == .damaged(part: "a.csv"))
        // Where the member itself lies too, only unpacking it tells.
        try Tool.python(
            """
            b = bytearray(open('a.zip', 'rb').read())
            b[22:26] = (1000).to_bytes(4, 'little')
            open('a.zip', 'wb').write(b)
            """, in: folder)
        #expect(try objection(to: path) == .wrongSize("a.csv"))
    }

    @Test("a gzipped file is counted while it unpacks")
    func gzip() throws {
        let folder = try TemporaryFolder()
        try Tool.python(
            """
            import gzip
            with gzip.open('a.csv.gz', 'wb') as f:
                f.write(b'code,lon,lat\\n')
                for _ in range(110): f.write(b'A,1,2\\n' * 166667)
            with gzip.open('b.csv.gz', 'wb') as f: f.write(b'code,lon,lat\\nA,1,2\\n')
            """, in: folder)
        #expect(try objection(to: folder.path("a.csv.gz")) == .swells(timesLimit: 200))
        #expect(try VectorFile.rows(folder.path("b.csv.gz")).count == 1)
    }

    @Test("archives in archives, links, passwords and too many files are refused with advice")
    func others() throws {
        let folder = try TemporaryFolder()
        func refused(_ script: String) throws -> FileObjection? {
            try objection(to: try zip(script, in: folder))
        }
        #expect(
            try refused("z.writestr('a.csv', '\(csv)'); z.writestr('b.ZIP', 'x')")
                == .nestedArchive("b.ZIP"))
        #expect(
            try refused(
                """
                i = zipfile.ZipInfo('a.csv'); i.create_system = 3
                i.external_attr = 0o120777 << 16
                z.writestr(i, '/etc/passwd')
                """) == .leadsOutside("a.csv"))
        #expect(
            try refused("for i in range(10001): z.writestr(str(i), '')")
                == .tooManyFiles(limit: 10_000))
        let path = try zip("z.writestr('a.csv', '\(csv)')", in: folder)
        try Tool.python(
            """
            b = bytearray(open('a.zip', 'rb').read())
            b[b.index(b'PK\\x01\\x02') + 8] |= 1
            open('a.zip', 'wb').write(b)
            """, in: folder)
        #expect(try objection(to: path) == .encrypted("a.csv"))
        let cut = try folder.write(Data("PK\u{3}\u{4}abc".utf8), to: "cut.zip")
        #expect(try objection(to: cut) == .brokenArchive)
    }

    @Test("a file in an archive is named as if the archive were a folder, in Chinese too")
    func members() throws {
        let folder = try TemporaryFolder()
        let path = try zip(
            """
            z.writestr('x/a.csv', '\(csv)')
            class Old(zipfile.ZipInfo):
                def _encodeFilenameFlags(self): return self.filename.encode('gbk'), 0
            z.writestr(Old('井盖.csv'), 'code,lon,lat\\nB,1,2\\n')
            """, in: folder)
        #expect(try VectorFile.rows(path + "/x/a.csv").map(\.values) == [["A"]])
        #expect(try VectorFile.rows(path + "/井盖.csv").map(\.values) == [["B"]])
        #expect(throws: VectorFileError.noFile(path: path + "/c.csv")) {
            try VectorFile(path: path + "/c.csv")
        }
    }
}

@Suite("Hostile folders and texts")
struct PlaceSafetyTests {
    @Test("links that lead out of the delivered folder, pipes and devices are not opened")
    func links() throws {
        let folder = try TemporaryFolder()
        let secret = try TemporaryFolder()
        let file = try secret.write("x", to: "a.dbf")
        _ = try Tool.covers("shp", "ESRI Shapefile", in: folder)
        #expect(try objection(to: folder.path("a.shp")) == nil)
        try FileManager.default.removeItem(atPath: folder.path("a.dbf"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("a.dbf"), withDestinationPath: file)
        #expect(try objection(to: folder.path("a.shp")) == .leadsOutside("a.dbf"))
        #expect(mkfifo(folder.path("p.csv"), 0o600) == 0)
        #expect(try objection(to: folder.path("p.csv")) == .notAFile(folder.path("p.csv")))
        #expect(try objection(to: "/dev/zero") == .notAFile("/dev/zero"))
        #expect(throws: VectorFileError.self) { try FileSet(path: folder.path) }
    }

    @Test("zero bytes in a text are told with their line, not read as its end")
    func zeroBytes() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("code,lon,lat\nA,1,2\nB\0C,1,2\n", to: "a.csv")
        #expect(try objection(to: path) == .zeroBytes(line: 3))
        let wide = try #require("code,lon\nA,1\n".data(using: .utf16))
        #expect(try objection(to: folder.write(wide, to: "b.csv")) == .zeroBytes(line: 1))
    }

    @Test("cells that begin like formulas are plain texts")
    func formulas() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "code,note,lon,lat\nA,=1+2,1,2\nB,\"=cmd|' /C calc'!A0\",1,2\n", to: "a.csv")
        #expect(
            try VectorFile.rows(path).map { $0.values[1] } == ["=1+2", "=cmd|' /C calc'!A0"])
    }

    @Test("a table of more than 512 columns is refused with its number", arguments: ["csv", "dbf"])
    func columns(ending: String) throws {
        let folder = try TemporaryFolder()
        let names = (0..<1100).map { "c\($0)" }.joined(separator: ",")
        let values = (0..<1100).map(String.init).joined(separator: ",")
        var path = try folder.write("\(names)\n\(values)\n", to: "a.csv")
        if ending == "dbf" {
            try Tool.python(
                """
                import struct
                b = struct.pack('<B3xIHH20x', 3, 1, 33 + 32 * 1100, 1 + 1100)
                for i in range(1100): b += b'c%-10d' % i + b'C' + bytes(4) + b'\\x01' + bytes(15)
                open('a.dbf', 'wb').write(b + b'\\r ' + b'x' * 1100)
                """, in: folder)
            path = folder.path("a.dbf")
        }
        guard case .tooManyColumns(let count, limit: 512)? = try objection(to: path) else {
            Issue.record("not refused")
            return
        }
        #expect(count == 1100)
    }

    @Test(
        "XML that declares entities is refused, whatever it is called",
        arguments: ["a.kml", "a.gml", "a.json"])
    func entities(name: String) throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("code\nSECRET\n", to: "secret.txt")
        let levels = (1...9).map {
            "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">"
        }.joined()
        let path = try folder.write(
            """
            <?xml version="1.0"?><!-- a --><!DOCTYPE k [<!ENTITY l0 "lol">\(levels)
            <!ENTITY x SYSTEM "secret.txt">]>
            <kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>&l9;&x;</name>
            <Point><coordinates>1,2</coordinates></Point></Placemark></Document></kml>
            """, to: name)
        let before = try folder.contents()
        #expect(try objection(to: path) == .declaresEntities(name))
        #expect(try folder.contents() == before)
    }

    @Test("a MapInfo table that names other tables is refused")
    func views() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            !Table
            !Version 100
            Open Table "/etc/other" Hide
            Create View a As Select * From other

            """, to: "a.tab")
        #expect(try objection(to: path) == .namesOtherFiles)
    }

    @Test("plain KML and GML are read, and leave nothing beside them")
    func plainXML() throws {
        for (ending, format) in [("kml", "KML"), ("gml", "GML")] {
            let folder = try TemporaryFolder()
            let path = try Tool.covers(ending, format, in: folder)
            for name in ["a.gfs", "a.xsd"] {
                try? FileManager.default.removeItem(atPath: folder.path(name))
            }
            let before = try folder.contents()
            #expect(try VectorFile.rows(path).count == 3, "\(format)")
            #expect(try folder.contents() == before, "\(format)")
        }
    }
}
