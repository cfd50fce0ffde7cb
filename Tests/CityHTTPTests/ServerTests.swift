import City
import CityService
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import TestSupport
import Testing

@testable import CityHTTP

/// A small city with a server over it and a token of each role.
struct TestServer {
    let folder: TemporaryFolder
    private var running: Running?
    let access: Access
    let tokens: [Role: String]

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.path("town.db")
        try CityOnDisk.create(
            path: path, settings: CitySettings(name: "样例市", code: "990100", scheme: .national))
        let city = try CityOnDisk(path: path)
        var reading = Deliveries.Reading()
        reading.referenceSystem = "EPSG:4490"
        for (layer, file) in [
            ("categories", "catalogue/components-2026.csv"),
            ("categories", "catalogue/matters-2026.csv"),
            ("organizations", "sample/organizations.csv"), ("people", "sample/people.csv"),
            ("districts", "sample/districts.geojson"),
            ("subdistricts", "sample/subdistricts.geojson"),
            ("communities", "sample/communities.geojson"),
            ("unit-grids", "sample/unit-grids.geojson"),
            ("responsibility-grids", "sample/responsibility-grids.geojson"),
            ("road-chief-segments", "sample/road-chief-segments.geojson"),
            ("components", "sample/components.csv"), ("posts", "sample/posts.csv"),
            ("mandates", "sample/mandates.csv"),
        ] {
            _ = try city.deliveries.importFile(
                Repository.path("gisdata/\(file)"), as: try Deliveries.layer(layer), reading)
        }
        access = try city.access()
        var tokens: [Role: String] = [:]
        for role in Role.allCases where role != .public {
            tokens[role] = try access.createToken(name: "test", role: role)
        }
        self.tokens = tokens
        try restart()
    }

    /// Lets go of the server there is and puts a new one in its place, as after a restart.
    mutating func restart(
        _ limits: DeliveryJobs.Limits = .init(), page: MapPage = MapPage()
    ) throws {
        running = nil
        let city = try CityOnDisk(path: folder.path("town.db"))
        let live = try city.live()
        let jobs = try DeliveryJobs(city, live: live, limits: limits)
        running = Running(
            server: try CityServer(
                live: live, jobs: jobs, access: access, page: page, version: "test",
                logger: Logger(label: "test")), jobs: jobs)
    }

    /// What ends with a server.
    private struct Running {
        let server: CityServer
        let jobs: DeliveryJobs
    }

    var server: CityServer {
        guard let running else { preconditionFailure("No server runs.") }
        return running.server
    }

    var jobs: DeliveryJobs {
        guard let running else { preconditionFailure("No server runs.") }
        return running.jobs
    }

    /// A response with its body as text.
    struct Reply {
        var status: Int
        var type: String
        var text: String
        var location: String?
        var headers: HTTPFields = [:]
        var bytes: [UInt8] = []

        /// The body as JSON.
        func object() throws -> [String: Any] {
            try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        }
    }

    /// Lends a client of one running server.
    func serve<Value>(_ work: @Sendable (Client) async throws -> Value) async throws -> Value {
        try await server.application(at: .init(host: "127.0.0.1", port: 0)).test(.router) {
            try await work(Client(tokens: tokens, client: $0))
        }
    }

    /// Sends requests one after the other to one running server.
    func ask(_ requests: [Ask]) async throws -> [Reply] {
        try await serve { client in
            var replies: [Reply] = []
            for request in requests { replies.append(try await client.ask(request)) }
            return replies
        }
    }

    func ask(_ request: Ask) async throws -> Reply { try await ask([request])[0] }

    /// Somebody who asks.
    struct Client {
        let tokens: [Role: String]
        let client: any TestClientProtocol

        func ask(_ request: Ask) async throws -> Reply {
            try await client.execute(
                uri: request.uri, method: request.method, headers: headers(request),
                body: request.body.map { ByteBuffer(string: $0) }
            ) {
                Reply(
                    status: $0.status.code, type: $0.headers[.contentType] ?? "",
                    text: String(buffer: $0.body), location: $0.headers[.location],
                    headers: $0.headers, bytes: Array($0.body.readableBytesView))
            }
        }

        private func headers(_ request: Ask) -> HTTPFields {
            var headers = request.headers
            if let secret = request.secret ?? request.role.flatMap({ tokens[$0] }) {
                headers[.authorization] = "Bearer \(secret)"
            }
            if let type = request.type { headers[.contentType] = type }
            if let accept = request.accept { headers[.accept] = accept }
            return headers
        }
    }
}

