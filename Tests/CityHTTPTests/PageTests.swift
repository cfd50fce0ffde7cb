import CityService
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestSupport
import Testing

@testable import CityHTTP

/// A folder `tiles` of a few files, with things in it that must not be sent.
private struct Tiles {
    let folder: TemporaryFolder
    let page: MapPage

    init(configuration: MapConfiguration = .init()) throws {
        folder = try TemporaryFolder()
        for (name, text) in [
            ("tiles/page/index.html", "<title>map</title>"), ("tiles/page/page.js", "'use strict'"),
            ("tiles/page/odd.exe", "MZ"), ("tiles/page/.hidden.js", "secret"),
            ("tiles/page/.git/config.js", "secret"), ("tiles/vendor/maplibre-gl.js", "vendor"),
            ("tiles/vendor/maplibre-gl.css", "a{}"),
            ("tiles/glyphs/Noto Sans/0-255.pbf", "letters"),
            ("tiles/help/zh/index.html", "手册"), ("tiles/help/en/index.html", "manual"),
            ("tiles/help/en/viewer.html", "viewer"), ("tiles/help/pictures/map.png", "PNG"),
            ("secret.js", "secret"),
        ] {
            let url = URL(fileURLWithPath: folder.path(name))
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        try FileManager.default.copyItem(
            atPath: Repository.path("tiles/layers.json"),
            toPath: folder.path("tiles/layers.json"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("tiles/page/out.js"),
            withDestinationPath: folder.path("secret.js"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("tiles/page/in.js"),
            withDestinationPath: folder.path("tiles/page/page.js"))
        page = MapPage(
            files: PageFiles(folder: folder.path("tiles")) {
                $0.count > 10 ? Data("gz".utf8) : nil
            },
            configuration: configuration)
    }

    func ask(_ requests: [Ask]) async throws -> [TestServer.Reply] {
        var server = try TestServer()
        try server.restart(page: page)
        return try await server.ask(requests)
    }
}

@Suite("The page's files")
struct PageTests {
    @Test("each file has its type, its tag and its safety")
    func types() async throws {
        let replies = try await Tiles().ask([
            Ask(uri: "/"), Ask(uri: "/map/page.js"), Ask(uri: "/map/in.js"),
            Ask(uri: "/map/vendor/maplibre-gl.css"), Ask(uri: "/map/glyphs/Noto%20Sans/0-255.pbf"),
            Ask(uri: "/map/pictures/map.png"), Ask(uri: "/help/en/viewer"), Ask(uri: "/help/zh"),
        ])
        #expect(replies.map(\.status) == Array(repeating: 200, count: 8))
        #expect(
            replies.map(\.type) == [
                "text/html; charset=utf-8", "text/javascript; charset=utf-8",
                "text/javascript; charset=utf-8", "text/css; charset=utf-8",
                "application/x-protobuf", "image/png", "text/html; charset=utf-8",
                "text/html; charset=utf-8",
            ])
        let policies = replies.map { $0.headers[.contentSecurityPolicy] ?? "" }
        #expect(policies.map(\.isEmpty) == [false, true, true, true, true, true, false, false])
        #expect(policies[0].contains("frame-ancestors 'none'"))
        #expect(policies[0].contains("worker-src 'self' blob:"))
        #expect(!policies[0].contains("unsafe"))
        #expect(replies.allSatisfy { $0.headers[.xContentTypeOptions] == "nosniff" })
        #expect(replies[0].headers[.cacheControl] == "no-cache")
        #expect(replies[3].headers[.cacheControl] == "public, max-age=604800")
        #expect(replies[1].headers[.eTag] == replies[2].headers[.eTag])
        #expect(replies[0].headers[.eTag] != replies[1].headers[.eTag])
        #expect(replies[7].text == "手册")
    }

    @Test("who has a file is told so; who unpacks it gets it packed; HEAD has no body")
    func conditional() async throws {
        let tiles = try Tiles()
        let first = try await tiles.ask([Ask(uri: "/")])[0]
        let tag = try #require(first.headers[.eTag])
        let replies = try await tiles.ask([
            Ask(uri: "/", headers: [.ifNoneMatch: tag]),
            Ask(uri: "/", headers: [.ifNoneMatch: "\"other\", W/\(tag)"]),
            Ask(uri: "/", headers: [.acceptEncoding: "gzip, br"]),
            Ask(uri: "/", headers: [.acceptEncoding: "gzip;q=0"]), Ask(uri: "/", method: .head),
            Ask(uri: "/map/pictures/map.png", headers: [.acceptEncoding: "gzip"]),
        ])
        #expect(replies.map(\.status) == [304, 304, 200, 200, 200, 200])
        #expect(replies[0].text.isEmpty && replies[1].text.isEmpty && replies[4].text.isEmpty)
        #expect(replies[2].text == "gz" && replies[2].headers[.contentEncoding] == "gzip")
        #expect(replies[3].text == "<title>map</title>")
        #expect(replies[3].headers[.vary] == "Accept-Encoding")
        #expect(replies[4].headers[.contentLength] == "18")
        #expect(replies[5].headers[.contentEncoding] == nil)
    }

    @Test(
        "nothing outside the folders, hidden, of another kind or behind a link out of them is sent",
        arguments: [
            "/map/out.js", "/map/odd.exe", "/map/.hidden.js", "/map/.git%2Fconfig.js",
            "/map/..%2F..%2Fsecret.js", "/map/../secret.js", "/map/%2e%2e/secret.js",
            "/map/vendor/..%2Fpage%2Fpage.js", "/map/..%2Flayers.json", "/map/layers.json",
            "/map/vendor/page.js", "/map/", "/map", "/map/page.js/", "/map/page.js%00",
            "/map/PAGE.JS", "/map//etc/passwd", "/map/%2Fetc%2Fpasswd", "/help/en/..%2Fzh%2Findex",
            "/help/fr", "/help/zh/viewer", "/help/pictures/map", "/map/pictures/../index.html",
        ])
    func outside(uri: String) async throws {
        let reply = try await Tiles().ask([Ask(uri: uri)])[0]
        // A slash at the end, or two, are the same address.
        let isSame = uri == "/map/page.js/"
        #expect(reply.status == (isSame ? 200 : 404), "\(reply.text)")
        #expect(!reply.text.contains("secret\n") && reply.text != "secret")
    }

    @Test("without its files the page says what is missing, and everything else is served")
    func missing() async throws {
        let replies = try await TestServer().ask([
            Ask(uri: "/"), Ask(uri: "/health/live"), Ask(uri: "/map.json"), Ask(uri: "/help"),
        ])
        #expect(replies.map(\.status) == [404, 200, 200, 302])
        #expect(replies[0].text.contains("tools/setup"))
        #expect(replies[0].text.contains("page/index.html"))
    }

    @Test("the manual opens in the language that is wished for, in Chinese without a wish")
    func languages() async throws {
        let wishes = [nil, "en-GB,en;q=0.9,zh;q=0.8", "zh-CN", "fr, en", "fr", "", ",;,"]
        let replies = try await Tiles().ask(
            wishes.map { Ask(uri: "/help", headers: $0.map { [.acceptLanguage: $0] } ?? [:]) })
        let expected = ["zh", "en", "zh", "en", "zh", "zh", "zh"].map { "/help/\($0)" }
        #expect(replies.map(\.location) == expected)
        #expect(replies.allSatisfy { $0.status == 302 })
    }

    @Test("the page may load base maps of the servers that are configured, and nothing else")
    func baseMaps() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            {"baseMaps": [{
                "name": "天地图", "datum": "cgcs2000", "attribution": "天地图", "zooms": [1, 18],
                "url": "https://t{s}.tianditu.gov.cn/{z}/{y}/{x}", "subdomains": ["0", "1"]
            }]}
            """, to: "map.json")
        let configuration = try MapConfiguration(path: path)
        let page = try await Tiles(configuration: configuration).ask([Ask(uri: "/")])[0]
        let policy = try #require(page.headers[.contentSecurityPolicy])
        let hosts = "https://t0.tianditu.gov.cn https://t1.tianditu.gov.cn"
        #expect(policy.contains("img-src 'self' data: blob: \(hosts);"))
        #expect(policy.contains("connect-src 'self' \(hosts);"))
        #expect(policy.contains("script-src 'self';"))
    }

    @Test("programs that ask for the root get the landing page of OGC API")
    func landing() async throws {
        let landing = Route(
            method: .get, path: "/ogc", role: .public, bodyLimit: 0, summary: "",
            answers: [.init(type: BodyType.json, schema: "Text")]
        ) { _ in .whole(.init(string: "landing")) }
        let front = try #require(PageRoutes(Tiles().page).routes(landing: landing).first)
        func type(_ query: [String: String], _ accept: String?) async throws -> String? {
            var headers: HTTPFields = [:]
            headers[.accept] = accept
            let ask = Route.Ask(query: query, body: .init(), headers: headers)
            return try await front.response(try await front.answer(ask), to: headers)
                .headers[.contentType]
        }
        let page = "text/html; charset=utf-8"
        #expect(try await type([:], nil) == page)
        #expect(try await type([:], "*/*") == page)
        #expect(try await type([:], "text/html,application/xhtml+xml,*/*;q=0.8") == page)
        #expect(try await type([:], "application/json") == BodyType.json)
        #expect(try await type([:], "application/json, text/html") == BodyType.json)
        #expect(try await type([:], "text/html, application/json") == page)
        #expect(try await type(["f": "json"], "text/html") == BodyType.json)
        #expect(try await type(["f": "html"], "application/json") == page)
    }
}
