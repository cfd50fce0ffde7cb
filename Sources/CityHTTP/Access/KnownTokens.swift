import CityService
import Synchronization

/// Roles of tokens that were shown lately, so that the ledger is asked once in two seconds: that is
/// how long a revoked token still opens.
final class KnownTokens: Sendable {
    private struct Seen {
        var role: Role?
        var until: ContinuousClock.Instant
    }

    private let seen = Mutex<[String: Seen]>([:])

    func role(of secret: String, or look: (String) throws -> Role?) throws -> Role? {
        let now = ContinuousClock.now
        if let known = seen.withLock({ $0[secret] }), known.until > now { return known.role }
        let role = try look(secret)
        seen.withLock { seen in
            // Guesses must not fill the memory.
            if seen.count > 10_000 { seen.removeAll() }
            seen[secret] = Seen(role: role, until: now + .seconds(2))
        }
        return role
    }
}
