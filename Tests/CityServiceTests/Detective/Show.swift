import City
import Datum
import Foundation
import Geo
import TestSupport
import Testing

@testable import CityService

@Suite struct Show {
    @Test func show() throws {
        let ground = try Ground.cambridgeInKaifeng.get()
        for w in DatumDetectiveTests.shifted + DatumDetectiveTests.turned + DatumDetectiveTests.zones {
            for new in [false, true] {
                var random = SeededGenerator(seed: 3)
                var things = ground.some(2000, &random)
                for i in things.indices {
                    things[i].place = things[i].place.surveyed(1.5, &random)
                    if new { things[i].key = "N\(i)" }
                }
                let samples = try w.samples(of: things)
                let t = Date()
                let f = w.detective(ground.registered).suspicion(about: samples)
                print(w.testDescription, new, Date().timeIntervalSince(t), f?.isStrong as Any)
                print("   ", f?.finding.english ?? "nil"); print("   ", f?.finding.chinese ?? "nil")
            }
        }
        for name in ["410200_kaifeng", "540200_shigatse", "210100_shenyang"] {
            let samples = try GeoJSON.features("\(RealDistrictsTests.folder ?? "")/\(name)_districts_2016.geojson").enumerated().compactMap { r, f in
                f.geometry.flatMap { DatumSample(row: r + 1, key: f.properties["adcode"]?.value, category: nil, geometry: $0.geometry) }
            }
            let t = Date()
            let f = Writing(honest: .epsg(4490)).detective(try RealDistrictsTests.counties.get()).suspicion(about: samples)
            print(name, Date().timeIntervalSince(t), f?.isStrong as Any)
            print("   ", f?.finding.english ?? "nil"); print("   ", f?.finding.chinese ?? "nil")
        }
        for (w, mixed) in [(Writing(.gcj02, declared: .epsg(4490)), 150)] {
            var random = SeededGenerator(seed: 3)
            let things = ground.some(500, &random)
            let samples = try w.samples(of: Array(things.prefix(mixed))) + Writing(honest: .epsg(4490)).samples(of: Array(things.dropFirst(mixed)))
            let f = w.detective(ground.registered).suspicion(about: samples)
            print("mixed", f?.finding.english ?? "nil"); print("   ", f?.finding.chinese ?? "nil")
        }
        for s in HonestFilesTests.systems {
            var random = SeededGenerator(seed: 3)
            let w = Writing(honest: s)
            for new in [0, 1, 2] {
                var things = ground.some(2000, &random)
                for i in things.indices { things[i].place = things[i].place.surveyed(new == 2 ? 300 : 1.5, &random); if new > 0 { things[i].key = "N\(i)" } }
                let samples = try w.samples(of: things)
                let d = w.detective(ground.registered)
                let t = Date()
                let f = d.suspicion(about: samples)
                print("honest", s, new, Date().timeIntervalSince(t), f == nil)
            }
        }
    }
}
