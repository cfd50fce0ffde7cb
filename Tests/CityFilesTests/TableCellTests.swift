import CityFiles
import Foundation
import TestSupport
import Testing

private let formulas = ["=1+1", "+8613", "-2", "@SUM(A1)", "\t=1", "＝1", "'=1", "''-1"]
private let plainTexts = ["", "甲", "a=b", "2-1", "'", "''", "'甲", "it's", "100"]

@Suite("Cells of tables")
struct TableCellTests {
    @Test("a text that begins like a formula stands behind an apostrophe", arguments: formulas)
    func guarded(text: String) {
        #expect(TableCell.cell(text) == "'" + text)
        #expect(TableCell.text(TableCell.cell(text)) == text)
    }

    @Test("any other stays as it is", arguments: plainTexts)
    func plain(text: String) {
        #expect(TableCell.cell(text) == text)
        #expect(TableCell.text(text) == text)
    }

    @Test("a written table has no cell that runs, and is read back equal")
    func roundTrip() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.csv")
        let texts = formulas + plainTexts.filter { !$0.isEmpty }
        let writer = try VectorFileWriter(
            path: path, layerName: "a",
            fields: [
                WriterField(name: "code", kind: .text), WriterField(name: "n", kind: .decimal),
            ], geometry: .none, referenceSystem: .none)
        for text in texts { try writer.write(values: [text, "-2"], geometry: nil) }
        try writer.close()
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == texts.count + 1)
        for line in lines {
            let cell = line.drop { $0 == "\"" }
            #expect(!"=+-@\t＝".contains(cell.first ?? "a"), "\(line)")
        }
        let rows = try VectorFile.rows(path)
        #expect(rows.map { $0.values[0] } == texts)
        #expect(rows.allSatisfy { $0.values[1] == "-2" })
    }
}