/// A request as a test writes it.
struct Ask: Sendable {
    var uri: String
    var method = HTTPRequest.Method.get
    var role: Role?
    var secret: String?
    var type: String?
    var body: String?
    var accept: String?
    var headers: HTTPFields = [:]

    static func verdict(_ query: String) -> Ask {
        Ask(uri: "/v1/verdict?\(query)", role: .dispatcher)
    }

    static func verdicts(_ body: String, type: String = "application/json") -> Ask {
        Ask(uri: "/v1/verdicts", method: .post, role: .dispatcher, type: type, body: body)
    }
}

@Suite("The server")
struct ServerTests {
    @Test("every route admits exactly the roles that its table says")
    func roles() async throws {
        let server = try TestServer()
        let city = try CityOnDisk(path: server.folder.path("town.db"))
        let live = try city.live()
        let table = try RouteTable(
            live, try DeliveryJobs(city, live: live), Doorkeeper(access: server.access), MapPage(),
            version: "", logger: Logger(label: "test"))
        #expect(table.routes.count == 40)
        for route in table.routes {
            for role in [nil] + Role.allCases.filter({ $0 != .public }).map(Optional.some) {
                let ask = Ask(
                    uri: route.path, method: route.method, role: role,
                    body: route.bodies.isEmpty ? nil : "[]")
                let status = try await server.ask(ask).status
                let mayAsk = route.role == .public || (role.map { $0.mayAsk(route.role) } ?? false)
                if mayAsk {
                    #expect(
                        status != 401 && status != 403, "\(route.path) \(String(describing: role))")
                } else {
                    #expect(
                        status == (role == nil ? 401 : 403),
                        "\(route.path) \(String(describing: role))")
                }
            }
        }
    }

    @Test("a revoked or invented token opens nothing")
    func tokens() async throws {
        let server = try TestServer()
        let secret = try server.access.createToken(name: "gone", role: .dispatcher)
        try server.access.revokeTokens("gone")
        for bad in [secret, "wg_nonsense", ""] {
            let reply = try await server.ask(Ask(uri: "/v1/verdict?at=120,30", secret: bad))
            #expect(reply.status == 401)
            #expect(reply.type == "application/problem+json")
        }
    }

    @Test("a verdict is the JSON that programs were promised")
    func golden() async throws {
        let server = try TestServer()
        let reply = try await server.ask(
            .verdict("at=120.0005020,30.0005&category=matter/01001&time=2026-03-01"))
        #expect(reply.status == 200)
        #expect(reply.type == "application/json")
        let golden = try String(
            contentsOfFile: Repository.path("Tests/Fixtures/verdict.json"), encoding: .utf8)
        #expect(reply.text + "\n" == golden)
    }

    @Test(
        "what cannot be asked is refused with a sentence and changes nothing",
        arguments: [
            ("at=nan,30", 400, "finite"), ("at=120,inf", 400, "finite"),
            ("at=120,-Infinity", 400, "finite"), ("at=120,91", 400, "longitude first"),
            ("at=30.0005,120.0005", 400, "longitude first"), ("at=120", 400, "LON,LAT"),
            ("at=abc,30", 400, "LON,LAT"), ("", 400, "coordinate or a component"),
            ("at=120,30&code=1", 400, "coordinate or a component"),
            ("at=1e300,1e300&crs=EPSG:4547", 400, "has no place in EPSG:4547"),
            ("at=120,30&crs=mars", 400, "names no reference system"),
            ("at=120,30&crs=EPSG:999998", 400, "epsg.org"),
            ("at=120,30&crs=EPSG:4610", 400, "--pipeline"),
            ("at=120,30&category=09999", 400, "component/09999"),
            ("at=120,30&category=component/09999", 400, "catalogue"),
            ("at=120,30&category=thing/1", 400, "is not a category"),
            ("at=120,30&time=yesterday", 400, "2026-03-01"),
            ("at=120,30&axes=sideways", 400, "northing-first"),
            ("at=120,30&at=121,31", 400, "stands there twice"),
            ("at=120,30&limit=3", 400, "There is no parameter limit"),
            ("code=NOTHING", 404, "No component has the code"),
        ])
    func refusals(query: String, status: Int, words: String) async throws {
        let server = try TestServer()
        let before = try server.folder.contents()
        let reply = try await server.ask(.verdict(query))
        let problem = try reply.object()
        #expect(reply.status == status)
        #expect(reply.type == "application/problem+json")
        #expect((problem["detail"] as? String)?.contains(words) == true, "\(reply.text)")
        #expect(problem["status"] as? Int == status)
        #expect(problem["requestId"] is String)
        let after = try server.folder.contents()
        #expect(before["town.db"] == after["town.db"])
    }

    @Test("a place far outside China is outside, and one with swapped axes there is refused")
    func swapped() async throws {
        let server = try TestServer()
        let outside = try await server.ask(.verdict("at=-71,42")).object()
        #expect((outside["place"] as? [String: Any])?["coverage"] as? String == "outside")
        #expect(outside["organization"] is NSNull)
    }

    @Test("an array of questions is answered in order, or not at all")
    func arrays() async throws {
        let server = try TestServer()
        let good = #"{"id":"a","at":[120.0005,30.0035],"category":"matter/06010"}"#
        let replies = try await server.ask([
            .verdicts("[\(good),\(good.replacing("\"a\"", with: "\"b\""))]"),
            .verdicts("[\(good),{\"at\":[120]}]"), .verdicts("[\(good)"), .verdicts(""),
            .verdicts(#"[{"at":[120,30],"Category":"x"}]"#), .verdicts(#"[{"at":"120,30"}]"#),
            .verdicts("[" + Array(repeating: "{}", count: 10_001).joined(separator: ",") + "]"),
            .verdicts("[]", type: "text/plain"),
            .verdicts(String(repeating: " ", count: 8 << 20) + "[]"),
        ])
        #expect(replies.map(\.status) == [200, 400, 400, 400, 400, 400, 400, 415, 413])
        let answers = try JSONSerialization.jsonObject(with: Data(replies[0].text.utf8))
        let list = try #require(answers as? [[String: Any]])
        #expect(list.map { $0["id"] as? String } == ["a", "b"])
        #expect(replies[1].text.contains("Question 2"))
        #expect(replies[2].text.contains("not the JSON that is expected"))
        #expect(replies[4].text.contains("There is no parameter Category"))
        #expect(replies[5].text.contains("item 1, at"))
        #expect(replies[6].text.contains("10001"))
        #expect(replies[8].text.contains("8388608 bytes"))
        #expect(replies.dropFirst().allSatisfy { $0.type == "application/problem+json" })
    }

    @Test("of lines each is answered by itself")
    func lines() async throws {
        let server = try TestServer()
        let body = """
            {"id":"a","at":[120.0005,30.0035]}

            {"id":"b"
            {"id":"c","at":[30.0005,120.0005]}
            {"id":"d","code":"SENSOR-7"}
            """
        let reply = try await server.ask(.verdicts(body, type: "application/x-ndjson"))
        #expect(reply.status == 200)
        #expect(reply.type == "application/x-ndjson")
        let lines = reply.text.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].contains("\"verdict\""))
        #expect(lines[1].contains("Line 3: "))
        #expect(lines[2].contains("longitude first") && lines[2].contains("\"id\":\"c\""))
        #expect(lines[3].contains("99010101001000001"))
    }

    @Test("addresses and methods that do not exist say what there is")
    func addresses() async throws {
        let server = try TestServer()
        let replies = try await server.ask([
            Ask(uri: "/v2/verdict"), Ask(uri: "/v1/verdict", method: .post, role: .dispatcher),
            Ask(uri: "/health/live"), Ask(uri: "/health/ready"),
        ])
        #expect(replies.map(\.status) == [404, 405, 200, 200])
        #expect(replies[0].text.contains("/api"))
        #expect(replies[3].text.contains("\"edition\":13"))
    }

    @Test("a server whose city was replaced or removed says so and is not ready")
    func replaced() async throws {
        let server = try TestServer()
        let path = server.folder.path("town.db")
        #expect(try await server.ask(Ask(uri: "/health/ready")).status == 200)
        try FileManager.default.copyItem(atPath: path, toPath: path + ".backup")
        try FileManager.default.removeItem(atPath: path)
        #expect(try await server.ask(Ask(uri: "/health/ready")).status == 503)
        try FileManager.default.moveItem(atPath: path + ".backup", toPath: path)
        let reply = try await server.ask(Ask(uri: "/health/ready"))
        #expect(reply.status == 503)
        #expect(reply.text.contains("Start the server again"))
    }

    @Test("no answer and no problem holds a person's name or number")
    func privacy() async throws {
        let server = try TestServer()
        let people = try Table.read(Repository.path("gisdata/sample/people.csv"))
        let cases = try Table.read(Repository.path("gisdata/sample/cases.csv"))
        let replies = try await server.ask(
            cases.filter { $0["category"] != "matter/06015" }.map {
                .verdict(
                    "at=\($0["lon"] ?? ""),\($0["lat"] ?? "")&category=\($0["category"] ?? "")")
            })
        let text = replies.map(\.text).joined()
        #expect(text.contains("RY-01"))
        for person in people {
            #expect(!text.contains(person["name"] ?? "?"))
            #expect(!text.contains(person["telephone"] ?? "?"))
        }
    }
}

