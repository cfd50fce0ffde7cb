import CityService
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CityHTTP

@Suite("What the page has to know")
struct MapRouteTests {
    @Test("the city with its box, its edition and its categories, under a tag of the edition")
    func description() async throws {
        let server = try TestServer()
        let reply = try await server.ask(Ask(uri: "/map.json"))
        let map = try reply.object()
        #expect(map["name"] as? String == "样例市")
        #expect(map["code"] as? String == "990100")
        #expect(map["edition"] as? Int == 13)
        #expect(map["languages"] as? [String] == ["zh", "en"])
        #expect(map["start"] is NSNull)
        let districts = try String(
            contentsOfFile: Repository.path("gisdata/sample/districts.geojson"), encoding: .utf8)
        let numbers = districts.matches(of: /\[ *([0-9.]+), *([0-9.]+) *\]/).compactMap { match in
            Double(match.1).flatMap { longitude in Double(match.2).map { (longitude, $0) } }
        }
        let box = try #require(map["box"] as? [Double])
        #expect(box[0] == numbers.map(\.0).min() && box[2] == numbers.map(\.0).max())
        #expect(box[1] == numbers.map(\.1).min() && box[3] == numbers.map(\.1).max())
        let categories = try #require(map["categories"] as? [[String]])
        #expect(categories.contains(["component/01001", "供水井盖", "01"]))
        #expect(categories.contains(["matter/01001", "供水井盖异常", "01"]))
        #expect((map["majors"] as? [String: String])?["component/01"] == "市政公用设施")
        let tag = try #require(reply.headers[.eTag])
        #expect(tag.hasPrefix("\"13-"))
        let again = try await server.ask(Ask(uri: "/map.json", headers: [.ifNoneMatch: tag]))
        #expect(again.status == 304)
        #expect(try await server.ask(Ask(uri: "/map.json?x=1")).status == 400)
    }

    private func problem(_ text: String) throws -> String {
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "map.json")
        do {
            _ = try MapConfiguration(path: path, environment: ["KEY": "k y&"])
            return "none"
        } catch {
            return "\(error)"
        }
    }

    /// A base map of the given members beside or instead of sound ones.
    private func baseMap(_ changes: [String: Any?]) throws -> String {
        var members: [String: Any] = [
            "name": "底图", "url": "https://a.b/{z}/{x}/{y}", "datum": "wgs84",
            "attribution": "我", "zooms": [0, 18],
        ]
        for (key, value) in changes { members[key] = value }
        let data = try JSONSerialization.data(withJSONObject: ["baseMaps": [members]])
        return String(decoding: data, as: UTF8.self)
    }

    @Test("a base map comes with its key from the environment, made safe for an address")
    func keys() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            try baseMap([
                "url": ["https://t{s}.b/{z}/{x}/{y}?k={key}", "/own/{z}/{x}/{y}?{key}{s}"],
                "subdomains": ["0", "1"], "keyFrom": "KEY", "name": ["zh": "底图", "en": "Base"],
            ]), to: "map.json")
        let map = try MapConfiguration(path: path, environment: ["KEY": "k y&"]).baseMaps[0]
        #expect(
            map.layers == [
                ["https://t0.b/{z}/{x}/{y}?k=k%20y%26", "https://t1.b/{z}/{x}/{y}?k=k%20y%26"],
                ["/own/{z}/{x}/{y}?k%20y%260", "/own/{z}/{x}/{y}?k%20y%261"],
            ])
        #expect(map.hosts == ["https://t0.b", "https://t1.b"])
        #expect([map.name.zh, map.name.en] == ["底图", "Base"])
    }

    @Test("what is wrong in a configuration is told with its place")
    func faults() throws {
        #expect(
            try problem("{") == "The map configuration map.json: expected is a JSON object, { … }.")
        #expect(try problem(#"{"basemaps": []}"#).contains("basemaps means nothing; known are"))
        let cases: [([String: Any?], String)] = [
            (["datum": "mars"], "baseMaps[0].datum: expected is one of wgs84"),
            (["zooms": [18, 0]], "baseMaps[0].zooms"), (["zooms": 3], "baseMaps[0].zooms"),
            (["zooms": [0, 99]], "from 0 to 24"), (["url": "https://a.b/{z}/{x}"], "{y}"),
            (["url": "ftp://a/{z}/{x}/{y}"], "https://"),
            (["url": "https://a b/{z}/{x}/{y}"], "https://"),
            (["url": "https://a.b;script-src *"], "{z}"),
            (["url": "https://a;b/{z}/{x}/{y}"], "https://"),
            (["url": "//evil/{z}/{x}/{y}"], "https://"),
            (["url": "https://a.b/{z}/{x}/{y}/{q}"], "{q} means nothing"),
            (["url": "https://a.b/{z}/{x}/{y}/{key}"], "there is no key"),
            (["key": "k"], "{key} must stand in it"), (["subdomains": ["a"]], "subdomains"),
            (["keyFrom": "NOT_SET"], "NOT_SET is not set"),
            (["keyFrom": "KEY", "key": "k"], "write one of both"),
            (["attribution": "<b>"], "plain text"), (["attribution": nil], "plain text"),
            (["name": ["en": "x"]], "baseMaps[0].name.zh"), (["tileSize": "big"], "tileSize"),
            (["colour": 1], "colour means nothing"), (["url": nil], "baseMaps[0].url"),
        ]
        for (changes, words) in cases {
            let text = try problem(try baseMap(changes))
            #expect(text.contains(words), "\(text)")
        }
        #expect(
            try problem(#"{"start": {"center": [30, 120], "zoom": 3}}"#).contains("start.center"))
        #expect(try problem(#"{"start": {"center": [120], "zoom": 3}}"#).contains("start.center"))
    }
}
