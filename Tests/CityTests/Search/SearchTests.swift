import Foundation
import Geo
import TestSupport
import Testing

@testable import City

@Suite("Search")
struct SearchTests {
    /// A town with roads that cross, places of two themes, and grids without names.
    static func contents() -> CityContents {
        var contents = Town.contents()
        contents.areas = [
            Area(kind: .district, code: "D1", name: "沈河区", polygons: Town.square(0, 0, 1, 1)),
            Area(kind: .district, code: "D2", name: "和平区", polygons: Town.square(1, 0, 2, 1)),
            Area(
                kind: .subdistrict, code: "D1-01", name: "长青街道", administeredBy: "D1",
                polygons: Town.square(0, 0, 1, 1)),
            Area(kind: .unitGrid, code: "D1-01-1", polygons: Town.square(0, 0, 1, 0.5)),
            Area(kind: .unitGrid, code: "D1-01-2", polygons: Town.square(0, 0.5, 1, 1)),
            Area(
                kind: .responsibilityGrid, code: "R1", name: "责任网格一",
                members: ["D1-01-1", "D1-01-2"]),
        ]
        contents.segments = [
            segment("S1", "青年大街第一段", (0.5, 0), (0.5, 0.5)),
            segment("S2", "青年大街第二段", (0.5, 0.5), (0.5, 1)),
            segment("S3", "文化路", (0, 0.25), (2, 0.25)),
            segment("S4", "和平路西段", (0, 0.75), (0.9, 0.75)),
            segment("S5", "重庆街(文化路至和平路)", (1.5, 0.2527), (1.5, 0.9)),
        ]
        contents.organizations = [Organization(code: "water", name: "水务集团")]
        contents.components = (1...12).map { number in
            Component(
                code: "2101\(String(repeating: "0", count: number % 3))\(number)",
                category: Town.cover, shape: Town.point(Double(number) / 10, 0.1))
        }
        return contents
    }

    private static func segment(
        _ code: String, _ name: String, _ from: (Double, Double), _ to: (Double, Double)
    ) -> RoadChiefSegment {
        let line = Line([Town.place(from.0, from.1), Town.place(to.0, to.1)])
        return RoadChiefSegment(code: code, name: name, lines: line.map { [$0] } ?? [])
    }

    static let places = [
        Place(theme: "公厕", number: "G1", name: "长青公厕", shape: Town.point(0.9, 0.9)),
        Place(theme: "公厕", number: "G2", name: "二号", shape: Town.point(1.9, 0.9)),
        Place(theme: "停车场", number: "T1", name: "北站停车场", shape: Town.point(0.1, 0.9)),
    ]

    private let index: CityIndex
    private let names: SearchIndex

    init() throws {
        index = CityIndex(Self.contents(), on: try #require(Town.day))
        names = SearchIndex(index, places: PlaceBook(Self.places))
    }

    private func hits(
        _ text: String, _ change: (inout SearchQuestion) -> Void = { _ in }
    ) -> [SearchHit] {
        var question = SearchQuestion(text)
        change(&question)
        return index.search(question, in: names)
    }

    private func found(
        _ text: String, _ change: (inout SearchQuestion) -> Void = { _ in }
    ) -> [String] {
        hits(text, change).map { "\($0.kind.rawValue) \($0.code ?? $0.name) \($0.match.rawValue)" }
    }

    @Test("a code is found, and what begins with it after it")
    func codes() {
        #expect(
            found("D1-01") == [
                "subdistricts D1-01 code", "unit-grids D1-01-1 prefix", "unit-grids D1-01-2 prefix",
            ])
        #expect(found("d1-01-2") == ["unit-grids D1-01-2 code"])
        #expect(found("S3") == ["road-chief-segments S3 code"])
        #expect(found("G2") == ["places 公厕/G2 code"])
        #expect(found("公厕/G2").first == "places 公厕/G2 code")
        #expect(found("water") == ["organizations water code"])
    }

