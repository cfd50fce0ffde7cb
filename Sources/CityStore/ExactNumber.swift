import City
import Foundation
import GRDB

/// Fractions as texts that give the same number back.
///
/// SQLite's own JSON rounds to fifteen digits; what an undoing restores must be what was there.
enum ExactNumber {
    /// SQL for the text of a fraction.
    static func sql(_ value: String) -> String { "wangge_exact(\(value))" }

    /// Makes the function known to a connection.
    static func prepare(_ db: Database) throws {
        db.add(
            function: DatabaseFunction("wangge_exact", argumentCount: 1, pure: true) { values in
                guard case .double(let number) = values[0].storage else { return values[0] }
                return String(number)
            })
    }
}

extension Field {
    /// Whether the register keeps the column as a fraction.
    var isFraction: Bool { kind == .decimal || kind == .metres }
}
