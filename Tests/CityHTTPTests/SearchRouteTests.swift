import CityService
import Foundation
import TestSupport
import Testing

@testable import CityHTTP

@Suite("Search and nearby over HTTP")
struct SearchRouteTests {
    /// A server that knows whose each layer is.
    private func server() throws -> TestServer {
        var server = try TestServer()
        try server.restart(page: MapPage(files: PageFiles(folder: Repository.path("tiles"))))
        return server
    }

    private func path(_ route: String, _ query: [String: String]) -> String {
        var parts = URLComponents()
        parts.path = route
        parts.queryItems = query.sorted { $0.key < $1.key }
            .map { URLQueryItem(name: $0.key, value: $0.value) }
        return parts.string ?? route
    }

    private func results(_ reply: TestServer.Reply) throws -> [[String: Any]] {
        try #require(try reply.object()["results"] as? [[String: Any]])
    }

    @Test("everybody finds what is public, a viewer finds the rest too")
    func roles() async throws {
        try await server().serve { client in
            let grid = path("/v1/search", ["q": "9901010010010"])
            #expect(try results(try await client.ask(Ask(uri: grid))).isEmpty)
            let seen = try results(try await client.ask(Ask(uri: grid, role: .viewer)))
            #expect(seen.count == 4)
            let district = path("/v1/search", ["q": "西区"])
            let open = try results(try await client.ask(Ask(uri: district)))
            #expect(open.map { $0["code"] as? String } == ["990101"])
            let kinds = path("/v1/search", ["q": "中街", "kinds": "roads"])
            #expect(try await client.ask(Ask(uri: kinds)).status == 401)
            #expect(try await client.ask(Ask(uri: kinds, role: .viewer)).status == 200)
            let covers = path(
                "/v1/nearby", ["at": "120.0034,30.0005", "category": "component/01001"])
            #expect(try await client.ask(Ask(uri: covers)).status == 401)
            let near = try results(try await client.ask(Ask(uri: covers, role: .dispatcher)))
            #expect(near.first?["distanceInMetres"] as? Double == 9.65)
        }
    }

    @Test("without the map's layers nothing but a coordinate is public")
    func noLayers() async throws {
        let town = try TestServer()
        let district = try await town.ask(Ask(uri: path("/v1/search", ["q": "西区"])))
        #expect(try results(district).isEmpty)
        let place = try await town.ask(Ask(uri: "/v1/search?q=120.0005,30.0005"))
        let found = try results(place)
        #expect(found.map { $0["kind"] as? String } == ["coordinate"])
        #expect(found.first?["within"] as? String == "")
    }

    @Test("what is not understood is refused with a reason")
    func refusals() async throws {
        try await server().serve { client in
            for query in [
                "search", "search?q=", "search?q=%20", "search?q=a&limit=0", "search?q=a&limit=51",
                "search?q=a&kinds=people", "search?q=a&near=1", "search?q=a&x=1", "nearby",
                "nearby?at=120,30", "nearby?at=120&category=component/01001",
                "nearby?at=120,30&category=component/77777", "nearby?at=120,30&category=x",
                "nearby?at=120,30&category=component/01001&within=nan",
                "nearby?at=120,30&category=component/01001&within=-1",
                "nearby?at=120,30&category=component/01001&crs=nothing", "nearby?at=120,30&theme=a",
            ] {
                let reply = try await client.ask(Ask(uri: "/v1/\(query)", role: .viewer))
                #expect(reply.status == 400, "\(query) \(reply.text)")
            }
        }
    }

    @Test("the answers have the keys that the schemas describe")
    func schemas() async throws {
        try await server().serve { client in
            for (uri, whole, part) in [
                (path("/v1/search", ["q": "中街 学府路"]), "Search", "SearchResult"),
                (
                    path("/v1/search", ["q": "西区", "near": "120.001,30.001"]), "Search",
                    "SearchResult"
                ),
                (
                    path("/v1/nearby", ["at": "120.0034,30.0005", "category": "group/manhole"]),
                    "Nearby", "NearbyResult"
                ),
            ] {
                let reply = try await client.ask(Ask(uri: uri, role: .viewer))
                #expect(Set(try reply.object().keys) == keys(whole))
                let parts = try results(reply)
                #expect(!parts.isEmpty)
                for item in parts { #expect(Set(item.keys) == keys(part)) }
            }
        }
    }

    private func keys(_ schema: String) -> Set<String> {
        let schema = BodySchema.all[schema] as? [String: Any]
        return Set((schema?["properties"] as? [String: Any])?.keys.map { $0 } ?? [])
    }
}
