import City
import CityFiles
import Foundation
import Geo
import TestSupport
import Testing

@Suite("Writing files")
struct WritingTests {
    private let area = PlanarGeometry.areas([
        [
            [(0.0, 0.0), (4, 0), (4, 4), (0, 4), (0, 0)].map { Position(x: $0.0, y: $0.1) },
            [(1.0, 1.0), (1, 2), (2, 2), (1, 1)].map { Position(x: $0.0, y: $0.1) },
        ]
    ])

    @Test(
        "what is written in any format is read back equal",
        arguments: ["gpkg", "geojson", "geojsonl", "shp", "csv", "fgb"])
    func roundTrip(ending: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.\(ending)")
        let writer = try VectorFileWriter(
            path: path, layerName: "a",
            fields: [
                WriterField(name: "code", kind: .text), WriterField(name: "n", kind: .integer),
            ],
            geometry: .area, referenceSystem: .epsg(4490))
        try writer.write(values: ["甲", "17"], geometry: area)
        try writer.close()
        let file = try VectorFile(path: path)
        let rows = try file.plainRows()
        #expect(rows.count == 1)
        #expect(rows[0].values == ["甲", "17"])
        let expected = try Shape(snapping: area)
        let found = try Shape(snapping: try #require(rows[0].geometry))
        #expect(normalized(found) == normalized(expected))
        // Comma-separated text has no place for the reference system.
        if ending != "csv" {
            let system = ending.hasPrefix("geojson") ? 4326 : 4490
            #expect(
                file.referenceSystem == .epsg(4490) || file.referenceSystem == .epsg(system))
        }
    }

    /// Formats begin rings where they like.
    private func normalized(_ shape: Shape) -> [[Coordinate]] {
        shape.polygons.flatMap { polygon in
            polygon.rings.map { ring in
                let start = ring.vertices.indices.min { ring.vertices[$0] < ring.vertices[$1] } ?? 0
                return Array(ring.vertices[start...] + ring.vertices[..<start])
            }
        }
    }

    @Test("a file that exists is not written over, and an unknown ending says what there is")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("mine", to: "a.gpkg")
        func writer(_ path: String, encoding: String? = nil) throws -> VectorFileWriter {
            try VectorFileWriter(
                path: path, layerName: "a", fields: [], geometry: .none,
                referenceSystem: .none, encoding: encoding)
        }
        #expect(throws: VectorFileError.exists(path: path)) { try writer(path) }
        #expect(throws: VectorFileError.unknownFormat(path: "a.dwg")) { try writer("a.dwg") }
        let other = folder.path("b.gpkg")
        #expect(throws: VectorFileError.encodingNotPossible("GB18030", path: other)) {
            try writer(other, encoding: "GBK")
        }
        #expect(try folder.contents() == ["a.gpkg": Data("mine".utf8)])
    }

    @Test("a shapefile is refused what it would cut, and never stands half beside another file")
    func shapefileLimits() throws {
        let folder = try TemporaryFolder()
        func writer() throws -> VectorFileWriter {
            try VectorFileWriter(
                path: folder.path("a.shp"), layerName: "a",
                fields: [WriterField(name: "note", kind: .text)], geometry: .any,
                referenceSystem: .epsg(4490))
        }
        let place = PlanarGeometry.points([Position(x: 1, y: 1)])
        #expect(throws: VectorFileError.tooLong(row: 1, field: "note")) {
            try writer().write(values: [String(repeating: "井", count: 85)], geometry: place)
        }
        let other = try folder.write("mine", to: "a.dbf")
        let second = try writer()
        try second.write(values: ["x"], geometry: place)
        #expect(throws: VectorFileError.exists(path: other)) { try second.close() }
        #expect(try folder.contents() == ["a.dbf": Data("mine".utf8)])
    }

    @Test("a text that the encoding lacks is refused with its row, and nothing is left behind")
    func unmappable() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.shp")
        do {
            let writer = try VectorFileWriter(
                path: path, layerName: "a", fields: [WriterField(name: "name", kind: .text)],
                geometry: .any, referenceSystem: .epsg(4490), encoding: "BIG5")
            try writer.write(values: ["井蓋"], geometry: .points([Position(x: 1, y: 1)]))
            #expect(throws: VectorFileError.unmappable(row: 2, field: "name", encoding: "BIG5")) {
                try writer.write(values: ["镕"], geometry: .points([Position(x: 1, y: 1)]))
            }
        }
        #expect(try folder.contents().isEmpty)
    }
}
