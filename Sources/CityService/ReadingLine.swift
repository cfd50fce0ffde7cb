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
        var read: Read
        var failure: (any Error)?
    }

    /// Reads a batch.
    typealias Read = @Sendable (SourceBatch, inout RowReader) throws -> Void

    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "wangge.reading", qos: .userInitiated)
    private let room = DispatchSemaphore(value: 4)

    init(_ reader: RowReader, _ read: @escaping Read) {
        state = Mutex(State(reader: reader, read: read))
    }

    /// Begins the next file: what is handed over from now on is read otherwise.
    func begin(_ read: @escaping Read, _ begin: @escaping @Sendable (inout RowReader) -> Void) {
        queue.async { [self] in
            state.withLock { state in
                state.read = read
                begin(&state.reader)
            }
        }
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
                    try state.read(batch, &state.reader)
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
