import Datum
import Foundation
import Geo
import TestSupport
import Testing

@Suite("GCJ-02 and BD-09")
struct ShiftedMapsTests {
    private func system(_ name: String) throws -> ReferenceSystem {
        try ReferenceSystem(parsing: name == "WGS84" ? "cgcs2000" : name)
    }

    private func metres(_ a: Position, _ b: Position) throws -> Double {
        // In doubles: the lattice is coarser than the tolerances.
        let metric = Metric(
            at: try Coordinate(longitudeDegrees: a.x, latitudeDegrees: a.y))
        let x = (a.x - b.x) * Coordinate.unitsPerDegree * metric.metresPerLongitudeUnit
        let y = (a.y - b.y) * Coordinate.unitsPerDegree * metric.metresPerLatitudeUnit
        return (x * x + y * y).squareRoot()
    }

    @Test("every published vector is met within the tolerance that its source allows")
    func publishedVectors() throws {
        let rows = try Table.read(Repository.path("Tests/Fixtures/datum-vectors.csv"))
        #expect(rows.count == 44)
        for row in rows {
            func number(_ column: String) throws -> Double {
                try #require(row[column].flatMap(Double.init))
            }
            let from = try DatumConverter(from: try system(try #require(row["from"])))
            let to = try DatumConverter(from: try system(try #require(row["to"])))
            let given = Position(x: try number("lon_in"), y: try number("lat_in"))
            let expected = Position(x: try number("lon_out"), y: try number("lat_out"))
            let found = try to.fromRegister(try from.toRegister([given]))[0]
            let error = try metres(found, expected)
            #expect(error <= (try number("metres")), "\(row)")
        }
    }

    @Test(
        "there and back leaves less than a micrometre, all over China",
        arguments: ["gcj02", "bd09"])
    func roundTrip(name: String) throws {
        let converter = try DatumConverter(from: try ReferenceSystem(parsing: name))
        var random = SeededGenerator(seed: 2002)
        for _ in 0..<5000 {
            let place = Position(
                x: .random(in: 75...134, using: &random), y: .random(in: 18.5...53, using: &random))
            let back = try converter.toRegister(try converter.fromRegister([place]))[0]
            #expect(try metres(place, back) < 1e-6)
        }
    }

    @Test("outside China nothing is shifted")
    func abroad() throws {
        let converter = try DatumConverter(from: .gcj02)
        let boston = Position(x: -71.06, y: 42.36)
        #expect(try converter.toRegister([boston]) == [boston])
    }
}
