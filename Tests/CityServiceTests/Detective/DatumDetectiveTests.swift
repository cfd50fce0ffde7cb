import City
import Datum
import Geo
import TestSupport
import Testing

@testable import CityService

@Suite("The datum detective names what is wrong")
struct DatumDetectiveTests {
    static let shifted: [Writing] = [
        Writing(.gcj02, declared: .epsg(4490), .gcj02, "--crs gcj02"),
        Writing(.gcj02, declared: .epsg(4326), .gcj02, "--crs gcj02"),
        Writing(.bd09, declared: .epsg(4490), .bd09, "--crs bd09"),
        Writing(.bd09, declared: .gcj02, .bd09, "--crs bd09"),
        Writing(.epsg(4490), declared: .gcj02, .unshifted, "--crs EPSG:4490"),
    ]
    static let turned: [Writing] = [
        Writing(
            .epsg(4490), .northingFirst, declared: .epsg(4490), .swappedAxes,
            "--axes northing-first"),
        Writing(
            .epsg(4526), .northingFirst, declared: .epsg(4526), .swappedAxes,
            "--axes northing-first"),
        Writing(
            .epsg(4547), .northingFirst, declared: .epsg(4547), .swappedAxes,
            "--axes northing-first"),
        Writing(
            .epsg(4547), .northingFirst, declared: .epsg(4526), .swappedAxes,
            "--crs EPSG:4547 --axes northing-first"),
    ]
    /// Zones of 3 and of 6 degrees, with and without their numbers, on both sides.
    static let zones: [Writing] = [
        Writing(.epsg(4525), declared: .epsg(4526), .wrongZone, "--crs EPSG:4525"),
        Writing(.epsg(4527), declared: .epsg(4526), .wrongZone, "--crs EPSG:4527"),
        Writing(.epsg(4546), declared: .epsg(4547), .wrongZone, "--crs EPSG:4546"),
        Writing(.epsg(4548), declared: .epsg(4547), .wrongZone, "--crs EPSG:4548"),
        Writing(.epsg(4497), declared: .epsg(4498), .wrongZone, "--crs EPSG:4497"),
        Writing(.epsg(4499), declared: .epsg(4498), .wrongZone, "--crs EPSG:4499"),
        Writing(.epsg(4546), declared: .epsg(4509), .wrongZone, "--crs EPSG:4546"),
        Writing(.epsg(4526), declared: .epsg(4497), .wrongZone, "--crs EPSG:4526"),
        Writing(.epsg(4547), declared: .epsg(4526), .missingZonePrefix, "--crs EPSG:4547"),
        Writing(.epsg(4508), declared: .epsg(4497), .missingZonePrefix, "--crs EPSG:4508"),
        Writing(.epsg(4526), declared: .epsg(4547), .unexpectedZonePrefix, "--crs EPSG:4526"),
    ]

    private func check(_ writing: Writing, _ ground: Ground, newCodes: Bool) throws {
        let detective = writing.detective(ground.registered)
        for seed in Thoroughness.seeds(of: 20) {
            var random = SeededGenerator(seed: seed)
            var things = ground.some(500, &random)
            for index in things.indices {
                things[index].place = things[index].place.surveyed(1.5, &random)
                if newCodes { things[index].key = "NEW-\(index)" }
            }
            let samples = try writing.samples(of: things)
            let found = try #require(detective.suspicion(about: samples), "seed \(seed)")
            #expect(found.suspect == writing.suspect, "seed \(seed)")
            #expect(found.correction.options == writing.options, "seed \(seed)")
            #expect(found.supportingRows >= 450 && found.examinedRows <= 500, "seed \(seed)")
            #expect(found.isStrong && !found.isMixed, "seed \(seed)")
            let reader = try found.correction.reader(declared: writing.declared)
            let read = try reader([samples[0].middle])[0]
            let place = try Coordinate(longitudeDegrees: read.x, latitudeDegrees: read.y)
            #expect(Metric.distance(place, things[0].place) < 0.02, "seed \(seed)")
        }
    }

    @Test("by rows of registered codes", arguments: Self.shifted + Self.turned + Self.zones)
    func knownCodes(writing: Writing) throws {
        try check(writing, try Ground.cambridgeInKaifeng.get(), newCodes: false)
    }

    @Test(
        "by a second survey with codes of its own, on real streets",
        arguments: Self.shifted + Self.turned)
    func newCodes(writing: Writing) throws {
        try check(writing, try Ground.cambridgeInKaifeng.get(), newCodes: true)
    }

    @Test("by a second survey in another zone", arguments: Self.zones)
    func newCodesInZones(writing: Writing) throws {
        try check(writing, try Ground.cambridgeInKaifeng.get(), newCodes: true)
    }

    @Test(
        "by a second survey in a city of regular streets",
        arguments: [
            Writing(.gcj02, declared: .epsg(4490), .gcj02, "--crs gcj02"),
            Writing(.bd09, declared: .epsg(4490), .bd09, "--crs bd09"),
            Writing(.epsg(4550), declared: .epsg(4549), .wrongZone, "--crs EPSG:4550"),
            Writing(.epsg(4550), declared: .epsg(4551), .wrongZone, "--crs EPSG:4550"),
        ])
    func regularStreets(writing: Writing) throws {
        try check(writing, try Ground.streetsInShenyang.get(), newCodes: true)
    }

