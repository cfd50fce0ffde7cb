import City
import Datum
import Foundation
import Geo
import TestSupport
import Testing

@testable import CityService

@Suite("The datum detective accuses no file that is what it says")
struct HonestFilesTests {
    static let systems: [ReferenceSystem] = [
        .epsg(4490), .epsg(4326), .epsg(4526), .epsg(4547), .epsg(4497), .gcj02,
    ]
    static let seeds = Thoroughness.seeds(of: 12)

    /// Changes the things of a delivery and expects that nothing is said, for every seed.
    private func check(
        _ system: ReferenceSystem, _ ground: Ground,
        _ deliver: (inout SeededGenerator) -> [Thing]
    ) throws {
        let writing = Writing(honest: system)
        let detective = writing.detective(ground.registered)
        for seed in Self.seeds {
            var random = SeededGenerator(seed: seed)
            let samples = try writing.samples(of: deliver(&random))
            let found = detective.suspicion(about: samples)
            #expect(found == nil, "seed \(seed): \(found?.finding.english ?? "")")
        }
    }

    @Test("the same codes a little moved", arguments: Self.systems)
    func moved(system: ReferenceSystem) throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        try check(system, ground) { random in
            ground.some(500, &random).map { thing in
                var thing = thing
                thing.place = thing.place.surveyed(8, &random)
                return thing
            }
        }
    }

    @Test("a whole second survey with codes of its own", arguments: Self.systems, [1.0, 2.0, 5.0])
    func secondSurvey(system: ReferenceSystem, deviation: Double) throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        try check(system, ground) { random in
            ground.some(500, &random).map {
                Thing(
                    key: "NEW-\($0.key)", category: $0.category,
                    place: $0.place.surveyed(deviation, &random))
            }
        }
    }

    @Test("things of a category that nobody has registered", arguments: Self.systems)
    func newCategory(system: ReferenceSystem) throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        try check(system, ground) { random in
            ground.some(500, &random).map {
                Thing(
                    key: "NEW-\($0.key)", category: "component/99999",
                    place: $0.place.surveyed(300, &random))
            }
        }
    }

    @Test("new things where none are registered, between the old ones", arguments: Self.systems)
    func newThings(system: ReferenceSystem) throws {
        let whole = try Ground.cambridgeInKaifeng.get()
        var random = SeededGenerator(seed: 99)
        let registered = whole.some(whole.things.count / 2, &random)
        let known = Set(registered.map(\.key))
        let others = whole.things.filter { !known.contains($0.key) }
        let ground = Ground(things: registered, outline: whole.registered.outline)
        try check(system, ground) { random in
            Array(others.shuffled(using: &random).prefix(500))
        }
    }

    @Test("a part really moved, by up to a kilometre", arguments: Self.systems, [0.3, 1.0])
    func partlyMoved(system: ReferenceSystem, share: Double) throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        try check(system, ground) { random in
            ground.some(500, &random).map { thing in
                var thing = thing
                if Double.random(in: 0..<1, using: &random) < share {
                    thing.place = thing.place.surveyed(500, &random)
                }
                return thing
            }
        }
    }

    @Test("codes that mean other things in the register", arguments: Self.systems)
    func otherCodes(system: ReferenceSystem) throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        try check(system, ground) { random in
            let keys = ground.some(500, &random).map(\.key)
            return zip(ground.some(500, &random), keys).map { thing, key in
                Thing(key: key, category: thing.category, place: thing.place)
            }
        }
    }

    @Test("lamps of a lattice of which another part is registered", arguments: Self.systems)
    func lattice(system: ReferenceSystem) throws {
        let corner = Coordinate(longitude: 1_143_000_000, latitude: 348_000_000)
        func lamp(_ column: Int, _ row: Int) -> Thing {
            let way = Offset(east: Double(column) * 30, north: Double(row) * 30)
            return Thing(
                key: "\(column)/\(row)", category: "component/01037", place: corner.moved(way))
        }
        let known = (0..<120).flatMap { column in (0..<60).map { lamp(column, $0) } }
        let ground = Ground(things: known, outline: try Ground.outline("kaifeng"))
        try check(system, ground) { random in
            // The new part begins anywhere beside the registered one, off its rows by any way.
            let off = Offset(
                east: .random(in: 0...30, using: &random),
                north: .random(in: 0...30, using: &random))
            return (20..<45).flatMap { column in
                (62..<82).map { row in
                    var thing = lamp(column, row)
                    thing.place = thing.place.moved(off)
                    return thing
                }
            }
        }
    }

    @Test("one new street beside its parallel ones", arguments: Self.systems)
    func oneStreet(system: ReferenceSystem) throws {
        let corner = Coordinate(longitude: 1_143_000_000, latitude: 348_000_000)
        func lamps(_ street: Int, _ random: inout SeededGenerator, from start: Double) -> [Thing] {
            (0..<60).map { number in
                let way = Offset(
                    east: start + Double(number) * 30 + Double.random(in: -1...1, using: &random),
                    north: Double(street) * 90)
                return Thing(
                    key: "\(street)/\(number)", category: "component/01037",
                    place: corner.moved(way))
            }
        }
        var registerRandom = SeededGenerator(seed: 5)
        let known = (0..<25).flatMap { lamps($0, &registerRandom, from: 0) }
        let ground = Ground(things: known, outline: try Ground.outline("kaifeng"))
        try check(system, ground) { random in
            let start = Double.random(in: 0...30, using: &random)
            let aside = Offset(east: 0, north: .random(in: -45...45, using: &random))
            return lamps(25, &random, from: start).map {
                Thing(
                    key: "NEW-\($0.key)", category: $0.category, place: $0.place.moved(aside))
            }
        }
    }

    @Test("a file of another city: every row outside is said elsewhere", arguments: Self.systems)
    func otherCity(system: ReferenceSystem) throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        try check(system, ground) { random in
            ground.some(500, &random).map {
                Thing(
                    key: "NEW-\($0.key)", category: "component/99999",
                    place: $0.place.moved(Offset(east: 60_000, north: 90_000)))
            }
        }
    }

    @Test("an empty file, and one of which nothing is known")
    func nothing() throws {
        let detective = Writing(honest: .epsg(4490)).detective(RegisteredPlaces())
        #expect(detective.suspicion(about: []) == nil)
        let ground = try Ground.cambridgeInKaifeng.get()
        var random = SeededGenerator(seed: 1)
        let samples = try Writing(honest: .epsg(4490)).samples(of: ground.some(500, &random))
        #expect(detective.suspicion(about: samples) == nil)
    }
}
