public import City
import CityStore
import Foundation
import Synchronization

/// Deliveries that are sent to a server: received to disk, then read and checked one after the other
/// on threads of their own, while whoever sent them asks how far they are.
///
/// Everything that has come is on disk: after a restart what was staged waits as before, what was not
/// read yet is read, and what was cut is gone. Safe to share between threads.
public final class DeliveryJobs: Sendable {
    let city: CityOnDisk
    let live: LiveCity
    /// How much is taken.
    public let limits: Limits
    let table = Mutex(JobTable())
    /// Checks and publications, one at a time: each needs the memory of a whole layer.
    let work = DispatchQueue(label: "wangge.deliveries", qos: .utility)
    /// Short questions to files.
    let lookups = DispatchQueue(label: "wangge.lookups", attributes: .concurrent)
    /// The folders that nobody far away is told.
    public let hiddenPaths: HiddenPaths
    private let tell: @Sendable (String) -> Void
    /// The deliveries that somebody looks at on the map.
    let maps = DeliveryMaps()
    let shift = MapShift()

    /// How much is taken.
    public struct Limits: Hashable, Sendable {
        /// How many bytes a file may have.
        public var fileBytes = 2 << 30
        /// How many files are read at a time.
        public var readers = 1
        /// How many files may wait to be read.
        public var waiting = 100
        /// How many failed deliveries are remembered.
        public var failures = 100

        /// The limits of an ordinary server.
        public init() {}
    }

    /// Takes up what an earlier server left.
    ///
    /// - Parameter tell: told in a sentence what the engineer should know.
    public init(
        _ city: CityOnDisk, live: LiveCity, limits: Limits = Limits(),
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        self.city = city
        self.live = live
        self.limits = limits
        self.tell = tell
        hiddenPaths = HiddenPaths(cityPath: city.path)
        let settled = Set(
            StagingFile.names(ofRegister: city.path)
                + (try city.editions().map(\.delivery)))
        for folder in UploadFolder.left(besides: city.path) {
            guard let job = folder.job(), job.delivery == folder.delivery,
                !settled.contains(job.delivery)
            else {
                folder.remove()
                continue
            }
            folder.removeUnfinished()
            table.withLock { $0.add(job, in: folder) }
        }
    }

    /// Reads what waits, and from now on what comes.
    public func begin() {
        table.withLock { $0.isEnding = false }
        for _ in 0..<limits.readers { beginNext() }
    }

    /// Begins to receive a file; nothing of it counts before ``submit(_:announced:)``.
    ///
    /// - Parameters:
    ///   - fileName: its name as it was sent; only the last component is kept.
    ///   - announced: how many bytes are to come, if that is said.
    /// - Throws: ``UploadError``, or another error if it cannot be read as is said.
    public func receive(
        _ fileName: String, as layer: Layer, _ reading: Deliveries.Reading, announced: Int?
    ) throws -> IncomingDelivery {
        if let announced, announced > limits.fileBytes {
            throw UploadError.tooLarge(limit: limits.fileBytes)
        }
        guard table.withLock({ $0.waiting < limits.waiting }) else {
            throw UploadError.tooManyWaiting(limit: limits.waiting)
        }
        try reading.checkWords()
        let job = DeliveryJob(
            layer, try SafeFileName(fileName), reading, receivedAt: Date().formatted(.iso8601))
        return try IncomingDelivery(
            job, in: try UploadFolder(creating: job.delivery, register: city.path),
            limit: limits.fileBytes)
    }

    /// Takes up a file that has come: it is read when its turn comes.
    ///
    /// - Returns: the delivery's name.
    public func submit(_ incoming: IncomingDelivery, announced: Int?) throws -> String {
        try incoming.complete(announced: announced)
        table.withLock { $0.add(incoming.job, in: incoming.folder) }
        beginNext()
        return incoming.job.delivery
    }

