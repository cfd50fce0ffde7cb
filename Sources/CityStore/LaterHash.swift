import City
import Foundation
import GRDB
import Synchronization

/// The hash of a layer as it will stand when a delivery is published, computed beside the writing.
///
/// The rows are at hand in columns; what is written is the same rows. Where only some of them are at
/// hand, the hash is taken from the register once they are written.
final class LaterHash: Sendable {
    private let registration: Registration
    private let hash = Mutex<String?>(nil)
    private let group = DispatchGroup()

    init(of registration: Registration, _ result: CheckResult) {
        self.registration = registration
        guard registration.isWholeLayer else { return }
        let rows = Self.rowsAfterwards(registration.comparison, result)
        DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
            let comparison = registration.comparison
            let found = ContentHash.hash(
                of: rows.lazy.map { row in
                    row >= 0
                        ? (table: comparison.delivered, row: row)
                        : (table: comparison.registered, row: ~row)
                }, comparison.layer, comparison.texts)
            hash.withLock { $0 = found }
        }
    }

    /// The hash, once it is there.
    func value(_ db: Database) throws -> String {
        group.wait()
        return try hash.withLock { $0 }
            ?? ContentHash.hash(of: registration.comparison.layer, db)
    }

    /// The rows in the order of keys: delivered ones by their number, registered ones by its
    /// complement.
    private static func rowsAfterwards(_ comparison: Comparison, _ result: CheckResult) -> [Int] {
        var isReplaced = [Bool](repeating: false, count: comparison.registered.count)
        let vanished = Set(result.vanished.map(comparison.texts.known))
        var rows: [Int] = []
        for (row, change) in result.changes.enumerated() where change != nil {
            rows.append(row)
            if comparison.matches[row] >= 0 { isReplaced[Int(comparison.matches[row])] = true }
        }
        for (row, key) in comparison.registered.keys.enumerated()
        where !isReplaced[row] && !vanished.contains(key) {
            rows.append(~row)
        }
        func key(_ row: Int) -> Int32 {
            row >= 0 ? comparison.delivered.keys[row] : comparison.registered.keys[~row]
        }
        let texts = comparison.texts
        return rows.sorted { texts.precedes(key($0), key($1)) }
    }
}
