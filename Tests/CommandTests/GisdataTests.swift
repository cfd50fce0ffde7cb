import Foundation
import TestSupport
import Testing

@Suite("gisdata")
struct GisdataTests {
    /// The rows of the table of files: the cells of each.
    private func table() throws -> [[String]] {
        try String(contentsOfFile: Repository.path("gisdata/README.md"), encoding: .utf8)
            .split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
                line.split(separator: "|").map {
                    $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
                }
            }
    }

    @Test("every file stands in the table with its checksum, source and licence, and no other does")
    func checksums() throws {
        let table = try table()
        let folder = Repository.path("gisdata")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".csv") || $0.hasSuffix(".geojson")
        }
        #expect(Set(table.map { $0[0] }) == Set(files))
        let sums = try Command.run(
            "/usr/bin/sha256sum", files.map { Repository.path("gisdata/\($0)") })
        for row in table {
            try #require(row.count == 7)
            #expect(
                sums.output.contains("\(row[6])  \(Repository.path("gisdata/\(row[0])"))\n"),
                "\(row[0])")
            #expect(Int(row[1]) != nil && !row[2].isEmpty && !row[3].isEmpty)
        }
    }
}
