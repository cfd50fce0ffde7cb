import Synchronization

/// The sessions of browsers, in memory alone: a restarted server knows none.
///
/// A session stands for a token by its handle, so that it ends when the token is revoked, and in
/// any case after twelve hours: a shift with its handing over.
final class Sessions: Sendable {
    /// How long a session lasts, however it is used.
    static let lifetime = Duration.seconds(12 * 3600)
    /// How many there may be; beyond that the one that ends first makes room.
    static let most = 10_000

    private struct Session {
        var handle: String
        var endsAt: ContinuousClock.Instant
    }

    private let now: @Sendable () -> ContinuousClock.Instant
    private let sessions = Mutex<[String: Session]>([:])

    init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) { self.now = now }

    /// How many sessions are remembered.
    var count: Int { sessions.withLock { $0.count } }

    /// Begins a session for the token of a handle and returns its secret: 256 random bits.
    func begin(handle: String) -> String {
        var random = SystemRandomNumberGenerator()
        let secret = (0..<4).map { _ in Self.hexadecimal(random.next()) }.joined()
        let now = now()
        sessions.withLock { sessions in
            if sessions.count >= Self.most { Self.makeRoom(&sessions, now) }
            sessions[secret] = Session(handle: handle, endsAt: now + Self.lifetime)
        }
        return secret
    }

    private static func makeRoom(
        _ sessions: inout [String: Session], _ now: ContinuousClock.Instant
    ) {
        sessions = sessions.filter { $0.value.endsAt > now }
        guard sessions.count >= most,
            let first = sessions.min(by: { $0.value.endsAt < $1.value.endsAt })
        else { return }
        sessions[first.key] = nil
    }

    private static func hexadecimal(_ bits: UInt64) -> String {
        let text = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    /// The handle of the token for which a session stands; `nil` if there is no such session.
    func handle(of secret: String) -> String? {
        sessions.withLock { sessions in
            guard let session = sessions[secret] else { return nil }
            if session.endsAt > now() { return session.handle }
            sessions[secret] = nil
            return nil
        }
    }

    /// Ends a session, if there is one.
    func end(_ secret: String) { sessions.withLock { $0[secret] = nil } }
}
