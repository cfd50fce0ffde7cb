import CityService
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import CityHTTP

/// A clock that a test turns.
private final class Clock: Sendable {
    private let passed = Mutex(Duration.zero)
    private let start = ContinuousClock.now

    func pass(_ duration: Duration) { passed.withLock { $0 += duration } }

    var now: ContinuousClock.Instant { start + passed.withLock { $0 } }
}

extension Ask {
    fileprivate static func signIn(_ token: String, _ headers: HTTPFields = [:]) -> Ask {
        Ask(
            uri: "/session", method: .post, type: "application/json",
            body: #"{"token":"\#(token)"}"#, headers: headers)
    }

    fileprivate func with(_ cookie: String, _ more: HTTPFields = [:]) -> Ask {
        var ask = self
        ask.headers.append(contentsOf: more)
        ask.headers[.cookie] = cookie
        return ask
    }
}

extension TestServer.Client {
    /// Signs in and returns the cookie as a browser sends it back.
    fileprivate func cookie(_ role: Role) async throws -> String {
        let reply = try await ask(.signIn(try #require(tokens[role])))
        #expect(reply.status == 200)
        return String(try #require(reply.headers[.setCookie]).prefix { $0 != ";" })
    }
}

@Suite("Sessions")
struct SessionTests {
    private static let verdict = Ask(uri: "/v1/verdict?at=120.0005,30.0005")
    private static let check = Ask(uri: "/v1/deliveries/none/check", method: .post)

    @Test("a token is shown once; the cookie stands for it, and signing out ends it")
    func inAndOut() async throws {
        try await TestServer().serve { client in
            let nobody = try await client.ask(Ask(uri: "/session"))
            #expect(nobody.text == #"{"name":null,"role":"public"}"#)
            #expect(nobody.headers[.setCookie] == nil)
            let cookie = try await client.cookie(.dispatcher)
            let state = try await client.ask(Ask(uri: "/session").with("a=b; \(cookie)"))
            #expect(state.text == #"{"name":"test","role":"dispatcher"}"#)
            #expect(state.headers[.cacheControl] == "no-store")
            #expect(try await client.ask(Self.verdict.with(cookie)).status == 200)
            #expect(try await client.ask(Ask(uri: "/v1/deliveries").with(cookie)).status == 403)

            let out = Ask(uri: "/session", method: .delete)
            let own: HTTPFields = [.init("Sec-Fetch-Site")!: "same-origin"]
            let reply = try await client.ask(out.with(cookie, own))
            #expect(reply.status == 204)
            #expect(reply.headers[.setCookie]?.contains("Max-Age=0") == true)
            #expect(try await client.ask(Self.verdict.with(cookie)).status == 401)
            let after = try await client.ask(Ask(uri: "/session").with(cookie))
            #expect(after.text.contains(#""public""#))
            #expect(after.headers[.setCookie]?.contains("Max-Age=0") == true)
        }
    }

    @Test("the cookie is hidden from scripts and other sites, and keeps to TLS where it came by it")
    func cookieFields() async throws {
        let server = try TestServer()
        let token = try #require(server.tokens[.viewer])
        let replies = try await server.ask([
            .signIn(token), .signIn(token, [.init("X-Forwarded-Proto")!: "https"]),
            .signIn(token, [.init("Forwarded")!: "for=10.0.0.1;proto=https"]),
        ])
        let cookies = replies.compactMap { $0.headers[.setCookie] }
        #expect(cookies.count == 3)
        for cookie in cookies {
            #expect(cookie.contains("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"))
            // 64 hexadecimal digits are 256 bits.
            #expect(cookie.wholeMatch(of: /wangge_session=[0-9a-f]{64};.*/) != nil)
        }
        #expect(cookies.map { $0.hasSuffix("; Secure") } == [false, true, true])
        #expect(Set(cookies.map { $0.prefix(79) }).count == 3)
    }

    @Test("a session ends within two seconds after its token is revoked")
    func revoked() async throws {
        let server = try TestServer()
        let secret = try server.access.createToken(name: "short", role: .dispatcher)
        try await server.serve { client in
            let reply = try await client.ask(.signIn(secret))
            let cookie = String(try #require(reply.headers[.setCookie]).prefix { $0 != ";" })
            #expect(try await client.ask(Self.verdict.with(cookie)).status == 200)
            try server.access.revokeTokens("short")
            try await Task.sleep(for: .milliseconds(2100))
            #expect(try await client.ask(Self.verdict.with(cookie)).status == 401)
        }
    }

    @Test("a session ends after twelve hours, and many sessions make room for new ones")
    func limits() {
        let clock = Clock()
        let sessions = Sessions { clock.now }
        let first = sessions.begin(handle: "a")
        clock.pass(.seconds(1))
        let second = sessions.begin(handle: "b")
        clock.pass(.seconds(12 * 3600 - 1))
        #expect(sessions.handle(of: first) == nil)
        #expect(sessions.handle(of: second) == "b")
        for _ in 0..<Sessions.most + 5 { _ = sessions.begin(handle: "c") }
        #expect(sessions.count <= Sessions.most)
        #expect(sessions.handle(of: second) == nil)
        sessions.end(second)
        #expect(sessions.handle(of: "") == nil)
    }

    @Test(
        "by cookie nothing changes at the wish of another site",
        arguments: [
            ([:], 403), (["Sec-Fetch-Site": "same-origin"], 404),
            (["Sec-Fetch-Site": "same-site"], 403), (["Sec-Fetch-Site": "cross-site"], 403),
            (["Sec-Fetch-Site": "none"], 403), (["Origin": "http://localhost"], 404),
            (["Origin": "https://LOCALHOST"], 404), (["Origin": "http://localhost.evil"], 403),
            (["Origin": "null"], 403), (["Origin": "http://evil/localhost"], 403),
            (["Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"], 403),
            (["X-Wangge": "1"], 404), (["X-Wangge": "0"], 403), (["Origin": ""], 403),
        ])
    func otherSites(fields: [String: String], status: Int) async throws {
        try await TestServer().serve { client in
            let cookie = try await client.cookie(.surveyor)
            var headers: HTTPFields = [:]
            for (name, value) in fields { headers[try #require(HTTPField.Name(name))] = value }
            let reply = try await client.ask(Self.check.with(cookie, headers))
            #expect(reply.status == status, "\(fields) \(reply.text)")
            #expect(reply.type == "application/problem+json")
            var looking = Ask(uri: "/v1/deliveries").with(cookie, headers)
            #expect(try await client.ask(looking).status == 200)
            looking = Self.check
            looking.role = .surveyor
            looking.headers = headers
            #expect(try await client.ask(looking).status == 404)
        }
    }

    @Test("another site cannot sign anybody in either")
    func foreignSignIn() async throws {
        let server = try TestServer()
        let token = try #require(server.tokens[.viewer])
        var form = Ask.signIn(token)
        form.type = "text/plain"
        let statuses = try await server.ask([
            .signIn(token, [.init("Sec-Fetch-Site")!: "cross-site"]),
            .signIn(token, [.origin: "http://evil"]), .signIn(token, [.origin: "http://localhost"]),
            form, .signIn("wg_wrong"), .signIn(""),
            Ask(uri: "/session", method: .post, type: "application/json", body: "[]"),
            Ask(uri: "/session", method: .post, type: "application/json", body: #"{"token":7}"#),
            Ask(
                uri: "/session", method: .post, type: "application/json",
                body: #"{"token":""# + String(repeating: "x", count: 5000)),
        ]).map(\.status)
        #expect(statuses == [403, 403, 200, 415, 401, 401, 400, 400, 413])
    }

    @Test("guessing is slowed by address, and keeps out nobody who was let in")
    func guesses() async throws {
        let server = try TestServer()
        let token = try #require(server.tokens[.dispatcher])
        let here: HTTPFields = [.init("X-Forwarded-For")!: "10.0.0.1, 10.0.0.7"]
        let elsewhere: HTTPFields = [.init("X-Forwarded-For")!: "10.0.0.7, 10.0.0.8"]
        try await server.serve { client in
            var verdict = Self.verdict
            verdict.role = .dispatcher
            verdict.headers = here
            #expect(try await client.ask(verdict).status == 200)
            // How many are looked at depends on how fast they come; at most one in three seconds
            // more than are lent.
            func refused(_ ask: (Int) -> Ask) async throws -> (tries: Int, reply: TestServer.Reply)
            {
                for number in 0..<200 {
                    let reply = try await client.ask(ask(number))
                    if reply.status != 401 { return (number, reply) }
                }
                Issue.record("guessing is not slowed")
                throw CancellationError()
            }
            let (tries, reply) = try await refused { .signIn("wg_\($0)", here) }
            #expect(tries >= SlowedGuesses.atOnce)
            #expect(reply.status == 429)
            #expect(Int(reply.headers[.retryAfter] ?? "").map { (1...3).contains($0) } == true)
            let bearer = try await refused { number in
                var ask = Self.verdict
                ask.secret = "wg_y\(number)"
                ask.headers = here
                return ask
            }
            #expect(bearer.reply.status == 429)
            #expect(try await client.ask(verdict).status == 200)
            #expect(try await client.ask(.signIn(token, elsewhere)).status == 200)
            #expect(try await client.ask(.signIn(token, here)).status == 200)
        }
    }

    @Test("wrong tokens are forgotten with time, and addresses do not fill the memory")
    func forgotten() {
        let clock = Clock()
        let guesses = SlowedGuesses { clock.now }
        for _ in 0..<SlowedGuesses.atOnce { guesses.note("a") }
        #expect(guesses.wait("a") == 4)
        #expect(guesses.wait("b") == nil)
        clock.pass(.seconds(4))
        #expect(guesses.wait("a") == nil)
        guesses.note("a")
        #expect(guesses.wait("a") != nil)
        for number in 0..<SlowedGuesses.mostAddresses * 2 { guesses.note("\(number)") }
        #expect(guesses.count <= SlowedGuesses.mostAddresses)
    }
}
