import Foundation
import GRDB
import TestSupport
import Testing

@testable import City
@testable import CityStore
@testable import Geo

/// SpatiaLite in memory, with geometries in whole lattice units: there GEOS decides exactly too.
struct SpatialOracle {
    let queue: DatabaseQueue

    init() throws {
        var configuration = Configuration()
        configuration.prepareDatabase(SpatialConnection.prepare)
        queue = try DatabaseQueue(configuration: configuration)
    }

    /// The well-known text of polygons in lattice units.
    static func text(_ polygons: [Polygon]) -> String {
        let parts = polygons.map { polygon in
            let rings = polygon.rings.map { ring in
                let closed = ring.vertices + [ring.vertices[0]]
                return "(" + closed.map { "\($0.longitude) \($0.latitude)" }.joined(separator: ", ")
                    + ")"
            }
            return "(" + rings.joined(separator: ", ") + ")"
        }
        return "MULTIPOLYGON(" + parts.joined(separator: ", ") + ")"
    }
}

@Suite("Containment on the real city", .serialized)
struct ContainmentTests {
    /// The areas of one kind in SpatiaLite, asked by `ST_Covers`; the lowest code answers.
    private struct Areas {
        let oracle: SpatialOracle

        init(_ areas: [Area]) throws {
            oracle = try SpatialOracle()
            try oracle.queue.write { db in
                try db.execute(
                    sql: """
                        CREATE TABLE area (id INTEGER PRIMARY KEY, code TEXT, geometry BLOB);
                        CREATE VIRTUAL TABLE box USING rtree(id, west, east, south, north)
                        """)
                for (id, area) in areas.enumerated() {
                    try db.execute(
                        sql: "INSERT INTO area VALUES (?, ?, GeomFromText(?))",
                        arguments: [id, area.code, SpatialOracle.text(area.polygons)])
                }
                // Boxes in 32-bit floats are rounded outwards by the R*Tree itself.
                try db.execute(
                    sql: """
                        INSERT INTO box SELECT id, MbrMinX(geometry), MbrMaxX(geometry),
                            MbrMinY(geometry), MbrMaxY(geometry) FROM area
                        """)
            }
        }

        func codes(at places: [Coordinate]) throws -> [String?] {
            try oracle.queue.read { db in
                let statement = try db.makeStatement(
                    sql: """
                        SELECT min(code) FROM area JOIN box USING (id)
                        WHERE west <= ?1 AND east >= ?1 AND south <= ?2 AND north >= ?2
                            AND ST_Covers(geometry, MakePoint(?1, ?2))
                        """)
                return try places.map {
                    try String.fetchOne(statement, arguments: [$0.longitude, $0.latitude])
                }
            }
        }
    }

    @Test(
        "the index names the area that ST_Covers names, the lower code on borders",
        arguments: [
            AreaKind.district, .subdistrict, .unitGrid, .responsibilityGrid,
        ])
    func indexIsTruth(kind: AreaKind) throws {
        let index = try Cambridge.index()
        let areas = try Cambridge.register().contents().areas.filter { $0.kind == kind }
        #expect(areas.count > 5)
        var places: Set<Coordinate> = []
        for (a, b) in areas.flatMap({ Shape.area($0.polygons).edges }) {
            places.insert(a)
            places.insert(Box(a, b).centre)
        }
        let edges = places.count
        var random = SeededGenerator(seed: 90_001)
        let box = index.book.index(of: kind).box
        while places.count < edges + 20_000 {
            places.insert(
                Coordinate(
                    longitude: .random(in: box.west - 5000...box.east + 5000, using: &random),
                    latitude: .random(in: box.south - 5000...box.north + 5000, using: &random)))
        }
        let ordered = places.sorted()
        let expected = try Areas(areas).codes(at: ordered)
        var differences = 0
        for (place, code) in zip(ordered, expected) {
            let number = index.book.index(of: kind).lowestArea(at: place)
            if number.map({ index.book.codes[Int($0)] }) != code { differences += 1 }
        }
        print("containment: \(kind), \(places.count) places, \(differences) differences")
        #expect(differences == 0)
        #expect(expected.contains(nil) && expected.contains { $0 != nil })
    }

    @Test("the blocks cover their ground once: the sum of their areas is the area of their union")
    func seamless() throws {
        let contents = try Cambridge.register().contents()
        let grids = contents.areas.filter { $0.kind == .unitGrid }
        let check = CoverageCheck(
            grids.enumerated().map { (number: Int32($0), polygons: $1.polygons) })
        #expect(check.faults().isEmpty)
        let (sum, union) = try SpatialOracle().queue.write { db -> (Double, Double) in
            try db.execute(sql: "CREATE TABLE area (geometry BLOB)")
            for grid in grids {
                try db.execute(
                    sql: "INSERT INTO area VALUES (GeomFromText(?))",
                    arguments: [SpatialOracle.text(grid.polygons)])
            }
            let row = try Row.fetchOne(
                db, sql: "SELECT sum(ST_Area(geometry)), ST_Area(ST_Union(geometry)) FROM area")
            return (try #require(row)[0], try #require(row)[1])
        }
        #expect(abs(sum - union) < 1e-9 * sum)
    }
}

@Suite("Validity beside GEOS")
struct ValidityTests {
    @Test("a polygon is valid exactly if GEOS says so, with holes and parts")
    func agreesWithGEOS() throws {
        let oracle = try SpatialOracle()
        var random = SeededGenerator(seed: 30)
        func ring(_ range: ClosedRange<Int32>, _ count: ClosedRange<Int>) -> Ring? {
            let ring = Ring(
                (0..<Int.random(in: count, using: &random)).map { _ in
                    Coordinate(
                        longitude: .random(in: range, using: &random),
                        latitude: .random(in: range, using: &random))
                })
            return ring.flatMap { $0.hasExtent ? $0 : nil }
        }
        var valid = 0
        var invalid = 0
        try oracle.queue.read { db in
            let isValid = try db.makeStatement(sql: "SELECT ST_IsValid(GeomFromText(?))")
            for round in 0..<20_000 {
                var polygons: [Polygon] = []
                switch round % 4 {
                case 0:
                    if let shell = ring(0...6, 3...8) { polygons = [Polygon(shell: shell)] }
                case 1, 2:
                    // A large shell with small holes that sometimes touch it and each other.
                    let shell = Ring(
                        [(0, 0), (9, 0), (9, 9), (0, 9)].map {
                            Coordinate(longitude: $0.0, latitude: $0.1)
                        })
                    let holes = (0..<(round % 3 + 1)).compactMap { _ in ring(0...9, 3...4) }
                    if let shell { polygons = [Polygon(shell: shell, holes: holes)] }
                default:
                    polygons = (0..<2).compactMap { _ in
                        ring(0...7, 3...4).map { Polygon(shell: $0) }
                    }
                }
                guard !polygons.isEmpty else { continue }
                let text = SpatialOracle.text(polygons)
                let answer = try Bool.fetchOne(isValid, arguments: [text])
                let expected = try #require(answer as Bool?)
                let found = Shape.area(polygons).invalidity
                if expected { valid += 1 } else { invalid += 1 }
                if (found == nil) != expected {
                    Issue.record("\(text): GEOS \(expected), we \(String(describing: found))")
                    return
                }
            }
        }
        #expect(valid > 1500 && invalid > 1500)
    }
}
