import Foundation
import Geo
import TestSupport
import Testing

@testable import City

@Suite("Roads and where they cross")
struct RoadTests {
    @Test(
        "a road's name is what its stretches have in common",
        arguments: [
            ("青年大街第三段", "青年大街"), ("青年大街第十一段", "青年大街"), ("青年大街3段", "青年大街"),
            ("中街西段", "中街"), ("浑南中路东南段", "浑南中路"), ("文化路（青年大街至三好街）", "文化路"),
            ("文化路(北段)", "文化路"), ("一段", "一段"), ("学府路", "学府路"), ("Main Street", "Main Street"),
            ("", ""), ("南段", "南段"), ("中山路 第一段", "中山路"),
        ])
    func stems(name: String, stem: String) {
        #expect(RoadName.stem(name) == stem)
    }

    /// The distance in metres between two edges in a plane, from the shares of the way at which
    /// straight lines come nearest; written apart from the index's own way.
    private func distance(
        _ a: (Double, Double), _ b: (Double, Double), _ c: (Double, Double), _ d: (Double, Double)
    ) -> Double {
        func apart(_ p: (Double, Double), _ a: (Double, Double), _ b: (Double, Double)) -> Double {
            let (x, y) = (b.0 - a.0, b.1 - a.1)
            let share = max(0, min(1, ((p.0 - a.0) * x + (p.1 - a.1) * y) / (x * x + y * y)))
            return hypot(p.0 - a.0 - share * x, p.1 - a.1 - share * y)
        }
        let det = (b.0 - a.0) * (d.1 - c.1) - (b.1 - a.1) * (d.0 - c.0)
        if det != 0 {
            let s = ((c.0 - a.0) * (d.1 - c.1) - (c.1 - a.1) * (d.0 - c.0)) / det
            let t = ((c.0 - a.0) * (b.1 - a.1) - (c.1 - a.1) * (b.0 - a.0)) / det
            if (0...1).contains(s), (0...1).contains(t) { return 0 }
        }
        return min(apart(a, c, d), apart(b, c, d), apart(c, a, b), apart(d, a, b))
    }

    private func metres(_ place: Coordinate) -> (Double, Double) {
        let north = 30.0 * Double.pi / 180
        return (
            Double(place.longitude - 1_200_000_000) / 1e7 * 111_320 * cos(north) * 1.0008,
            Double(place.latitude - 300_000_000) / 1e7 * 110_852
        )
    }

    @Test("lines meet where comparing every edge with every other says so")
    func meetings() {
        var random = SeededGenerator(seed: 50_301)
        let lines = (0..<200).map { _ -> [Coordinate] in
            var place = Coordinate(
                longitude: 1_200_000_000 + .random(in: 0...200_000, using: &random),
                latitude: 300_000_000 + .random(in: 0...200_000, using: &random))
            return (0..<6).map { _ in
                place = Coordinate(
                    longitude: place.longitude + .random(in: -9_000...9_000, using: &random),
                    latitude: place.latitude + .random(in: -9_000...9_000, using: &random))
                return place
            }
        }
        let index = FeatureIndex(
            lines.enumerated().map { number, places in
                (Int32(number), Shape.lines(Line(places).map { [$0] } ?? []))
            })
        let found = index.lineMeetings(within: 5)
        let pairs = Set(found.map { [Int($0.first), Int($0.second)] })
        var doubtful = 0
        for first in lines.indices {
            for second in lines.indices where first < second {
                let least =
                    zip(lines[first], lines[first].dropFirst()).map { a, b in
                        zip(lines[second], lines[second].dropFirst()).map { c, d in
                            distance(metres(a), metres(b), metres(c), metres(d))
                        }.min() ?? .infinity
                    }.min() ?? .infinity
                // The two planes differ by less than this.
                if abs(least - 5) < 0.02 {
                    doubtful += 1
                } else {
                    #expect(pairs.contains([first, second]) == (least < 5), "\(first) \(second)")
                }
            }
        }
        #expect(pairs.count > 100)
        #expect(doubtful < 5)
        for meeting in found {
            let place = metres(meeting.place)
            for number in [meeting.first, meeting.second] {
                let line = lines[Int(number)]
                let least =
                    zip(line, line.dropFirst()).map { a, b in
                        distance(place, (place.0 + 1e-6, place.1), metres(a), metres(b))
                    }.min() ?? .infinity
                #expect(least < 5.03)
            }
        }
    }

    private func line(_ places: (Double, Double)...) -> [Line] {
        Line(places.map { Town.place($0.0, $0.1) }).map { [$0] } ?? []
    }

    @Test("two carriageways are one crossing; two crossings of the same roads are two")
    func clusters() throws {
        var contents = Town.contents()
        contents.segments = [
            // Two carriageways 0.02 of a column apart, some 20 m.
            RoadChiefSegment(code: "1", name: "大街东段", lines: line((0.5, 0), (0.5, 9))),
            RoadChiefSegment(code: "2", name: "大街西段", lines: line((0.52, 0), (0.52, 9))),
            // A road that crosses both, goes round and crosses both again.
            RoadChiefSegment(
                code: "3", name: "环路", lines: line((0, 1), (2, 1), (2, 5), (0, 5))),
        ]
        let roads = RoadBook(CityIndex(contents, on: try #require(Town.day)).segments)
        #expect(roads.names == ["大街", "环路"])
        let places = roads.crossings.map(\.place)
        #expect(places.count == 2)
        #expect(places.map(\.latitude).sorted() == [300_010_000, 300_050_000])
        #expect(roads.crossings(of: 0, and: 1) == 0..<2)
        #expect(roads.crossings(of: 1, and: 0) == 0..<2)
    }
}
