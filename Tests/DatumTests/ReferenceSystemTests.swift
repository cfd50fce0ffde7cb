import Datum
import Foundation
import Geo
import TestSupport
import Testing

@Suite("Reference systems")
struct ReferenceSystemTests {
    @Test(
        "the names that people write are understood",
        arguments: [
            ("EPSG:4547", ReferenceSystem.epsg(4547)), ("4547", .epsg(4547)),
            ("epsg:4326", .epsg(4326)), ("WGS84", .epsg(4326)), ("cgcs2000", .epsg(4490)),
            ("GCJ-02", .gcj02), ("bd09", .bd09), ("BD-09", .bd09),
        ])
    func names(text: String, system: ReferenceSystem) throws {
        #expect(try ReferenceSystem(parsing: text) == system)
    }

    @Test("what names no system is refused", arguments: ["", "EPSG:", "EPSG:0", "mars", "-4490"])
    func unknownNames(text: String) {
        #expect(throws: DatumError.unknownName(text)) { try ReferenceSystem(parsing: text) }
    }

    @Test("a code that EPSG does not have is refused")
    func unknownCode() {
        #expect(throws: DatumError.unknownSystem("EPSG:999998")) {
            try DatumConverter(from: .epsg(999_998))
        }
    }

    @Test(
        "the old Chinese datums have no public parameters and are refused",
        arguments: [4610, 4214, 2383, 2422])
    func oldDatums(code: Int) {
        do {
            _ = try DatumConverter(from: .epsg(code))
            Issue.record("EPSG:\(code) was taken")
        } catch {
            guard case .noParameters = error else {
                Issue.record("\(error)")
                return
            }
        }
    }

    /// The length of the meridian from the equator by the classical series (Torge, Geodesy, 4.8) on
    /// the CGCS2000 ellipsoid, in metres.
    private func meridian(latitude degrees: Double) -> Double {
        let f = 1 / 298.257222101
        let n = f / (2 - f)
        let p = degrees * .pi / 180
        let mean = (1 + n * n / 4 + pow(n, 4) / 64) * p
        let second = -3.0 / 2 * (n - pow(n, 3) / 8) * sin(2 * p)
        let fourth = 15.0 / 16 * (n * n - pow(n, 4) / 4) * sin(4 * p)
        let sixth = -35.0 / 48 * pow(n, 3) * sin(6 * p)
        return 6_378_137 / (1 + n) * (mean + second + fourth + sixth)
    }

    @Test("on its middle meridian a Gauss-Krüger zone has the meridian's own length as northing")
    func gaussKruger() throws {
        for (code, easting, longitude) in [(4547, 500_000.0, 114.0), (4526, 38_500_000, 114)] {
            let converter = try DatumConverter(from: .epsg(code))
            for latitude in [22.5, 31.2, 41.8] {
                let place = Position(x: easting, y: meridian(latitude: latitude))
                let found = try converter.toRegister([place])[0]
                #expect(abs(found.x - longitude) < 1e-9)
                #expect(abs(found.y - latitude) < 1e-9)
            }
        }
    }

    @Test("there and back through a projection leaves less than a tenth of a millimetre")
    func roundTrip() throws {
        let converter = try DatumConverter(from: .epsg(4549))
        var random = SeededGenerator(seed: 4549)
        let places = (0..<2000).map { _ in
            Position(
                x: .random(in: 118.5...121.5, using: &random),
                y: .random(in: 20...50, using: &random))
        }
        let back = try converter.toRegister(try converter.fromRegister(places))
        for (place, found) in zip(places, back) {
            #expect(abs(place.x - found.x) < 1e-9)
            #expect(abs(place.y - found.y) < 1e-9)
        }
    }

    @Test("northing first is taken if it is said, and noticed if it is not")
    func axes() throws {
        let eastingFirst = try DatumConverter(from: .epsg(4547))
        let northingFirst = try DatumConverter(from: .epsg(4547), axisOrder: .northingFirst)
        let place = Position(x: 512_345.678, y: 3_345_678.901)
        let swapped = Position(x: place.y, y: place.x)
        #expect(try northingFirst.toRegister([swapped]) == eastingFirst.toRegister([place]))
        #expect(throws: DatumError.axesSwapped(swapped)) {
            try eastingFirst.toRegister([swapped])
        }
        let degrees = Position(x: 31.2, y: 121.4)
        #expect(throws: DatumError.axesSwapped(degrees)) {
            try DatumConverter(from: .epsg(4490)).toRegister([degrees])
        }
    }

    @Test("a zone in front of the easting belongs to another system, which the message names")
    func zones() throws {
        let without = try DatumConverter(from: .epsg(4547))
        #expect(
            throws: DatumError.unexpectedZone(
                38, easting: 38_512_345, system: "EPSG:4547", matching: "EPSG:4526")
        ) { try without.toRegister([Position(x: 38_512_345, y: 3_345_678)]) }
        let with = try DatumConverter(from: .epsg(4526))
        #expect(
            throws: DatumError.missingZone(
                38, easting: 512_345, system: "EPSG:4526", matching: "EPSG:4547")
        ) { try with.toRegister([Position(x: 512_345, y: 3_345_678)]) }
    }

    @Test("degrees in a system of metres and metres in a system of degrees are refused")
    func units() throws {
        let degrees = Position(x: 114.1, y: 30.2)
        #expect(throws: DatumError.degreesInProjected(degrees, system: "EPSG:4547")) {
            try DatumConverter(from: .epsg(4547)).toRegister([degrees])
        }
        let metres = Position(x: 512_345, y: 3_345_678)
        #expect(throws: DatumError.metresInGeographic(metres, system: "EPSG:4490")) {
            try DatumConverter(from: .epsg(4490)).toRegister([metres])
        }
    }

    @Test(
        "a number that is not finite, or larger than the Earth, is refused in every system",
        arguments: ["4490", "4547", "gcj02"])
    func notFinite(name: String) throws {
        let converter = try DatumConverter(from: try ReferenceSystem(parsing: name))
        for bad in [Double.nan, .infinity, -.infinity, 1e300, -1e19, 1e10] {
            do {
                _ = try converter.toRegister([Position(x: bad, y: 30)])
                Issue.record("\(bad) was taken")
            } catch {
                guard case .notConvertible = error else {
                    Issue.record("\(error)")
                    return
                }
            }
        }
    }

    @Test("WGS 84 is taken as CGCS2000: the two agree within centimetres")
    func wgs84() throws {
        let place = Position(x: 121.473_712_3, y: 31.230_449_9)
        let found = try DatumConverter(from: .epsg(4326)).toRegister([place])[0]
        #expect(abs(found.x - place.x) < 1e-12 && abs(found.y - place.y) < 1e-12)
    }

    @Test("an explicit pipeline is used in place of PROJ's own choice, and nonsense is refused")
    func pipeline() throws {
        let shift = "+proj=pipeline +step +proj=affine +xoff=0.5 +yoff=-0.25"
        let converter = try DatumConverter(from: .epsg(4610), pipeline: shift)
        #expect(
            try converter.toRegister([Position(x: 100, y: 30)]) == [Position(x: 100.5, y: 29.75)])
        #expect(throws: DatumError.badPipeline("+proj=nonsense")) {
            try DatumConverter(from: .epsg(4610), pipeline: "+proj=nonsense")
        }
    }

    @Test("many threads share a converter and get what one thread gets")
    func threads() throws {
        let converter = try DatumConverter(from: .epsg(4547))
        let positions = (0..<200).map { Position(x: 480_000 + Double($0), y: 3_300_000) }
        let expected = try converter.toRegister(positions)
        DispatchQueue.concurrentPerform(iterations: 32) { _ in
            let found = try? converter.toRegister(positions)
            #expect(found == expected)
        }
    }
}
