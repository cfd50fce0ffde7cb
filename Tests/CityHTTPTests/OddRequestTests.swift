import CityService
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import TestSupport
import Testing

@testable import CityHTTP

/// Requests as nobody should write them, from a seed.
private struct OddRequests {
    var random: SeededGenerator
    let routes: [Route]

    static let pieces = [
        "", ".", "..", "%", "%%", "%0", "%00", "%2F", "%2e%2e", "%ff%fe", "%E6%B2", "%E6%B2%88",
        "沈阳",
        "a%20b", "+", "&", "=", "?", "{name}", "*", "**", ":", "0", "-1", "16",
        "99999999999999999999",
        "1e309", "nan", "all", "zh", "en", "null", "true", "\u{202E}", "🂡", "'", "\"", "<b>", "\\",
        ";",
        "index.html", "0-255.pbf", "components", "districts", "120.0005,30.0005", "component/01001",
        "[]", "[[",
        "a[]", "1,2,3,4", "2026-13-45", "../../etc/passwd",
    ]
    static let fields: [(String, [String])] = [
        ("Accept", ["*/*", "", ";", "text/html;q=x", "application/json", ",,,", "image/png", "*"]),
        ("Accept-Encoding", ["gzip", "gzip;q=", "*;q=-1", ";;;", "gzip;q=1;q=0", "é"]),
        ("If-None-Match", ["*", "\"", "W/", "\"\"", "\"a\",", "W/\"a\" W/\"b\"", ","]),
        ("Cookie", ["wangge_session", "wangge_session=", "=;=;", "wangge_session=%00; a", ";"]),
        (
            "Authorization",
            ["Bearer", "Bearer ", "bearer wg_", "Basic Og==", "Bearer \u{FFFD}", ""]
        ),
        ("Origin", ["null", "", "http://", "://", "http://[::1", "file:///"]),
        ("Sec-Fetch-Site", ["cross-site", "", "none", "same-origin,cross-site"]),
        ("X-Forwarded-For", [",", "", "a, b", "::1", "999.999.999.999"]),
        ("Range", ["bytes=0-1", "bytes=-1", "lines=9"]),
        ("Content-Type", ["", ";", "application/json;charset=utf-7", "multipart/form-data"]),
        ("Accept-Language", ["", ",", "en;q=0", "zh_CN.UTF-8"]),
        ("Content-Encoding", ["gzip", "identity", ","]), ("Expect", ["100-continue", "x"]),
    ]
    static let methods: [HTTPRequest.Method] = [
        .get, .get, .get, .get, .get, .head, .post, .put, .delete, .options, .patch, .trace,
        .connect,
    ]
    static let bodies = [
        "", "{", "[]", "{}", "null", "[null]", "{\"token\":null}", "{\"at\":[1e999,0]}", "\u{0}",
        "[{\"at\":[120,30],\"code\":\"1\"}]", String(repeating: "[", count: 4000),
    ]

    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &random)]
    }

    /// A path of a route, or of none, with odd things in it.
    private mutating func path() -> String {
        let path = pick(routes).path
        var parts = path.split(separator: "/").map { part in
            part.hasPrefix("{")
                ? pick(Self.pieces) + part.drop { $0 != "}" }.dropFirst() : String(part)
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: parts.append(pick(Self.pieces))
        case 1: parts.insert(pick(Self.pieces), at: 0)
        case 2: parts = parts.dropLast()
        default: break
        }
        return "/" + parts.joined(separator: "/")
    }

    private mutating func query() -> String {
        let names = pick(routes).parameters.map(\.name) + ["f", "limit", "bbox", ""]
        let pairs = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            pick(names) + pick(["=", "", "==", "%3D"]) + pick(Self.pieces)
        }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: pick(["&", "&&", ";"]))
    }

    mutating func next(_ number: Int) -> Ask {
        var ask = Ask(uri: path() + query(), method: pick(Self.methods))
        if Bool.random(using: &random) {
            ask.role = pick(Role.allCases)
        }
        // Wrong tokens are slowed by address; most of these come from others.
        ask.headers[.forwardedFor] = "10.0.\(number / 250).\(number % 250)"
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let (name, values) = pick(Self.fields)
            if let name = HTTPField.Name(name) { ask.headers[name] = pick(values) }
        }
        if ask.method == .post || ask.method == .put {
            ask.body = pick(Self.bodies)
            ask.type = pick(["application/json", "application/x-ndjson", "text/plain"])
        }
        return ask
    }
}

@Suite("Odd requests")
struct OddRequestTests {
    @Test(
        "no odd path, query, field or body makes the server fail",
        arguments: Thoroughness.seeds(of: 40))
    func noFailure(seed: UInt64) async throws {
        var server = try TestServer()
        let page = MapPage(files: PageFiles(folder: Repository.path("tiles")))
        try server.restart(page: page)
        let city = try CityOnDisk(path: server.folder.path("town.db"))
        let live = try city.live()
        let table = try RouteTable(
            live, try DeliveryJobs(city, live: live), Doorkeeper(access: server.access), page,
            version: "", logger: Logger(label: "test"))
        var odd = OddRequests(random: SeededGenerator(seed: seed), routes: table.routes)
        let asks = (0..<3000).map { odd.next($0) }
        let replies = try await server.ask(asks)
        for (ask, reply) in zip(asks, replies) {
            #expect(reply.status < 500, "\(ask) \(reply.text)")
            if reply.status >= 400, ask.method != .head {
                #expect(reply.type == "application/problem+json", "\(ask) \(reply.status)")
            }
        }
        // They came through the door, not only to it.
        #expect(replies.count { $0.status == 200 } > 50)
        #expect(Set(replies.map(\.status)).isSuperset(of: [200, 400, 401, 403, 404, 405]))
    }

    @Test(
        "what is no HTTP is refused or hung up on, and the next is answered",
        arguments: [
            "GET / HTTP/1.1\r\n\r\n", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "\r\n\r\n",
            "GET\r\n\r\n",
            "GET /\u{0} HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /%ZZ?%ZZ=%ZZ HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /沈阳?城=市 HTTP/1.1\r\nHost: a\r\n\r\n", "GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/9.9\r\nHost: a\r\n\r\n", "GET ? HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /map/a HTTP/1.1\r\nHost: a\r\nCookie: \u{1}\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "POST /session HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            "POST /session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            "GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: a\r\n\r\n",
        ])
    func noHTTP(text: String) async throws {
        let town = try TestServer()
        try await town.server.application(at: .init(host: "127.0.0.1", port: 0)).test(.live) {
            client in
            let socket = try Socket(port: try #require(client.port))
            socket.send(text)
            let said = socket.receive()
            socket.close()
            #expect(said.isEmpty || said.hasPrefix("HTTP/1.1 "))
            #expect(!said.hasPrefix("HTTP/1.1 5"), "\(said)")
            try await client.execute(uri: "/health/live", method: .get) { response in
                #expect(response.status == .ok)
            }
        }
    }
}
