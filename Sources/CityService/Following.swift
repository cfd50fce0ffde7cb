import City
import Foundation
import Synchronization

extension LiveCity {
    /// Something that whoever follows a city is told.
    public enum Event: Sendable {
        /// This edition answers now.
        case edition(Int)
        /// The register cannot be read; told once for each reason.
        case failed(String)
    }

    /// Keeps the city at its newest edition until the following is stopped.
    ///
    /// A change of a few components answers within some 20 ms. Whatever else is published is packed
    /// beside, by a thread that gives way to all others; meanwhile the edition before answers.
    public func follow(tell: @escaping @Sendable (Event) -> Void) -> Following {
        Following(self, tell: tell)
    }
}

/// Two threads that keep a city at its newest edition: one looks, the other packs.
///
/// They are threads of their own because packing takes seconds, and tasks that take seconds would
/// keep requests waiting.
public final class Following: Sendable {
    private let live: LiveCity
    private let tell: @Sendable (LiveCity.Event) -> Void
    private let isStopped = Atomic<Bool>(false)
    private let packingWanted = DispatchSemaphore(value: 0)
    private let isPacking = Atomic<Bool>(false)
    private let told = Mutex<String?>(nil)

    /// How long the looking thread sleeps, in microseconds.
    private static let pause: UInt32 = 20_000
    /// After how many looks the file's place and the day are looked at too: half a second.
    private static let looksBetweenChecks = 25

    init(_ live: LiveCity, tell: @escaping @Sendable (LiveCity.Event) -> Void) {
        self.live = live
        self.tell = tell
        Thread { self.look() }.start()
        Thread { self.pack() }.start()
    }

    /// Ends both threads; what is being packed is finished and thrown away.
    public func stop() {
        isStopped.store(true, ordering: .relaxed)
        packingWanted.signal()
    }

    private func look() {
        var version: Int?
        var looks = 0
        while !isStopped.load(ordering: .relaxed) {
            do {
                if looks.isMultiple(of: Self.looksBetweenChecks) { try live.checkReadable() }
                let now = try live.registerVersion()
                let isDue = looks.isMultiple(of: Self.looksBetweenChecks)
                if now != version || isDue {
                    try catchUp()
                    version = now
                }
                told.withLock { $0 = nil }
            } catch {
                report(error)
            }
            looks += 1
            usleep(Self.pause)
        }
    }

    private func catchUp() throws {
        switch try live.catchUp() {
        case .isCurrent: break
        case .replaced: tell(.edition(live.index.edition))
        case .needsPacking: wantPacking()
        }
        if live.index.changedComponents >= LiveCity.changesWorthPacking { wantPacking() }
    }

    private func wantPacking() {
        let (isFirst, _) = isPacking.compareExchange(
            expected: false, desired: true, ordering: .relaxed)
        if isFirst { packingWanted.signal() }
    }

    private func pack() {
        // Of the two processors one is for those who ask.
        Priority.lowerThisThread()
        while true {
            packingWanted.wait()
            if isStopped.load(ordering: .relaxed) { return }
            let before = live.index.edition
            do {
                try live.pack()
                if live.index.edition != before { tell(.edition(live.index.edition)) }
            } catch {
                report(error)
            }
            isPacking.store(false, ordering: .relaxed)
        }
    }

    private func report(_ error: any Error) {
        let isNew = told.withLock { told in
            defer { told = "\(error)" }
            return told != "\(error)"
        }
        // Once, not fifty times a second.
        if isNew { tell(.failed("\(error)")) }
    }
}

/// How willingly a thread gives way to others.
private enum Priority {
    /// Lets the other threads of the machine have more of a processor that they want too, but not so
    /// much more that a busy machine never comes to an end with packing.
    static func lowerThisThread() {
        #if os(Linux)
            // On Linux a priority belongs to the thread that sets it.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 2)
        #endif
    }
}
