import City
import CityService
import Foundation
import TestSupport
import Testing

@testable import CityHTTP

@Suite("What a delivery's check found, over HTTP")
struct FoundTests {
    private static let file =
        Census.header + Census.cover(1) + Census.cover(2, owner: "NOBODY")

    @Test(
        "findings come in the form that is asked for",
        arguments: [
            ("?format=csv", nil, "text/csv; charset=utf-8", "row,key,severity"),
            ("", "text/csv", "text/csv; charset=utf-8", "organization-unknown"),
            ("?format=geojson", "text/csv", "application/geo+json", "FeatureCollection"),
            ("", "application/geo+json", "application/geo+json", "\"rejected\":1"),
            ("", nil, "application/json", "\"rejectedRows\":1"),
            ("", "text/html,application/xml;q=0.9", "text/html; charset=utf-8", "<html"),
        ] as [(String, String?, String, String)])
    func forms(query: String, accept: String?, type: String, words: String) async throws {
        let town = try TestServer()
        try await town.serve { client in
            let place = try await client.staged(.handIn(Self.file))
            let reply = try await client.ask(
                .surveyor(place + "/findings" + query, accept: accept))
            #expect(reply.status == 200)
            #expect(reply.type == type)
            #expect(reply.text.contains(words), "\(reply.text.prefix(500))")
        }
    }

    @Test("findings over HTTP are byte for byte those of the terminal")
    func sameAsTerminal() async throws {
        let town = try TestServer()
        let city = try CityOnDisk(path: town.folder.path("town.db"))
        try await town.serve { client in
            let place = try await client.staged(.handIn(Self.file))
            let name = try #require(place.split(separator: "/").last.map(String.init))
            let report = try city.deliveries.check(name)
            for form in [CheckReport.Form.csv, .geojson, .json] {
                let reply = try await client.ask(
                    .surveyor(place + "/findings?format=\(form.rawValue)"))
                #expect(reply.text == (try report.text(form)))
            }
        }
    }

    @Test("a form that is not spoken is refused")
    func otherForms() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let place = try await client.staged(.handIn(Self.file))
            let odd = try await client.ask(.surveyor(place + "/findings?format=pdf"))
            #expect(odd.status == 400)
            let image = try await client.ask(.surveyor(place + "/findings", accept: "image/png"))
            #expect(image.status == 406)
        }
    }

    @Test("what was staged elsewhere and not checked is checked on request")
    func unchecked() async throws {
        let town = try TestServer()
        let city = try CityOnDisk(path: town.folder.path("town.db"))
        var reading = Deliveries.Reading()
        reading.referenceSystem = "EPSG:4490"
        let summary = try city.deliveries.stage(
            try town.folder.write(Self.file, to: "by-hand.csv"), as: .components, reading)
        try await town.serve { client in
            let place = "/v1/deliveries/\(summary.delivery)"
            let state = try await client.ask(.surveyor(place)).object()
            #expect(state["state"] as? String == "staged")
            #expect(try await client.ask(.surveyor(place + "/findings")).status == 409)
            #expect(try await client.ask(.post(place + "/check")).status == 200)
            #expect(try await client.ask(.surveyor(place + "/findings")).status == 200)
        }
    }

    @Test("the difference comes page by page, each changed row once, moved ones with their metres")
    func difference() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let first = try await client.staged(.handIn(Census.header + Census.cover(0)))
            _ = try await client.ask(.post(first + "/publish"))
            let rows = (1...24).map { Census.cover($0) }.joined()
            let place = try await client.staged(
                .handIn(Census.header + Census.cover(0, longitude: "120.0004") + rows))
            var keys: [String] = []
            var after = 0
            while true {
                let page = try await client.ask(
                    .surveyor(place + "/difference?limit=10&after=\(after)")
                ).object()
                let rows = page["rows"] as? [[String: Any]] ?? []
                keys += rows.compactMap { $0["key"] as? String }
                guard let next = page["next"] as? Int else { break }
                after = next
            }
            #expect(keys.count == 25)
            #expect(Set(keys).count == 25)
            let page = try await client.ask(.surveyor(place + "/difference?kind=moved")).object()
            let moved = try #require((page["rows"] as? [[String: Any]])?.first)
            // 0.0001 degree of longitude on the parallel of 30.0003: 111,320 m × cos × 0.0001.
            #expect(abs((moved["movedMetres"] as? Double ?? 0) - 9.65) < 0.05)
            #expect(moved["row"] as? Int == 2)
            #expect((page["counts"] as? [String: Int])?["new"] == 24)
            let map = try await client.ask(
                .surveyor(place + "/difference", accept: "application/geo+json"))
            #expect(map.type == "application/geo+json")
            #expect((try map.object()["features"] as? [Any])?.count == 25)
            for query in ["limit=0", "limit=10001", "after=-1", "kind=unchanged", "page=2"] {
                let odd = try await client.ask(.surveyor(place + "/difference?\(query)"))
                #expect(odd.status == 400, "\(query)")
            }
        }
    }
}
