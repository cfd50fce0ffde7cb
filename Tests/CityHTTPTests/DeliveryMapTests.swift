import City
import CityService
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CityHTTP

@Suite("A delivery on the map, over HTTP")
struct DeliveryMapTests {
    /// The tile of a zoom in which a place lies, by the textbook's formula.
    private func path(_ zoom: Int, _ longitude: Double, _ latitude: Double) -> String {
        let side = pow(2, Double(zoom))
        let slope = latitude * .pi / 180
        let column = (longitude + 180) / 360 * side
        let row = (1 - log(tan(slope) + 1 / cos(slope)) / .pi) / 2 * side
        return "/tiles/\(zoom)/\(Int(column))/\(Int(row)).mvt"
    }

    /// A new cover, the registered one of the record moved by some 10 m, and all others vanish.
    private static let census =
        Census.header + Census.cover(1)
        + "99010101001000001,component/01001,按记录维护的井盖,SW,120.0006,30.0005\n"

    @Test("tiles show what is new, moved and vanished, under a tag that the next check replaces")
    func tiles() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let place = try await client.staged(
                .handIn(Self.census, as: "census.csv", "&crs=EPSG:4490&whole=true"))
            let counts = try #require(
                try await client.ask(.surveyor(place)).object()["differences"] as? [String: Int])
            let uri = place + path(14, 120.0005, 30.0005)
            let reply = try await client.ask(.surveyor(uri))
            #expect(reply.status == 200, "\(reply.text)")
            #expect(reply.type == "application/vnd.mapbox-vector-tile")
            let tile = try DecodedTile(reply.bytes)
            #expect(tile.violations == [])
            let found = try #require(tile["difference"]).features
            func number(_ kind: String, _ shape: DecodedTile.Kind = .point) -> Int {
                found.count { $0["kind"] == .string(kind) && $0.kind == shape }
            }
            #expect(number("new") == 1)
            #expect(number("moved") + number("reowned") + number("re-owned") == 1)
            #expect(number("vanished") == counts["vanished"])
            let lines = found.filter { $0.kind == .line }
            #expect(lines.count == 1)
            #expect(lines.first?["code"] == .string("99010101001000001"))

            let box = try await client.ask(.surveyor(place + "/box")).object()
            let shown = try #require(box["counts"] as? [String: Int])
            #expect(shown.values.reduce(0, +) == found.count { $0.kind == .point })
            let west = try #require((box["box"] as? [Double])?.first)
            #expect(abs(west - 120.0003) < 1e-9)

            let tag = try #require(reply.headers[.eTag])
            var again = Ask.surveyor(uri)
            again.headers[.ifNoneMatch] = tag
            #expect(try await client.ask(again).status == 304)
            // Somebody publishes: the next check is another one.
            let other = try await client.staged(.handIn(Census.header + Census.cover(2)))
            _ = try await client.ask(.post(other + "/publish"))
            _ = try await client.ask(.post(place + "/check"))
            let after = try await client.ask(again)
            #expect(after.status == 200)
            let more = try #require(try DecodedTile(after.bytes)["difference"]).features
            #expect(more.count { $0["kind"] == .string("vanished") } == number("vanished") + 1)
        }
    }

    @Test("low zooms count, a shifted datum moves, and what is not there is told as it is")
    func edges() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let place = try await client.staged(.handIn(Self.census))
            let low = try await client.ask(.surveyor(place + path(9, 120.0005, 30.0005)))
            let counted = try #require(try DecodedTile(low.bytes)["difference-counts"])
            #expect(counted.features.count == 2)
            let uri = place + path(16, 120.0003, 30.0003)
            let ours = try await client.ask(.surveyor(uri))
            let shifted = try await client.ask(.surveyor(uri + "?datum=gcj02"))
            #expect(ours.headers[.eTag] != shifted.headers[.eTag])
            #expect(ours.bytes != shifted.bytes)
            #expect(try await client.ask(.surveyor(place + path(14, 10, 10))).status == 204)
            for path in ["/tiles/17/0/0.mvt", "/tiles/6/64/0.mvt", "/tiles/a/b/c.mvt"] {
                #expect(try await client.ask(.surveyor(place + path)).status == 404, "\(path)")
            }
            #expect(try await client.ask(.surveyor(uri + "?datum=x")).status == 400)
            #expect(try await client.ask(Ask(uri: uri, role: .viewer)).status == 403)
            let nobody = "/v1/deliveries/components-00000000"
            #expect(try await client.ask(.surveyor(nobody + "/box")).status == 404)
            #expect(try await client.ask(.surveyor(nobody + "/tiles/6/0/0.mvt")).status == 404)
            _ = try await client.ask(.discard(place))
            #expect(try await client.ask(.surveyor(uri)).status == 404)
        }
    }

    @Test("a click finds the sentences of what is there, in both languages, and nothing else")
    func click() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let place = try await client.staged(
                .handIn(
                    Census.header + Census.cover(1, owner: "XX")
                        + Census.cover(2, owner: "YY", longitude: "120.0015")))
            func found(_ query: String) async throws -> [[String: Any]] {
                let reply = try await client.ask(
                    .surveyor(place + "/findings?format=json" + query))
                #expect(reply.status == 200, "\(reply.text)")
                return try #require(try reply.object()["findings"] as? [[String: Any]])
            }
            let all = try await found("")
            let here = try await found("&at=120.0003,30.0003&within=20")
            let expected = all.filter { ($0["at"] as? [Double])?.first == 120.0003 }
            #expect(here.count == expected.count)
            #expect(here.contains { $0["rule"] as? String == "organization-unknown" })
            #expect(here.allSatisfy { $0["english"] is String && $0["chinese"] is String })
            #expect(here.allSatisfy { ($0["row"] as? Int) == 2 })
            #expect(try await found("&bbox=120.001,30,120.002,30.001&limit=1").count == 1)
            #expect(try await found("&bbox=121,30,122,31").isEmpty)
            for query in [
                "at=1", "at=1,2,3", "bbox=1,2,3", "bbox=1,2,3,4&at=1,2", "within=0&at=1,2",
            ] {
                let reply = try await client.ask(.surveyor(place + "/findings?" + query))
                #expect(reply.status == 400, "\(query)")
            }
        }
    }
}
