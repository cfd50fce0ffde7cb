import City
import CityService
import Foundation
import TestSupport
import Testing

@testable import CityHTTP

extension TestServer.Reply {
    /// The features of a page, by their ids.
    func ids() throws -> [String] {
        let features = try #require(try object()["features"] as? [[String: Any]], "\(text)")
        return features.compactMap { $0["id"] as? String }
    }

    /// The path of the next page, if there is one.
    func next() throws -> String? {
        let links = try #require(try object()["links"] as? [[String: String]])
        let href = links.first { $0["rel"] == "next" }?["href"]
        return href.flatMap {
            $0.range(of: "/collections").map { range in
                String(href?[range.lowerBound...] ?? "")
            }
        }
    }
}

@Suite("OGC API – Features")
struct FeatureTests {
    private static let components = "/collections/components/items"

    private static func viewer(_ uri: String) -> Ask { Ask(uri: uri, role: .viewer) }

    private static func delivered() throws -> [(code: String, lon: Double, lat: Double)] {
        try Table.read(Repository.path("gisdata/sample/components.csv")).map {
            (
                try #require($0["code"]), try #require($0["lon"].flatMap { Double($0) }),
                try #require($0["lat"].flatMap { Double($0) })
            )
        }
    }

    @Test("all pages together are the rows of the layer in the order of their keys")
    func pages() async throws {
        let server = try TestServer()
        let codes = try Self.delivered().map(\.code).sorted()
        try await server.serve { client in
            var found: [String] = []
            var path: String? = Self.components + "?limit=3"
            while let next = path {
                let reply = try await client.ask(Self.viewer(next))
                #expect(try reply.object()["numberMatched"] as? Int == codes.count)
                found += try reply.ids()
                path = try reply.next()
            }
            #expect(found == codes)
        }
    }

    @Test("a box holds exactly what was delivered in it", arguments: Thoroughness.seeds(of: 1))
    func boxes(seed: UInt64) async throws {
        let server = try TestServer()
        let delivered = try Self.delivered()
        var random = SeededGenerator(seed: seed)
        let boxes = (0..<30).map { _ in
            // Corners are places of components, so that borders are tried too.
            (delivered.randomElement(using: &random), delivered.randomElement(using: &random))
        }
        for case (let one?, let other?) in boxes {
            let (west, east) = (min(one.lon, other.lon), max(one.lon, other.lon))
            let (south, north) = (min(one.lat, other.lat), max(one.lat, other.lat))
            let expected = delivered.filter {
                (west...east).contains($0.lon) && (south...north).contains($0.lat)
            }.map(\.code).sorted()
            let crs = FeatureSystem.storage.uri
            let replies = try await server.ask([
                Self.viewer(Self.components + "?bbox=\(west),\(south),\(east),\(north)"),
                Self.viewer(
                    Self.components + "?bbox=\(south),\(west),0,\(north),\(east),9&bbox-crs=\(crs)"),
            ])
            for reply in replies {
                #expect(try reply.ids() == expected)
                #expect(try reply.object()["numberMatched"] as? Int == expected.count)
            }
        }
    }

    @Test("a page goes on where the last one ended, though an edition came between")
    func published() async throws {
        let server = try TestServer()
        let codes = try Self.delivered().map(\.code).sorted()
        try await server.serve { client in
            let first = try await client.ask(Self.viewer(Self.components + "?limit=2"))
            let location = try await client.staged(.handIn(Census.header + Census.cover(1)))
            let publication = try await client.ask(.post(location + "/publish"))
            #expect(publication.status == 200, "\(publication.text)")
            let path = try #require(try first.next()).replacing("limit=2", with: "limit=1000")
            let rest = try await client.ask(Self.viewer(path))
            // The new one stands on the page that was turned; nothing comes twice or is missing.
            let new = "99010101001900001"
            #expect(try first.ids() + rest.ids() == codes)
            #expect(new > codes[0] && new < codes[1])
            #expect(try rest.object()["numberMatched"] as? Int == codes.count + 1)
        }
    }

    @Test("a filter finds what equals, and a text that looks like SQL is a text")
    func filters() async throws {
        let server = try TestServer()
        let code = try #require(try Self.delivered().first?.code)
        let replies = try await server.ask([
            Self.viewer(Self.components + "?code=\(code)"),
            Self.viewer(Self.components + "?code=%27%20OR%201%3D1%20--"),
            Self.viewer("/collections/unit-grids/items?area=x"),
            Self.viewer(Self.components + "?note=a"),
            Self.viewer(Self.components + "?responsible_person=RY-01"),
            Self.viewer("/collections/unit-grids/items?datetime=2026-03-01/.."),
        ])
        #expect(replies.map(\.status) == [200, 200, 400, 400, 400, 200])
        #expect(try replies[0].ids() == [code])
        #expect(try replies[1].ids() == [])
    }