@Suite("The description of the interface")
struct OpenAPITests {
    @Test("the description has every route with its role and its body limit")
    func routes() async throws {
        let server = try TestServer()
        let document = try await server.ask(Ask(uri: "/api")).object()
        #expect(document["openapi"] as? String == "3.0.3")
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        #expect(
            Set(paths.keys) == [
                "/v1/verdict", "/v1/verdicts", "/health/live", "/health/ready", "/api",
                "/v1/editions", "/v1/deliveries", "/v1/deliveries/{name}",
                "/v1/deliveries/{name}/findings", "/v1/deliveries/{name}/difference",
                "/v1/deliveries/{name}/check", "/v1/deliveries/{name}/publish",
                "/session", "/map.json", "/", "/favicon.ico", "/map/{file}", "/map/vendor/{file}",
                "/v1/deliveries/{name}/box", "/v1/deliveries/{name}/tiles/{z}/{x}/{y}.mvt",
                "/v1/editions/{edition}/difference", "/v1/editions/{edition}/undo", "/v1/mine",
                "/session", "/map.json", "/", "/map/{file}", "/map/vendor/{file}",
                "/map/pictures/{file}", "/map/glyphs/{font}/{range}", "/help", "/help/{language}",
                "/help/{language}/{user}", "/ogc", "/ogc/collections", "/conformance",
                "/collections", "/collections/{collection}", "/collections/{collection}/items",
                "/collections/{collection}/items/{feature}",
            ])
        #expect(paths["/v1/verdict"]?["get"]?["x-role"] as? String == "dispatcher")
        #expect(paths["/v1/verdicts"]?["post"]?["requestBody"] != nil)
        #expect(paths["/health/live"]?["get"]?["security"] == nil)
    }

    @Test("what the server answers is what the schemas describe, key by key")
    func answersMatchSchemas() async throws {
        let server = try TestServer()
        let replies = try await server.ask([
            Ask(uri: "/api"), .verdict("at=120.0005020,30.0005&category=matter/01001"),
            .verdict("at=120.0035050,30.0005&category=matter/01001"), .verdict("at=120.007,30.001"),
            .verdict("at=120.0006,30.00205"), .verdict("at=120,91"),
        ])
        let document = try replies[0].object()
        let components = try #require(document["components"] as? [String: Any])
        let schemas = try #require(components["schemas"] as? [String: [String: Any]])
        for reply in replies[1...4] {
            expect(
                try reply.object(), matches: ["$ref": "#/components/schemas/Verdict"], schemas, "")
        }
        expect(
            try replies[5].object(), matches: ["$ref": "#/components/schemas/Problem"], schemas, "")
    }

    private func expect(
        _ value: Any, matches schema: [String: Any], _ schemas: [String: [String: Any]],
        _ path: String
    ) {
        if value is NSNull {
            #expect(schema["nullable"] as? Bool == true, "\(path) is null")
            return
        }
        if let name = (schema["$ref"] as? String)?.split(separator: "/").last {
            guard let named = schemas[String(name)] else {
                Issue.record("no schema \(name)")
                return
            }
            return expect(value, matches: named, schemas, path)
        }
        if let all = schema["allOf"] as? [[String: Any]] {
            return expect(value, matches: all[0], schemas, path)
        }
        switch schema["type"] as? String {
        case "object":
            let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
            let object = value as? [String: Any] ?? [:]
            #expect(Set(object.keys) == Set(properties.keys), "\(path)")
            for (key, part) in object {
                if let property = properties[key] {
                    expect(part, matches: property, schemas, "\(path)/\(key)")
                }
            }
        case "array":
            for part in value as? [Any] ?? [] {
                expect(
                    part, matches: schema["items"] as? [String: Any] ?? [:], schemas, "\(path)[]")
            }
        case "string":
            #expect(value is String, "\(path)")
            if let words = schema["enum"] as? [String] {
                #expect(words.contains(value as? String ?? ""), "\(path)")
            }
        case "number", "integer", "boolean": #expect(value is NSNumber, "\(path)")
        default: Issue.record("\(path) has no type")
        }
    }
}
