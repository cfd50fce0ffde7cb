import CityService
import Foundation
import HTTPTypes
import NIOCore

/// Sessions of browsers: a token is shown once and a cookie stands for it from then on.
struct SessionRoutes: Sendable {
    let door: Doorkeeper

    /// The routes.
    var routes: [Route] {
        let session = Route.Body(type: BodyType.json, schema: "Session")
        return [
            Route(
                method: .post, path: "/session", role: .public, bodyLimit: 4096,
                summary: "Signs in with a token; a cookie stands for it for twelve hours.",
                bodies: [.init(type: BodyType.json, schema: "SignIn")],
                refusals: [
                    400: "The body holds no token.", 401: "The token opens nothing.",
                    403: "A page of another site asks.", 415: "The body is not JSON.",
                    429: "Too many wrong tokens came from the address.",
                ], answers: [session], answer: begin),
            Route(
                method: .get, path: "/session", role: .public, dependsOnRole: true, bodyLimit: 0,
                summary: "Who is signed in; the role is public if nobody is.",
                refusals: [401: "A bearer token was sent that opens nothing."],
                answers: [session], answer: state),
            Route(
                method: .delete, path: "/session", role: .public, dependsOnRole: true,
                bodyLimit: 0, summary: "Signs out.",
                successes: [204: "Nobody is signed in any more."],
                refusals: [
                    401: "A bearer token was sent that opens nothing.",
                    403: "A page of another site asks.",
                ], answers: [], answer: end),
        ]
    }

    private struct SignIn: Decodable { var token: String }

    /// `POST /session`.
    private func begin(_ ask: Route.Ask) async throws -> Route.Reply {
        guard !ask.isFromForeignPage else { throw AccessRefusal.foreignPage }
        guard ask.contentType.prefix(while: { $0 != ";" }).lowercased() == BodyType.json else {
            throw AccessRefusal.notJSON(ask.contentType)
        }
        guard
            let signIn = try? JSONDecoder().decode(
                SignIn.self, from: Data(ask.body.readableBytesView))
        else { throw AccessRefusal.noTokenInBody }
        guard let bearer = try door.bearer(ofSecret: signIn.token, from: ask.client) else {
            throw RequestError.noToken
        }
        if let before = SessionCookie.secret(in: ask.headers[.cookie]) { door.sessions.end(before) }
        let secret = door.sessions.begin(handle: bearer.handle)
        return try Self.reply(
            bearer, cookie: SessionCookie.given(secret, isSecure: ask.isByTLS))
    }

    /// `GET /session`.
    private func state(_ ask: Route.Ask) async throws -> Route.Reply {
        let isOutdated = ask.bearer == nil && SessionCookie.secret(in: ask.headers[.cookie]) != nil
        return try Self.reply(
            ask.bearer, cookie: isOutdated ? SessionCookie.taken(isSecure: ask.isByTLS) : nil)
    }

    /// `DELETE /session`.
    private func end(_ ask: Route.Ask) async throws -> Route.Reply {
        if let secret = SessionCookie.secret(in: ask.headers[.cookie]) { door.sessions.end(secret) }
        let headers: HTTPFields = [
            .setCookie: SessionCookie.taken(isSecure: ask.isByTLS), .cacheControl: "no-store",
        ]
        return .other(.noContent, headers, ByteBuffer())
    }

    private struct State: Encodable {
        var role: String
        var name: String?

        private enum CodingKeys: CodingKey { case role, name }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(role, forKey: .role)
            try container.encode(name, forKey: .name)
        }
    }

    private static func reply(_ bearer: Bearer?, cookie: String?) throws -> Route.Reply {
        let state = State(role: (bearer?.role ?? .public).rawValue, name: bearer?.name)
        var headers: HTTPFields = [
            .contentType: BodyType.json, .cacheControl: "no-store",
            .vary: "Authorization, Cookie",
        ]
        headers[.setCookie] = cookie
        return .other(.ok, headers, ByteBuffer(bytes: try JSON.compact.encode(state)))
    }
}