    @Test("components are found by the beginnings of their codes, in the order of their codes")
    func components() {
        let codes = Self.contents().components.map(\.code)
        for prefix in ["2", "21", "2101", "21010", "210100", "2101001", "21011", "9"] {
            let expected = codes.filter { $0.hasPrefix(prefix) }.sorted()
            let hits = hits(prefix) { $0.kinds = [.components] }
            #expect(Set(hits.compactMap(\.code)) == Set(expected), "\(prefix)")
            #expect(
                index.components.numbers(ofPrefix: prefix, atMost: 100)
                    .map { index.components.code(of: $0) } == expected)
        }
    }

    @Test("a component that was moved, added or taken away since is found as it is now")
    func changes() throws {
        func moved(_ code: String) -> Component {
            Component(code: code, category: Town.cover, shape: Town.point(1.5, 0.5))
        }
        let later = try #require(
            index.later(
                edition: 1,
                changes: [
                    ("210101", nil), ("21013", moved("21013")), ("2101777", moved("2101777")),
                ]
            ))
        #expect(later.base == index.base)
        let before = Set(Self.contents().components.map(\.code))
        let after = later.search(SearchQuestion("2101"), in: names).compactMap(\.code)
        #expect(Set(after) == before.subtracting(["210101"]).union(["2101777"]))
        for code in ["21013", "2101777"] {
            let hit = later.search(SearchQuestion(code), in: names).first
            #expect(hit?.code == code && hit?.at == Town.place(1.5, 0.5))
        }
    }

    @Test("a road is all segments of one name, and comes before its stretches")
    func roads() {
        let hits = hits("青年大街")
        #expect(
            found("青年大街") == [
                "roads 青年大街 name", "road-chief-segments S1 prefix",
                "road-chief-segments S2 prefix",
            ])
        #expect(
            hits.first?.box == Box(Town.place(0.5, 0), Town.place(0.5, 1)))
        #expect(hits.first?.within == ["沈河区", "长青街道"])
        #expect(found("年大").first == "roads 青年大街 inside")
    }

    @Test(
        "two roads find where they cross, however that is written",
        arguments: [
            "青年大街 文化路", "文化路 青年大街", "青年大街与文化路交叉口", "青年大街和文化路路口",
            "青年大街/文化路", "青年大街 ／ 文化路", "青年大街 & 文化路", "青年大街交文化路", "青年 文化",
            "qndj whl", "qingniandajie & wenhualu", "青年大街　与　文化路的交叉口",
        ])
    func crossing(text: String) throws {
        let hit = try #require(hits(text).first)
        #expect(hit.kind == .crossings)
        #expect(Set(hit.name.components(separatedBy: " / ")) == ["青年大街", "文化路"])
        #expect(hit.at == Town.place(0.5, 0.25))
        #expect(hits(text).count { $0.kind == .crossings } == 1)
    }

    @Test("a word between two roads that is part of a name divides nothing")
    func words() {
        #expect(hits("和平路与青年大街").first?.at == Town.place(0.5, 0.75))
        #expect(hits("青年大街和和平路").first?.at == Town.place(0.5, 0.75))
        #expect(found("和平路").first == "roads 和平路 name")
    }

    @Test("lines that end within a few metres of a road cross it; others do not")
    func gaps() {
        // 重庆街 begins 3 m beside 文化路, and ends far from 和平路.
        #expect(hits("重庆街 文化路").map(\.kind) == [.crossings])
        #expect(hits("重庆街 和平路").filter { $0.kind == .crossings }.isEmpty)
        #expect(Set(found("文化路交叉口")).count == 2)
    }

    @Test("names are found by initials, in full pinyin and by both, with every usual reading")
    func pinyin() {
        for text in ["qndj", "qingniandajie", "qingndj", "QNDJ", "qn dj"] {
            #expect(found(text).first == "roads 青年大街 pinyin", "\(text)")
        }
        #expect(found("cqj").first == "roads 重庆街 pinyin")
        #expect(found("zqj").first == "roads 重庆街 pinyin")
        #expect(found("changqing").contains("subdistricts D1-01 pinyin"))
        #expect(found("zqjd").contains("subdistricts D1-01 pinyin"))
        #expect(found("shq").first == "districts D1 pinyin")
        #expect(found("gc").contains("places 公厕/G2 pinyin"))
        #expect(found("xyz").isEmpty)
    }

    @Test("a theme finds all its places, and the nearest first if a place is said")
    func themes() {
        #expect(Set(found("公厕")) == ["places 公厕/G1 inside", "places 公厕/G2 inside"])
        let near = hits("公厕") { $0.near = Town.place(2, 1) }
        #expect(near.compactMap(\.code) == ["公厕/G2", "公厕/G1"])
        #expect(
            near.first?.metres == Metric.distance(Town.place(2, 1), Town.place(1.9, 0.9)))
        #expect(near.first?.theme == "公厕")
        #expect(near.first?.within == ["和平区"])
    }

    @Test("several words find what fits all of them, by name, theme or district")
    func severalWords() {
        #expect(found("沈河区 公厕") == ["places 公厕/G1 inside"])
        #expect(found("和平 公厕") == ["places 公厕/G2 inside"])
        #expect(found("沈河区 水务").isEmpty)
    }

    @Test("a grid of members is shown on their ground")
    func members() throws {
        let hit = try #require(hits("责任网格一").first)
        #expect(hit.box == Box(Town.place(0, 0), Town.place(1, 1)))
        let at = try #require(hit.at)
        #expect(Town.place(0, 0) < at && at < Town.place(1, 1))
    }

    @Test("kinds and limit leave the rest out; what may not be seen is not named beside")
    func filters() {
        #expect(found("青年大街") { $0.kinds = [.segments] }.count == 2)
        #expect(found("青年大街") { $0.limit = 1 } == ["roads 青年大街 name"])
        #expect(hits("青年大街") { $0.visible = [.districts] }.first?.within == ["沈河区"])
        #expect(found("").isEmpty)
        #expect(found("沈河区沈河区").isEmpty)
    }

    @Test("a coordinate finds its place, and latitude may stand first where nothing else is meant")
    func coordinates() throws {
        let ground = index.ground
        for text in [
            "120.00005,30.00005", "30.00005,120.00005", "120.00005， 30.00005", "120.00005 30.00005",
        ] {
            #expect(
                Coordinate(typed: text, ground: ground)
                    == Coordinate(longitude: 1_200_000_500, latitude: 300_000_500), "\(text)")
        }
        for text in ["120", "120,", "a,b", "120,30,1", "200,100", "12 30", "沈河,区", "1e3,2"] {
            #expect(Coordinate(typed: text, ground: ground) == nil, "\(text)")
        }
        // Both ways are places: the city decides, and without one the usual order.
        let abroad = Box(Town.place(0, 0), Town.place(1, 1))
        #expect(Coordinate(typed: "30.0,60.0", ground: abroad)?.longitude == 300_000_000)
        let hit = try #require(hits("120.00005,30.00005").first)
        #expect(hit.kind == .coordinate && hit.match == .code)
        #expect(hit.within == ["沈河区", "长青街道"])
        #expect(hits("120.00005,30.00005").count == 1)
    }
}
