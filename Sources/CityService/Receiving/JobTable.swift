import Foundation

/// The deliveries that were sent and are not staged yet, and how far each is.
///
/// A value without locks and threads: ``DeliveryJobs`` guards it and does what it says.
struct JobTable {
    /// How far a job is.
    enum Phase: Hashable {
        case waiting, reading, checking, failed
    }

    /// Somebody who waits for the end of a job.
    typealias Waiter = @Sendable (Result<Void, any Error>) -> Void

    /// A job.
    struct Entry {
        var job: DeliveryJob
        let folder: UploadFolder
        var phase: Phase
        /// Grows with every job.
        let number: Int
        var rows = 0
        var total: Int?
        var began = ContinuousClock.now
        /// Whether its delivery was thrown away meanwhile.
        var isDiscarded = false
        var waiters: [Waiter] = []

        var progress: ReadingProgress {
            let seconds = (ContinuousClock.now - began) / .seconds(1)
            return ReadingProgress(rows: rows, total: total, seconds: seconds)
        }
    }

    private(set) var entries: [String: Entry] = [:]
    private var lastNumber = 0
    /// Whether nothing is begun any more.
    var isEnding = false

    /// How many wait to be read.
    var waiting: Int { entries.values.count { $0.phase == .waiting } }
    /// How many are being worked on.
    var active: Int {
        entries.values.count { $0.phase == .reading || $0.phase == .checking }
    }

    /// Takes up a job: one that waits, or one that failed before.
    mutating func add(_ job: DeliveryJob, in folder: UploadFolder) {
        lastNumber += 1
        entries[job.delivery] = Entry(
            job: job, folder: folder, phase: job.failure == nil ? .waiting : .failed,
            number: lastNumber)
    }

    /// The job that waits longest, which is now read; `nil` if as many are read as may be.
    mutating func beginNext(atMost readers: Int) -> Entry? {
        guard !isEnding, active < readers,
            let next = entries.values.filter({ $0.phase == .waiting })
                .min(by: { $0.number < $1.number })
        else { return nil }
        entries[next.job.delivery]?.phase = .reading
        entries[next.job.delivery]?.began = .now
        return next
    }

    /// Notes how far the reading is.
    ///
    /// - Returns: whether it is to go on.
    mutating func note(_ delivery: String, rows: Int, total: Int?) -> Bool {
        entries[delivery]?.rows = rows
        entries[delivery]?.total = total
        return goesOn(delivery)
    }

    /// Notes that the rows are staged and are checked now.
    ///
    /// - Returns: whether it is to go on.
    mutating func noteChecking(_ delivery: String) -> Bool {
        entries[delivery]?.phase = .checking
        return goesOn(delivery)
    }

    private func goesOn(_ delivery: String) -> Bool {
        !isEnding && entries[delivery]?.isDiscarded == false
    }

    /// Lets somebody know when a job ends.
    ///
    /// - Returns: whether there is such a job; otherwise nobody will be told.
    mutating func wait(for delivery: String, _ waiter: @escaping Waiter) -> Bool {
        guard let entry = entries[delivery], entry.phase != .failed else { return false }
        entries[delivery]?.waiters.append(waiter)
        return true
    }

    /// Marks a job as thrown away. One that is being worked on ends at its next step.
    ///
    /// - Returns: the job, if there is one that can be removed at once.
    mutating func discard(_ delivery: String) -> Entry? {
        guard let entry = entries[delivery] else { return nil }
        switch entry.phase {
        case .waiting, .failed: return entries.removeValue(forKey: delivery)
        case .reading, .checking:
            entries[delivery]?.isDiscarded = true
            return nil
        }
    }

    /// Lets a job wait again whose reading was interrupted.
    ///
    /// - Returns: those who waited for it.
    mutating func putBack(_ delivery: String) -> [Waiter] {
        let waiters = entries[delivery]?.waiters ?? []
        entries[delivery]?.waiters = []
        entries[delivery]?.phase = .waiting
        return waiters
    }

    /// Takes a job off the table.
    mutating func end(_ delivery: String) -> Entry? { entries.removeValue(forKey: delivery) }

    /// Keeps a job as one that failed.
    ///
    /// - Returns: those who waited for it, and the oldest failed jobs beyond the limit, which are
    ///   forgotten.
    mutating func fail(
        _ job: DeliveryJob, keeping limit: Int
    ) -> (waiters: [Waiter], forgotten: [Entry]) {
        let waiters = entries[job.delivery]?.waiters ?? []
        entries[job.delivery]?.job = job
        entries[job.delivery]?.phase = .failed
        entries[job.delivery]?.waiters = []
        let failed = entries.values.filter { $0.phase == .failed }.sorted { $0.number < $1.number }
        let forgotten = failed.dropLast(limit)
        for entry in forgotten { entries[entry.job.delivery] = nil }
        return (waiters, Array(forgotten))
    }
}