    /// Waits until a delivery is staged and checked.
    ///
    /// - Throws: why it could not be read.
    public func finish(_ delivery: String) async throws {
        try await withCheckedThrowingContinuation {
            (waiting: CheckedContinuation<Void, any Error>) in
            let isThere = table.withLock { table in
                table.wait(for: delivery) { waiting.resume(with: $0) }
            }
            if !isThere { waiting.resume() }
        }
        let entry = table.withLock { $0.entries[delivery] }
        if let reason = entry?.job.failure {
            throw UploadError.notRead(delivery, reason: reason)
        }
    }

    /// Ends what is under way; it waits on disk to be begun again.
    public func end() async {
        table.withLock { $0.isEnding = true }
        // A thread in the middle of a file must not outlive what the process lets go of.
        for _ in 0..<200 where table.withLock({ $0.active > 0 }) {
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    // MARK: Reading

    private func beginNext() {
        guard let entry = table.withLock({ $0.beginNext(atMost: limits.readers) }) else { return }
        let thread = Thread { [self] in
            read(entry)
            beginNext()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func read(_ entry: JobTable.Entry) {
        do {
            try stageAndCheck(entry)
            end(entry)
        } catch is Interrupted {
            interrupt(entry)
        } catch {
            fail(entry, error)
        }
    }

    /// Nobody wants the rest of a reading.
    private struct Interrupted: Error {}

    private func stageAndCheck(_ entry: JobTable.Entry) throws {
        let name = entry.job.delivery
        let path = entry.folder.file(entry.job.file)
        _ = try city.deliveries.stage(
            path, as: try Deliveries.layer(entry.job.layer), entry.job.reading
        ) { rows, total in
            guard table.withLock({ $0.note(name, rows: rows, total: total) }) else {
                throw Interrupted()
            }
        }
        guard table.withLock({ $0.noteChecking(name) }) else { throw Interrupted() }
        do {
            _ = try work.sync { try city.deliveries.check(name) }
        } catch {
            // It is staged all the same: whoever asks for a check is told what is wrong.
            tell("\(name) could not be checked: \(error)")
        }
        guard table.withLock({ $0.entries[name]?.isDiscarded == false }) else {
            throw Interrupted()
        }
    }

    private func end(_ entry: JobTable.Entry) {
        entry.folder.remove()
        let ended = table.withLock { $0.end(entry.job.delivery) }
        for waiter in ended?.waiters ?? [] { waiter(.success(())) }
    }

    /// Throws away what was discarded meanwhile; what the end of the server interrupts waits.
    private func interrupt(_ entry: JobTable.Entry) {
        let name = entry.job.delivery
        let isWanted = table.withLock { $0.entries[name]?.isDiscarded == false }
        if isWanted, !city.deliveries.names.contains(name) {
            let waiters = table.withLock { $0.putBack(name) }
            for waiter in waiters { waiter(.failure(UploadError.serverEnds)) }
            return
        }
        if !isWanted { try? city.deliveries.discard(name) }
        entry.folder.remove()
        let ended = table.withLock { $0.end(name) }
        for waiter in ended?.waiters ?? [] {
            waiter(isWanted ? .success(()) : .failure(UploadError.noDelivery))
        }
    }

    private func fail(_ entry: JobTable.Entry, _ error: any Error) {
        var job = entry.job
        if Fault(error) == .unknown {
            tell("\(job.delivery) could not be read: \(error)")
            job.failure = "The server failed. Its log has the reason."
        } else {
            job.failure = hiddenPaths.hidden(in: "\(error)")
        }
        if table.withLock({ $0.entries[job.delivery]?.isDiscarded == true }) {
            return interrupt(entry)
        }
        entry.folder.removeFile()
        try? entry.folder.keep(job)
        let (waiters, forgotten) = table.withLock { $0.fail(job, keeping: limits.failures) }
        for entry in forgotten { entry.folder.remove() }
        for waiter in waiters { waiter(.success(())) }
    }
}
