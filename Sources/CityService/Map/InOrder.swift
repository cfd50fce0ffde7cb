import Foundation

/// Work in numbered pieces, shared out among threads, the results of which are taken in the order of
/// the pieces, whichever is finished first.
///
/// At most some results wait to be taken: who is too far ahead waits. `@unchecked`: all that varies
/// is guarded by the lock.
final class InOrder<Piece: Sendable>: @unchecked Sendable {
    private let count: Int
    private let ahead: Int
    private let work: @Sendable (Int) throws -> Piece
    private let lock = NSCondition()
    private var begun = 0
    private var taken = 0
    private var finished: [Int: Result<Piece, any Error>] = [:]
    private var isOver = false
    private let threads = DispatchGroup()

    private init(_ count: Int, ahead: Int, _ work: @escaping @Sendable (Int) throws -> Piece) {
        self.count = count
        self.ahead = ahead
        self.work = work
    }

    /// Works on the pieces 0 ..< `count` and takes the results on the calling thread.
    ///
    /// - Parameters:
    ///   - workers: how many threads work; the calling one only takes.
    ///   - ahead: how many pieces may be begun that are not taken yet.
    /// - Throws: what `work` or `take` throws first, in the order of the pieces; then no thread works
    ///   any longer.
    static func forEach(
        _ count: Int, workers: Int, ahead: Int,
        work: @escaping @Sendable (Int) throws -> Piece, take: (Piece) throws -> Void
    ) throws {
        let shared = InOrder(count, ahead: max(ahead, workers), work)
        for _ in 0..<max(workers, 1) {
            shared.threads.enter()
            Thread {
                shared.workOn()
                shared.threads.leave()
            }.start()
        }
        defer { shared.end() }
        for number in 0..<count { try take(try shared.next(number).get()) }
    }

    private func workOn() {
        while let number = claim() {
            let result = Result { try work(number) }
            lock.withLock {
                finished[number] = result
                lock.broadcast()
            }
        }
    }

    /// The next piece that nobody works on; `nil` when there is none.
    private func claim() -> Int? {
        lock.withLock {
            while !isOver, begun < count, begun - taken >= ahead { lock.wait() }
            guard !isOver, begun < count else { return nil }
            begun += 1
            return begun - 1
        }
    }

    private func next(_ number: Int) -> Result<Piece, any Error> {
        lock.withLock {
            while true {
                if let result = finished.removeValue(forKey: number) {
                    taken = number + 1
                    lock.broadcast()
                    return result
                }
                lock.wait()
            }
        }
    }

    private func end() {
        lock.withLock {
            isOver = true
            lock.broadcast()
        }
        threads.wait()
    }
}
