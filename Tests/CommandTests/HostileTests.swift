import Foundation
import TestSupport
import Testing

/// The short version of `tools/hostile`, which hands in some hundred files.
@Suite("Files that mean harm, handed to the program")
struct HostileTests {
    /// Hands a file in; whatever it is, the town's files and all that stands around stay as they are.
    private func handIn(_ path: String, in folder: TemporaryFolder) throws -> Command.Result {
        let town = try Command.town()
        let register = FileManager.default.contents(atPath: town)
        let before = try folder.contents()
        let result = try Command.run(["import", town, "components", path, "--crs", "EPSG:4490"])
        #expect(try folder.contents() == before)
        #expect(FileManager.default.contents(atPath: town) == register)
        let said = result.output + result.error
        #expect(!said.unicodeScalars.contains { $0.value < 32 && $0 != "\n" }, "\(said)")
        #expect(!said.contains("GDAL") && !said.contains(".cpp"), "\(said)")
        return result
    }

    @Test("an archive, a database and a drawing that mean harm are refused in a sentence")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(
            """
            import os, sqlite3, struct, sys, zipfile
            folder = sys.argv[1]
            with zipfile.ZipFile(folder + '/a.zip', 'w') as file:
                file.writestr('../outside.csv', 'code\\nA\\n')
            base = sqlite3.connect(folder + '/a.gpkg')
            base.executescript('CREATE TABLE a (b); CREATE VIEW c AS WITH RECURSIVE n (i) AS '
                               '(SELECT 1 UNION ALL SELECT i FROM n) SELECT * FROM n')
            open(folder + '/a.kml', 'w').write('<!DOCTYPE a [<!ENTITY b "c">]><kml/>')
            open(folder + '/deep.geojson', 'w').write('[' * 100_000)
            with open(folder + '/a.dbf', 'wb') as file:
                file.write(struct.pack('<B3xIHH20x', 3, 0x7FFFFFFF, 65, 2) + b'code'.ljust(11, b'\\0')
                           + b'C' + bytes(4) + b'\\x01' + bytes(15) + b'\\r')
            os.mkfifo(folder + '/pipe.csv')
            """, to: "make.py")
        let files = try TemporaryFolder()
        let made = try Command.run("/usr/bin/env", ["python3", script, files.path])
        try #require(made.status == 0, "\(made.error)")
        // A pipe cannot be read like the files beside it.
        let pipe = try Command.run([
            "import", try Command.town(), "components", files.path("pipe.csv"),
        ])
        #expect(pipe.status == 65 && pipe.error.contains("neither a file nor a folder"))
        try FileManager.default.removeItem(atPath: files.path("pipe.csv"))
        for (name, words) in [
            ("a.zip", "leads out of its folder"), ("a.gpkg", "the view c"),
            ("a.kml", "document type"), ("deep.geojson", "is no file of a kind"),
            ("a.dbf", "is cut: its .dbf says 2147483647 rows"),
        ] {
            let result = try handIn(files.path(name), in: files)
            #expect(result.status == 65, "\(name): \(result)")
            #expect(result.error.contains(words), "\(name): \(result.error)")
            #expect(result.error.hasSuffix(".\n") && result.error.count { $0 == "\n" } == 1)
        }
    }

    @Test("rows of formulas, control characters and places that are none are findings")
    func findings() throws {
        let folder = try TemporaryFolder()
        let escape = "\u{1B}[2J\u{202E}"
        let path = try folder.write(
            """
            code,category,name,lon,lat
            =cmd|' /C calc'!A0,component/01001,a,120.0005,30.0005
            \(escape),component/\(escape),<script>alert(1)</script>,120.0005,30.0005
            99010101001000500,component/01001,a,1e999,30.0005
            99010101001000501,component/01001,a,-inf,nan

            """, to: "a\(escape).csv")
        let result = try handIn(path, in: folder)
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("4 rows in = 0 to publish + 0 unchanged + 4 rejected"))
        #expect(!result.output.contains("\u{202E}"))
        for form in ["csv", "html", "json", "geojson"] {
            let report = try Command.run([
                "import", try Command.town(), "components", path, "--crs", "EPSG:4490", "--report",
                form,
            ])
            #expect(report.status == 1)
            #expect(!report.output.contains("<script>alert"), "\(form)")
            #expect(!report.output.contains("\n=") && !report.output.contains(",="), "\(form)")
        }
    }

    @Test("the rules are listed for people and for programs")
    func rules() throws {
        let told = try Command.run(["rules"])
        #expect(told.status == 0 && told.output.contains("code-duplicate  error  "))
        let json = try Command.run(["rules", "--json"])
        let rules = try #require(
            try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        #expect(rules.count == told.output.split(separator: "\n").count / 2)
    }
}
