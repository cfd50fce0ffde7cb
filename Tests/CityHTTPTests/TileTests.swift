import CityFiles
import CityService
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CityHTTP

@Suite("Tiles over HTTP")
struct TileTests {
    private static let place = (longitude: 120.0005020, latitude: 30.0005)

    private func town() throws -> TestServer {
        var town = try TestServer()
        let page = MapPage(files: PageFiles(folder: Repository.path("tiles")))
        try town.restart(page: page)
        return town
    }

    private static func path(_ layers: String, zoom: Int) -> String {
        let side = Double(1 << zoom)
        let angle = place.latitude * .pi / 180
        let x = Int((place.longitude + 180) / 360 * side)
        let y = Int((1 - asinh(tan(angle)) / .pi) / 2 * side)
        return "/tiles/\(layers)/\(zoom)/\(x)/\(y).mvt"
    }

    @Test("a tile comes with a strong tag, and whoever has it is told so")
    func tagged() async throws {
        let town = try town()
        let path = Self.path("components,unit-grids", zoom: 16)
        let first = try await town.ask(Ask(uri: path, role: .viewer))
        #expect(first.status == 200)
        #expect(first.type == "application/vnd.mapbox-vector-tile")
        let tag = try #require(first.headers[.eTag])
        #expect(tag.hasPrefix("\"") && !tag.hasPrefix("W/"))
        let again = try await town.ask(
            Ask(uri: path, role: .viewer, headers: [.ifNoneMatch: tag]))
        #expect(again.status == 304)
        #expect(again.bytes.isEmpty)
    }

    @Test("the packed form holds the same tile")
    func packed() async throws {
        let town = try town()
        let path = Self.path("unit-grids", zoom: 14)
        let plain = try await town.ask(Ask(uri: path, role: .viewer))
        let packed = try await town.ask(
            Ask(uri: path, role: .viewer, headers: [.acceptEncoding: "gzip"]))
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(packed.headers[.eTag] != plain.headers[.eTag])
        #expect(try Gzip.unpacked(packed.bytes) == plain.bytes)
        // Once packed, both forms are still had.
        #expect(try await town.ask(Ask(uri: path, role: .viewer)).bytes == plain.bytes)
    }

    @Test("one moved component changes its tiles and no other tag")
    func fresh() async throws {
        let town = try town()
        let moved = Self.path("components", zoom: 16)
        let others = ["unit-grids", "districts,communities"].map { Self.path($0, zoom: 15) }
        try await town.serve { client in
            var before: [String: String?] = [:]
            for path in others + [moved] {
                before[path] = try await client.ask(Ask(uri: path, role: .viewer)).headers[.eTag]
            }
            let place = try await client.staged(
                .handIn(Census.header + Census.cover(7, longitude: "120.0005")))
            #expect(try await client.ask(.post(place + "/publish")).status == 200)
            var after: String?
            for _ in 0..<200 {
                after = try await client.ask(Ask(uri: moved, role: .viewer)).headers[.eTag]
                if after != before[moved] { break }
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(after != before[moved])
            for path in others {
                let tag = try await client.ask(Ask(uri: path, role: .viewer)).headers[.eTag]
                #expect(tag == before[path])
            }
        }
    }

    @Test("where nothing is drawn there is no content, and beyond the range no tile")
    func range() async throws {
        let town = try town()
        #expect(try await town.ask(Ask(uri: "/tiles/districts/10/0/0.mvt")).status == 204)
        for path in [
            "districts/5/0/0.mvt", "districts/17/0/0.mvt", "districts/10/1024/0.mvt",
            "districts/10/-1/0.mvt", "districts/ten/0/0.mvt", "districts/10/0/0.5.mvt",
            "nothing/10/0/0.mvt", ",/10/0/0.mvt",
        ] {
            let reply = try await town.ask(Ask(uri: "/tiles/" + path))
            #expect(reply.status == 404, "\(path)")
            #expect(reply.type == "application/problem+json")
        }
        #expect(
            try await town.ask(Ask(uri: "/tiles/districts/10/0/0.mvt?datum=beijing")).status == 400)
    }

    @Test("a layer is shown to whom its role allows, and all means all that may be seen")
    func roles() async throws {
        let town = try town()
        let path = Self.path("components", zoom: 16)
        #expect(try await town.ask(Ask(uri: path)).status == 401)
        #expect(try await town.ask(Ask(uri: path, role: .dispatcher)).status == 200)
        let all = Self.path("all", zoom: 16)
        let seen = try DecodedTile(try await town.ask(Ask(uri: all)).bytes)
        #expect(seen["districts"] != nil && seen["labels"] != nil)
        #expect(seen["components"] == nil && seen["unit-grids"] == nil)
        let more = try DecodedTile(try await town.ask(Ask(uri: all, role: .viewer)).bytes)
        #expect(more["components"] != nil && more["unit-grids"] != nil)
    }

    @Test("a shifted map moves each place as far as the shift does")
    func shifted() async throws {
        let town = try town()
        func first(_ query: String) async throws -> DecodedTile.Position {
            let path = Self.path("components", zoom: 14) + query
            let tile = try DecodedTile(try await town.ask(Ask(uri: path, role: .viewer)).bytes)
            return try #require(tile["components"]?.features.first?.paths.first?.first)
        }
        let plain = try await first("")
        let moved = try await first("?datum=gcj02")
        // By the published series GCJ-02 lies 0.0046618° east and 0.0024641° south of this place.
        let unit = 360 / Double(1 << 14) / 4096
        #expect(abs(Double(moved.x - plain.x) * unit - 0.0046618) < 2 * unit)
        let south = Double(moved.y - plain.y) * unit * cos(30 * .pi / 180)
        #expect(abs(south - 0.0024641) < 2 * unit)
    }

    @Test("map programs are told the layers, the zooms and the ground")
    func described() async throws {
        let town = try town()
        let reply = try await town.ask(Ask(uri: "/tiles/districts,labels.json"))
        let object = try reply.object()
        #expect(object["tilejson"] as? String == "3.0.0")
        #expect((object["bounds"] as? [Double])?.count == 4)
        #expect((object["vector_layers"] as? [[String: Any]])?.count == 2)
        #expect(
            (object["tiles"] as? [String])?.first?.hasSuffix(
                "/tiles/districts,labels/{z}/{x}/{y}.mvt") == true)
    }
}
