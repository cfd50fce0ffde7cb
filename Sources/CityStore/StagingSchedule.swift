public import City
import Foundation
import GRDB

/// When a staged delivery is to become an edition.
public struct Schedule: Hashable, Sendable {
    /// The stated moment.
    public var effective: Instant
    /// Whether the rows that are rejected then are left out.
    public var withoutRejected: Bool

    /// A schedule by its parts.
    public init(effective: Instant, withoutRejected: Bool) {
        self.effective = effective
        self.withoutRejected = withoutRejected
    }
}

extension StagingFile {
    /// Keeps a schedule, in place of an earlier one. Whoever is told so finds it after a power
    /// failure.
    public func keep(_ schedule: Schedule) throws {
        try writeDurably(
            "UPDATE delivery SET effective = ?, without_rejected = ?, reason = NULL",
            [schedule.effective.description, schedule.withoutRejected])
    }

    /// Takes the schedule away, because the check refused when the moment came; the reason is kept.
    public func keepRefusal(_ reason: String) throws {
        try writeDurably("UPDATE delivery SET effective = NULL, reason = ?", [reason])
    }

    /// The schedule, if there is one.
    public func schedule() throws -> Schedule? {
        try DatabaseFile.translating(path) {
            try queue.read { db in
                let row = try Row.fetchOne(
                    db, sql: "SELECT effective, without_rejected FROM delivery")
                guard let row, let text = row[0] as String?, let effective = try? Instant(text)
                else { return nil }
                return Schedule(effective: effective, withoutRejected: row[1])
            }
        }
    }

    /// Why it was not published when its moment came, if it was not.
    public func refusal() throws -> String? {
        try DatabaseFile.translating(path) {
            try queue.read { try String.fetchOne($0, sql: "SELECT reason FROM delivery") }
        }
    }

    /// The file is otherwise written without a log, since it can be staged again; a promise cannot.
    private func writeDurably(_ sql: String, _ arguments: StatementArguments) throws {
        try DatabaseFile.translating(path) {
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
                try db.inTransaction {
                    try db.execute(sql: sql, arguments: arguments)
                    return .commit
                }
            }
        }
    }
}