    /// Numbers of GDAL's `gdaltransform` from longitude 120.0005, latitude 30.0035.
    @Test(
        "coordinates are those of PROJ, in the order of axes that the system's authority says",
        arguments: [
            ("EPSG/0/4490", 30.0035, 120.0005), ("EPSG/0/4326", 30.0035, 120.0005),
            ("OGC/1.3/CRS84", 120.0005, 30.0035),
            ("EPSG/0/4549", 3_320_501.3816, 500_048.2414),
            ("EPSG/0/4528", 3_320_501.3816, 40_500_048.2414),
            ("EPSG/0/3857", 13_358_394.5549, 3_503_999.7438),
        ])
    func axes(system: String, first: Double, second: Double) async throws {
        let server = try TestServer()
        let uri = "http://www.opengis.net/def/crs/" + system
        let features = "/collections/components/items"
        let body =
            "code,category,name,owner,lon,lat\n"
            + "99010101001900777,component/01001,井盖,SW,120.0005,30.0035\n"
        try await server.serve { client in
            let location = try await client.staged(.handIn(body))
            _ = try await client.ask(.post(location + "/publish"))
            let reply = try await client.ask(
                Self.viewer(features + "/99010101001900777?crs=\(uri)"))
            let geometry = try #require(try reply.object()["geometry"] as? [String: Any])
            let numbers = try #require(geometry["coordinates"] as? [Double])
            #expect(abs(numbers[0] - first) < 1e-3 && abs(numbers[1] - second) < 1e-3, "\(numbers)")
            let box = "\(first - 0.01),\(second - 0.01),\(first + 0.01),\(second + 0.01)"
            let found = try await client.ask(
                Self.viewer(features + "?code=99010101001900777&bbox=\(box)&bbox-crs=\(uri)"))
            #expect(try found.ids() == ["99010101001900777"])
        }
    }

    @Test("a collection is for those who see the layer, and refusals say what is wrong")
    func refusals() async throws {
        let server = try TestServer()
        let items = "/collections/districts/items"
        let replies = try await server.ask([
            Ask(uri: Self.components), Ask(uri: Self.components, role: .surveyor),
            Ask(uri: items), Ask(uri: "/collections/people"), Ask(uri: "/collections/posts/items"),
            Ask(uri: items + "/nowhere"), Ask(uri: items + "?bbox=1,2,3"),
            Ask(uri: items + "?bbox=1,2,3,nan"), Ask(uri: items + "?bbox=1,5,2,4"),
            Ask(uri: items + "?crs=EPSG:4490"), Ask(uri: items + "?limit=0"),
            Ask(uri: items + "?limit=100000"), Ask(uri: items + "?offset=1"),
            Ask(uri: items + "?f=xml"), Ask(uri: items, accept: "image/png"),
            Ask(uri: "/collections/organizations/items?crs=\(FeatureSystem.storage.uri)"),
        ])
        #expect(
            replies.map(\.status) == [
                401, 200, 200, 404, 404, 404, 400, 400, 400, 400, 400, 200, 400, 400, 406, 400,
            ])
        let names = try await server.ask([
            Ask(uri: "/collections"), Ask(uri: "/collections", role: .viewer),
        ]).map { try #require(try $0.object()["collections"] as? [[String: Any]]).count }
        #expect(names[0] < names[1])
    }

    @Test("a browser is given pages, in Chinese and in English, that lead on")
    func browser() async throws {
        let server = try TestServer()
        let html = "text/html,application/xhtml+xml,*/*;q=0.8"
        let replies = try await server.ask([
            Ask(uri: "/collections/districts/items", accept: html),
            Ask(uri: "/collections/districts/items?lang=en", accept: html),
            Ask(uri: "/ogc", accept: html), Ask(uri: "/conformance?f=html"),
            Ask(uri: "/collections/districts?f=html"),
            Ask(uri: "/collections/unit-grids/items?limit=1&f=html", role: .viewer),
        ])
        #expect(replies.allSatisfy { $0.status == 200 && $0.type.hasPrefix("text/html") })
        #expect(replies[0].text.contains("<html lang=\"zh\">") && replies[0].text.contains("区县"))
        #expect(replies[1].text.contains("<html lang=\"en\">"))
        #expect(replies[5].text.contains("rel=\"next\""))
        #expect(replies.allSatisfy { !$0.text.contains("<script") })
    }

    @Test("no feature and no page names a person")
    func privacy() async throws {
        let server = try TestServer()
        let people = try Table.read(Repository.path("gisdata/sample/people.csv"))
        let asks = FeatureCollection.all.flatMap { collection in
            ["json", "html"].map {
                Ask(
                    uri: "/collections/\(collection.id)/items?limit=10000&f=\($0)",
                    role: .administrator)
            }
        }
        let replies = try await server.ask(asks)
        #expect(replies.allSatisfy { $0.status == 200 })
        let text = replies.map(\.text).joined()
        #expect(text.contains("99010101001"))
        for person in people {
            for secret in [person["name"], person["telephone"], person["code"]] {
                if let secret, !secret.isEmpty { #expect(!text.contains(secret)) }
            }
        }
    }
}
