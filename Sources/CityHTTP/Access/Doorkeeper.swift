import CityService
import HTTPTypes

/// Compares what a token, or the session that stands for it, may with what a route asks.
struct Doorkeeper: Sendable {
    private let access: Access
    private let known = KnownTokens()
    private let guesses: SlowedGuesses
    let sessions: Sessions

    init(
        access: Access, sessions: Sessions = Sessions(), guesses: SlowedGuesses = SlowedGuesses()
    ) {
        self.access = access
        self.sessions = sessions
        self.guesses = guesses
    }

    /// Lets somebody in and says who it is; `nil` if nobody has to be known.
    ///
    /// - Throws: ``RequestError/noToken``, ``RequestError/roleTooLow(needed:)`` or an
    ///   ``AccessRefusal``.
    func admit(_ ask: Route.Ask, to route: Route) throws -> Bearer? {
        let isOpen = route.role == .public
        if isOpen, !route.dependsOnRole { return nil }
        guard let bearer = try bearer(of: ask, changes: ![.get, .head].contains(route.method))
        else {
            if isOpen { return nil }
            throw RequestError.noToken
        }
        guard bearer.role.mayAsk(route.role) else {
            throw RequestError.roleTooLow(needed: route.role.rawValue)
        }
        return bearer
    }

    /// The bearer of a secret that somebody shows.
    ///
    /// - Parameter address: where he shows it; wrong ones are counted by it.
    func bearer(ofSecret secret: String, from address: String) throws -> Bearer? {
        // Who was let in lately is not kept out because others at his address guess.
        if !known.opened(.secret(secret)), let seconds = guesses.wait(address) {
            throw AccessRefusal.tooManyGuesses(seconds: seconds)
        }
        let isToken = secret.hasPrefix("wg_") && secret.utf8.count < 100
        let bearer =
            try isToken
            ? known.bearer(of: .secret(secret)) { try access.token(ofSecret: secret) } : nil
        if bearer == nil { guesses.note(address) }
        return bearer
    }

    /// The bearer of the session whose cookie stands in a field, or `nil`.
    func bearer(ofCookie field: String?) throws -> Bearer? {
        guard let secret = SessionCookie.secret(in: field),
            let handle = sessions.handle(of: secret)
        else { return nil }
        let bearer = try known.bearer(of: .handle(handle)) { try access.token(ofHandle: handle) }
        if bearer == nil { sessions.end(secret) }
        return bearer
    }

    private func bearer(of ask: Route.Ask, changes: Bool) throws -> Bearer? {
        if let header = ask.headers[.authorization] {
            guard header.utf8.count > 7, header.prefix(7).lowercased() == "bearer " else {
                throw RequestError.noToken
            }
            let secret = header.dropFirst(7).drop { $0 == " " }
            guard let bearer = try bearer(ofSecret: String(secret), from: ask.client) else {
                throw RequestError.noToken
            }
            return bearer
        }
        guard let bearer = try bearer(ofCookie: ask.headers[.cookie]) else { return nil }
        // Anybody can make a browser send a request; that it is wanted, only our page can say.
        guard !changes || ask.isFromOwnPage else { throw AccessRefusal.foreignPage }
        return bearer
    }
}