    @Test(
        "where nothing of the kind is registered the city's outline tells axes, zones and prefixes",
        arguments: Self.turned + Self.zones)
    func outlineAlone(writing: Writing) throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        let registered = RegisteredPlaces(outline: ground.registered.outline)
        var random = SeededGenerator(seed: 7)
        let samples = try writing.samples(of: ground.some(500, &random))
        let found = try #require(writing.detective(registered).suspicion(about: samples))
        #expect(found.suspect == writing.suspect)
        #expect(found.correction.options == writing.options)
        #expect(found.evidence == .outline)
        #expect(found.shift == nil && found.correctedMetres == nil)
    }

    @Test("a map shift is not named where only the outline could tell", arguments: Self.shifted)
    func outlineNeverTellsShifts(writing: Writing) throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        let registered = RegisteredPlaces(outline: ground.registered.outline)
        var random = SeededGenerator(seed: 8)
        let samples = try writing.samples(of: ground.some(500, &random))
        #expect(writing.detective(registered).suspicion(about: samples) == nil)
    }

    @Test("shifted coordinates that somebody projected are named too, and no option says them")
    func projectedShift() throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        var random = SeededGenerator(seed: 9)
        let things = ground.some(500, &random)
        let shift = try DatumConverter(from: .gcj02)
        let zone = try DatumConverter(from: .epsg(4526))
        let samples = try things.enumerated().compactMap { row, thing in
            let place = Position(
                x: thing.place.longitudeDegrees, y: thing.place.latitudeDegrees)
            let written = try zone.fromRegister(try shift.fromRegister([place]))
            return DatumSample(
                row: row, key: thing.key, category: nil, geometry: .points(written))
        }
        let writing = Writing(honest: .epsg(4526))
        let found = try #require(
            writing.detective(ground.registered).suspicion(about: samples))
        #expect(found.suspect == .gcj02)
        #expect(found.correction.options == nil && found.correction.mapShift == "gcj02")
        let reader = try found.correction.reader(declared: .epsg(4526))
        let read = try reader([samples[0].middle])[0]
        #expect(abs(read.x - things[0].place.longitudeDegrees) < 1e-7)
    }

    @Test(
        "a part of the rows is named with its share, from a fifth on", arguments: [0.25, 0.5, 0.8])
    func mixed(share: Double) throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        let wrong = Writing(.gcj02, declared: .epsg(4490))
        for seed in Thoroughness.seeds(of: 20) {
            var random = SeededGenerator(seed: seed)
            let things = ground.some(500, &random)
            let count = Int(500 * share)
            let samples =
                try wrong.samples(of: Array(things.prefix(count)))
                + Writing(honest: .epsg(4490)).samples(of: Array(things.dropFirst(count)))
            let found = try #require(
                wrong.detective(ground.registered).suspicion(about: samples), "seed \(seed)")
            #expect(found.suspect == .gcj02)
            #expect(found.supportingRows == count && found.examinedRows == 500)
            #expect(found.isMixed)
            #expect(abs(found.share - share) < 1e-9)
        }
    }

    @Test("the shift is measured as it is, and seen to vary as the map's")
    func measure() throws {
        let ground = try Ground.streetsInShenyang.get()
        let writing = Writing(.gcj02, declared: .epsg(4490))
        var random = SeededGenerator(seed: 10)
        let samples = try writing.samples(of: ground.some(500, &random))
        let found = try #require(
            writing.detective(ground.registered).suspicion(about: samples))
        let shift = try #require(found.shift)
        // The published formula at 123.43, 41.80, computed by tools/prepare/gcj02.py.
        #expect(abs(shift.middle.east - 507) < 15)
        #expect(abs(shift.middle.north - 271) < 15)
        #expect(shift.pattern == .varying)
        #expect(shift.spreadBeside < 0.05)
        #expect(found.correctedMetres.map { $0 < 0.05 } == true)
        #expect(found.declaredMetres.map { (540...610).contains($0) } == true)
    }

    @Test("the finding is about the whole layer, in two languages, and says what to do")
    func finding() throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        let writing = Writing(.gcj02, declared: .epsg(4490))
        var random = SeededGenerator(seed: 11)
        let samples = try writing.samples(of: ground.some(200, &random))
        let suspicion = try #require(
            writing.detective(ground.registered).suspicion(about: samples))
        let finding = suspicion.finding
        #expect(finding.rule == .datumSuspected && finding.severity == .error)
        #expect(finding.row == nil && finding.key == nil)
        for part in [
            "200 of 200 rows", "GCJ-02", "east", "--accept-correction", "--crs gcj02",
        ] {
            #expect(finding.english.contains(part), "\(finding.english)")
        }
        for part in ["200行中有200行", "火星坐标", "向东", "--crs gcj02"] {
            #expect(finding.chinese.contains(part), "\(finding.chinese)")
        }
        #expect(finding.english.hasSuffix(".") && finding.chinese.hasSuffix("。"))
    }

    @Test("what lies a zone away is told in kilometres")
    func farAway() throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        let writing = Writing(.epsg(4546), declared: .epsg(4547))
        var random = SeededGenerator(seed: 13)
        let samples = try writing.samples(of: ground.some(100, &random))
        let found = try #require(writing.detective(ground.registered).suspicion(about: samples))
        #expect(found.finding.english.contains("275 km east"), "\(found.finding.english)")
        #expect(found.finding.chinese.contains("向东275公里"), "\(found.finding.chinese)")
    }

    @Test("from four rows of registered codes on it speaks, from seven on without doubt")
    func fewRows() throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        let writing = Writing(.gcj02, declared: .epsg(4490))
        var random = SeededGenerator(seed: 12)
        let samples = try writing.samples(of: ground.some(7, &random))
        let detective = writing.detective(ground.registered)
        #expect(detective.suspicion(about: Array(samples.prefix(3))) == nil)
        #expect(detective.suspicion(about: Array(samples.prefix(4)))?.isStrong == false)
        #expect(detective.suspicion(about: samples)?.isStrong == true)
    }
}
