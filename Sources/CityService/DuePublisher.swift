import City
import CityStore
public import Foundation
import Synchronization

extension LiveCity {
    /// Publishes scheduled deliveries of this city when their moments come, until it is stopped.
    ///
    /// - Parameter now: the clock to go by.
    public func publishWhenDue(
        now: @escaping @Sendable () -> Date = { Date() },
        tell: @escaping @Sendable (DuePublisher.Event) -> Void
    ) -> DuePublisher {
        DuePublisher(registerPath, now: now, tell: tell)
    }
}

/// A thread that looks once a second for deliveries whose moment has come.
///
/// It has a register of its own, so that nobody waits for the check of a census.
public final class DuePublisher: Sendable {
    private let path: String
    private let now: @Sendable () -> Date
    private let tell: @Sendable (Event) -> Void
    private let isStopped = Atomic<Bool>(false)
    private let wakened = DispatchSemaphore(value: 0)

    /// Something that whoever runs it is told.
    public enum Event: Sendable {
        /// A delivery was due.
        case done(DuePublication)
        /// It could not be looked; told once for each reason.
        case failed(String)
    }

    init(
        _ path: String, now: @escaping @Sendable () -> Date,
        tell: @escaping @Sendable (Event) -> Void
    ) {
        self.path = path
        self.now = now
        self.tell = tell
        Thread { self.look() }.start()
    }

    /// Ends the thread; a publication that has begun is finished.
    public func stop() {
        isStopped.store(true, ordering: .relaxed)
        wakened.signal()
    }

    private func look() {
        var told: String?
        while !isStopped.load(ordering: .relaxed) {
            do {
                try publish()
                told = nil
            } catch {
                if told != "\(error)" { tell(.failed("\(error)")) }
                told = "\(error)"
            }
            _ = wakened.wait(timeout: .now() + .seconds(1))
        }
    }

    private func publish() throws {
        // Mostly nothing is due: the register is opened only if something is.
        guard !Deliveries.due(ofRegister: path, at: now()).isEmpty else { return }
        let deliveries = Deliveries(register: try Register(path: path))
        for publication in try deliveries.publishDue(at: now()) { tell(.done(publication)) }
    }
}
