import City
import Foundation
import Geo
import Synchronization

/// Reads batches on a thread of its own while the next ones are fetched from the file.
///
/// GDAL and the interpretation of what it says take about as long; beside each other they take half.
/// A few batches wait at most, so that memory stays bounded.
final class ReadingLine: Sendable {
    private struct State {
        var reader: RowReader
        var rowCount = 0
        var failure: (any Error)?
    }

    private let state: Mutex<State>
    private let read: @Sendable (SourceBatch, inout RowReader) throws -> Void
    private let queue = DispatchQueue(label: "wangge.reading", qos: .userInitiated)
    private let room = DispatchSemaphore(value: 4)

    /// With more, which is two for each row of the largest census, the file is another one than
    /// it is said to be, and to list them helps nobody.
    private static let mostFindings = 2_000_000

    init(
        _ reader: RowReader,
        _ read: @escaping @Sendable (SourceBatch, inout RowReader) throws -> Void
    ) {
        state = Mutex(State(reader: reader))
        self.read = read
    }

    /// Hands a batch over; waits while too many are under way.
    ///
    /// - Throws: what reading an earlier batch threw.
    func take(_ batch: SourceBatch) throws {
        room.wait()
        if hasFailed {
            room.signal()
            _ = try finish()
        }
        queue.async { [self] in
            defer { room.signal() }
            state.withLock { state in
                guard state.failure == nil else { return }
                do {
                    try read(batch, &state.reader)
                    state.rowCount += batch.rows.count
                    let faults = state.reader.findingCount
                    guard faults <= Self.mostFindings else {
                        throw CityServiceError.hopeless(faults: faults, rows: state.rowCount)
                    }
                } catch {
                    state.failure = error
                }
            }
        }
    }

    private var hasFailed: Bool { state.withLockIfAvailable { $0.failure != nil } ?? false }

    /// Waits for the last batch.
    func finish() throws -> DeliveredRows {
        queue.sync {}
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.reader.finish()
        }
    }
}
