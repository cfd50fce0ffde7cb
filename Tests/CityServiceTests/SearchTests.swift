import City
import CityService
import Foundation
import TestSupport
import Testing

@Suite("Search and nearby in the sample town")
struct SearchTests {
    @Test("codes, names, roads, crossings and places of the town are found")
    func examples() throws {
        let live = try TestCity.sample().city.live()
        let cases: [(text: String, kind: String, code: String?, at: [Double]?)] = [
            ("990101", "districts", "990101", nil),
            ("990101001001003", "unit-grids", "990101001001003", nil),
            ("99010101001000001", "components", "99010101001000001", [120.0005, 30.0005]),
            ("SENSOR-7", "components", "99010101001000001", [120.0005, 30.0005]),
            ("学府路", "roads", nil, [120.001, 30.001]),
            ("xfl", "roads", nil, [120.001, 30.001]),
            ("中街与学府路交叉口", "crossings", nil, [120.001, 30.002]),
            ("xuefu zj", "crossings", nil, [120.001, 30.002]),
            ("学府路小学", "places", "重点区域/1", [120.0012, 30.0012]),
            ("zhongdianquyu", "places", "重点区域/1", [120.0012, 30.0012]),
            ("水务集团", "organizations", "SW", nil),
            ("LD-02", "road-chief-segments", "LD-02", [120.0045, 30.002]),
            ("30.0005,120.0005", "coordinate", nil, [120.0005, 30.0005]),
        ]
        for item in cases {
            let first = try #require(
                try live.search(SearchQuestion(item.text)).results.first, "\(item.text)")
            #expect(first.kind == item.kind, "\(item.text)")
            #expect(first.code == item.code, "\(item.text)")
            if let at = item.at { #expect(first.at == at, "\(item.text)") }
        }
        let grid = try live.search(SearchQuestion("990101001001003")).results[0]
        #expect(grid.box == [120, 30.001, 120.001, 30.002])
        #expect(grid.within == "西区 · 南门街道")
        #expect(grid.name == "0列1行")
    }

    @Test("no person and no post is found by anything that is registered of them")
    func people() throws {
        let town = try TestCity.sample()
        let live = try town.city.live()
        for file in ["people", "posts"] {
            for row in try Table.read(Repository.path("gisdata/sample/\(file).csv")) {
                for column in ["code", "name", "phone", "person"] {
                    guard let text = row[column], !text.isEmpty else { continue }
                    let results = try live.search(SearchQuestion(text)).results
                    #expect(results.isEmpty, "\(file) \(column)")
                }
            }
        }
    }

    @Test(
        "what is nearby comes with its distance, components by category or group, places by theme")
    func nearby() throws {
        let live = try TestCity.sample().city.live()
        var request = LiveCity.NearbyRequest(at: "120.0034,30.0005")
        request.category = "component/01001"
        request.limit = 2
        let covers = try live.nearby(request)
        #expect(covers.results.map(\.code) == ["99010201001000002", "99010201001000003"])
        #expect(covers.results.map(\.distanceInMetres) == [9.65, 10.61])
        request.category = "group/manhole"
        #expect(try live.nearby(request).results.map(\.code) == covers.results.map(\.code))
        request.category = nil
        request.theme = "重点区域"
        let places = try live.nearby(request)
        #expect(places.results.map(\.code) == ["重点区域/1"])
        #expect(places.results.first?.theme == "重点区域")
        request.metres = 10
        #expect(try live.nearby(request).results.isEmpty)
    }

    @Test("what cannot be looked for is refused with a sentence")
    func refusals() throws {
        let live = try TestCity.sample().city.live()
        var question = SearchQuestion("  ")
        #expect(throws: SearchError.nothingAsked) { try live.search(question) }
        question = SearchQuestion("中街")
        question.limit = 51
        #expect(throws: SearchError.limit(51, largest: 50)) { try live.search(question) }
        #expect(throws: SearchError.unknownKind("people")) { try SearchKind.kinds(in: "people") }
        var request = LiveCity.NearbyRequest(at: "120.0034,30.0005")
        #expect(throws: SearchError.categoryOrTheme) { try live.nearby(request) }
        request.category = "*"
        #expect(throws: SearchError.noComponents("*")) { try live.nearby(request) }
        request.category = "matter/01001"
        #expect(throws: SearchError.noComponents("matter/01001")) { try live.nearby(request) }
        request.theme = "公厕"
        #expect(throws: SearchError.categoryOrTheme) { try live.nearby(request) }
        request.category = nil
        #expect(throws: SearchError.unknownTheme("公厕", known: ["重点区域"])) {
            try live.nearby(request)
        }
        request.metres = .infinity
        #expect(throws: SearchError.distance("inf")) { try live.nearby(request) }
        for error in [
            SearchError.nothingAsked, .limit(0, largest: 50), .unknownTheme("a", known: []),
            .distance("x"),
        ] { #expect("\(error)".hasSuffix(".")) }
    }

    @Test("a new edition of places or areas is found at once, and an old name no more")
    func editions() throws {
        let town = try TestCity.sample()
        let live = try town.city.live()
        #expect(try live.search(SearchQuestion("新公厕")).results.isEmpty)
        let file = try town.folder.write(
            "theme,number,name,lon,lat\n公厕,7,新公厕,120.0012,30.0012\n", to: "places.csv")
        _ = try town.city.deliveries.importFile(file, as: .places, TestCity.reading)
        #expect(try live.refresh())
        #expect(try live.search(SearchQuestion("新公厕")).results.first?.code == "公厕/7")
        #expect(try live.search(SearchQuestion("xgc")).results.first?.code == "公厕/7")
    }
}
