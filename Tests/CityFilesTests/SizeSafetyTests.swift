import CityFiles
import Foundation
import TestSupport
import Testing

@Suite("Files of more than a city has")
struct SizeSafetyTests {
    @Test("a table of more than two million rows is refused before any is read")
    func rows() throws {
        let folder = try TemporaryFolder()
        try Tool.python(
            """
            import struct
            count = 2_000_001
            with open('a.dbf', 'wb') as file:
                file.write(struct.pack('<B3xIHH20x', 3, count, 65, 2))
                file.write(b'code'.ljust(11, b'\\0') + b'C' + bytes(4) + b'\\x01' + bytes(15) + b'\\r')
                file.write(b' A' * count)
            """, in: folder)
        let start = ContinuousClock.now
        #expect(try objection(to: folder.path("a.dbf")) == .tooManyRows(limit: 2_000_000))
        #expect(start.duration(to: .now) < .seconds(5))
    }

    @Test("a text of more than a megabyte is a fault of its row alone")
    func longText() throws {
        let folder = try TemporaryFolder()
        let long = String(repeating: "x", count: 1_000_001)
        let path = try folder.write(
            "code,lon,lat\nA,1,2\n\(long),1,2\n\(long.dropLast()),1,2\n", to: "a.csv")
        let rows = try VectorFile.rows(path)
        #expect(rows.map { $0.fault == nil } == [true, false, true])
        #expect(rows[1].values == [nil])
        #expect(rows[1].fault?.contains("1000001 bytes") == true)
        #expect(rows[2].values[0]?.count == 1_000_000)
    }

    @Test(
        "a record without end is told with the line in which it begins",
        arguments: ["\"", "x"])
    func endlessRecord(opening: String) throws {
        let folder = try TemporaryFolder()
        let end = opening == "x" ? "" : "\n"
        let path = try folder.write(
            "code,lon,lat\nA,1,2\n\"B\n\"\"C\",1,2\n\(opening)"
                + String(repeating: "12345678\(end)", count: 2_200_000), to: "a.csv")
        #expect(try objection(to: path) == .endlessRecord(line: 5, limit: 16_000_000))
    }

    @Test("of thousands of layers the first twenty are named")
    func layers() throws {
        let error = VectorFileError.severalLayers(
            path: "a.gpkg", layers: (0..<1000).map { "t\($0)" })
        #expect(error.description.contains("t19 and 980 more. Name one"))
        #expect(error.description.count < 300)
    }

    @Test("an archive with braces in its name is read", arguments: ["a}b", "{a", "{a}"])
    func braces(name: String) throws {
        let folder = try TemporaryFolder()
        try Tool.python(
            """
            import zipfile
            with zipfile.ZipFile('\(name).zip', 'w') as z: z.writestr('a.csv', 'code,lon,lat\\nA,1,2\\n')
            """, in: folder)
        #expect(try VectorFile.rows(folder.path("\(name).zip")).map(\.values) == [["A"]])
    }
}
