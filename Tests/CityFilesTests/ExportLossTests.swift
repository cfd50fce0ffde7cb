import CityFiles
import Foundation
import Geo
import TestSupport
import Testing

@Suite("What formats cannot hold")
struct ExportLossTests {
    private let place = PlanarGeometry.points([Position(x: 1, y: 1)])
    private let line = PlanarGeometry.lines([[Position(x: 1, y: 1), Position(x: 2, y: 2)]])
    private let fields = [
        WriterField(name: "component_note", kind: .text),
        WriterField(name: "component_name", kind: .text),
        WriterField(name: "size", kind: .decimal), WriterField(name: "day", kind: .date),
    ]
    private var rows: [(values: [String?], geometry: PlanarGeometry)] {
        [
            (["x", "镕㐂", "0.1", "2026-03-01"], place),
            ([String(repeating: "井", count: 100), "甲", "10000.0", nil], place),
            ([String(repeating: "井", count: 130), nil, "0.3333333333333333", nil], line),
        ]
    }

    private func losses(_ name: String, _ encoding: String? = nil) throws -> [ExportLoss] {
        var losses = try ExportLosses(path: name, fields: fields, encoding: encoding)
        for row in rows { losses.look(values: row.values, geometry: row.geometry) }
        return losses.losses
    }

    @Test(
        "GeoPackage, GeoJSON, CSV and FlatGeobuf hold all",
        arguments: ["gpkg", "geojson", "csv", "fgb"])
    func none(ending: String) throws { #expect(try losses("a.\(ending)").isEmpty) }

    @Test("a shapefile's losses are told by column, rows and replacement, before it is written")
    func shapefile() throws {
        #expect(
            try losses("a.shp", "GBK") == [
                ExportLoss(
                    column: "component_name", cause: .nameTaken(becomes: "componen_1"),
                    rowCount: 3, firstRows: [1]),
                ExportLoss(
                    column: "component_note", cause: .length(bytes: 254), rowCount: 1,
                    firstRows: [3]),
                ExportLoss(
                    column: "component_name", cause: .characters(encoding: "GBK", mark: "〓"),
                    rowCount: 1, firstRows: [1]),
                ExportLoss(column: "size", cause: .digits, rowCount: 1, firstRows: [3]),
                ExportLoss(
                    column: nil, cause: .otherKind(than: "a point"), rowCount: 1, firstRows: [3]),
            ])
        // In UTF-8 a hundred characters are 300 bytes already.
        #expect(
            try losses("a.shp").contains { $0.cause == .length(bytes: 254) && $0.rowCount == 2 })
        let big5 = try losses("a.shp", "BIG5").first {
            $0.column == "component_name" && $0.rowCount == 1
        }
        guard case .characters(encoding: "BIG5", _)? = big5?.cause else {
            Issue.record("no characters lacking in BIG5")
            return
        }
        #expect(big5?.firstRows == [1])
    }

    @Test("a workbook has no geometry")
    func workbook() throws {
        #expect(
            try losses("a.xlsx") == [
                ExportLoss(column: nil, cause: .geometry, rowCount: 3, firstRows: [1, 2, 3])
            ])
    }

    @Test("accepted losses are written as they were told")
    func accepted() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.shp")
        let writer = try VectorFileWriter(
            path: path, layerName: "a", fields: fields, geometry: .any,
            referenceSystem: .epsg(4490), encoding: "BIG5", acceptsLosses: true)
        for row in rows { try writer.write(values: row.values, geometry: row.geometry) }
        try writer.close()
        let file = try VectorFile(path: path)
        #expect(file.fields == ["component_", "componen_1", "size", "day"])
        let found = try VectorFile.rows(path)
        let mark = try losses(path, "BIG5").compactMap { loss -> String? in
            if case .characters(_, let mark) = loss.cause { return mark }
            return nil
        }.first
        #expect(found[0].values[1] == "\(mark ?? "")\(mark ?? "")")
        #expect(found[0].values[3] == "2026-03-01")
        #expect(found[2].values[0] == String(repeating: "井", count: 127))
        #expect(found.map { $0.geometry == nil } == [false, false, true])
        let info = try Tool.run("ogrinfo", "-al", "-so", path, in: folder)
        #expect(info.contains("day: Date (10.0)"))
    }

    @Test("losses are told in Chinese too")
    func sentences() throws {
        for loss in try losses("a.shp", "BIG5") + losses("a.xlsx") {
            #expect(loss.chinese.hasSuffix("。") && loss.english.hasSuffix("."))
        }
    }
}
