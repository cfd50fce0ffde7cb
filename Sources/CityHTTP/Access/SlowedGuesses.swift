import Synchronization

/// Slows whoever tries tokens: from one address a number of wrong ones is looked at, and then one
/// in a few seconds.
///
/// Each wrong token is a debt that time pays back; an address may guess while its debts are below
/// what is lent at once. At most `mostAddresses` are remembered.
final class SlowedGuesses: Sendable {
    /// How many wrong tokens are looked at without waiting.
    static let atOnce = 20
    /// How long it takes until a wrong token is forgotten.
    static let recovery = Duration.seconds(3)
    static let mostAddresses = 10_000

    private let now: @Sendable () -> ContinuousClock.Instant
    /// When all wrong tokens of an address will be forgotten.
    private let forgottenAt = Mutex<[String: ContinuousClock.Instant]>([:])

    init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) { self.now = now }

    /// How many addresses are remembered.
    var count: Int { forgottenAt.withLock { $0.count } }

    /// How long an address has to wait before another token of it is looked at, in whole seconds;
    /// `nil` if it need not.
    func wait(_ address: String) -> Int? {
        guard let forgottenAt = forgottenAt.withLock({ $0[address] }) else { return nil }
        let wait = now().duration(to: forgottenAt) - Self.recovery * (Self.atOnce - 1)
        return wait > .zero ? Int(wait.components.seconds) + 1 : nil
    }

    /// Takes note of a wrong token.
    func note(_ address: String) {
        let now = now()
        forgottenAt.withLock { times in
            if times.count >= Self.mostAddresses, times[address] == nil {
                times = times.filter { $0.value > now }
                if times.count >= Self.mostAddresses { times.removeAll() }
            }
            times[address] = max(times[address] ?? now, now) + Self.recovery
        }
    }
}
