import CityService
import Synchronization

/// Who asks: the bearer of a valid token, or of a session that was begun with one.
struct Bearer: Hashable, Sendable {
    /// What the token is called in lists and audits.
    var handle: String
    /// What its maker called it.
    var name: String
    /// What it opens.
    var role: Role

    /// The bearer of a token, unless its role is none of ours.
    init?(_ token: Access.Token) {
        guard let role = Role(rawValue: token.role) else { return nil }
        handle = token.handle
        name = token.name
        self.role = role
    }
}

/// Tokens that were shown lately, so that the ledger is asked once in two seconds: that is how long
/// a revoked token still opens.
final class KnownTokens: Sendable {
    /// How a token is shown: by its secret, or by its handle if a session stands for it.
    enum Key: Hashable, Sendable {
        case secret(String)
        case handle(String)
    }

    private struct Seen {
        var bearer: Bearer?
        var until: ContinuousClock.Instant
    }

    private let seen = Mutex<[Key: Seen]>([:])

    /// What is known of a token without asking: it may be outdated.
    func opened(_ key: Key) -> Bool { seen.withLock { $0[key]?.bearer != nil } }

    /// The bearer of a token, or `nil` if it opens nothing.
    ///
    /// - Parameter look: asks the ledger.
    func bearer(of key: Key, or look: () throws -> Access.Token?) throws -> Bearer? {
        let now = ContinuousClock.now
        if let known = seen.withLock({ $0[key] }), known.until > now { return known.bearer }
        let bearer = try look().flatMap(Bearer.init)
        seen.withLock { seen in
            // Guesses must not fill the memory.
            if seen.count > 10_000 { seen.removeAll() }
            seen[key] = Seen(bearer: bearer, until: now + .seconds(2))
        }
        return bearer
    }
}
