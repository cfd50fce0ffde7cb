import ArgumentParser
import City
import CityService
import Foundation

/// `wangge waive`: somebody answers for findings of a delivery.
struct Waive: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let findings of a delivery stand, for a reason that is remembered.",
        discussion: """
            Warnings of every rule, and errors of \
            \(Finding.Rule.waivable.map(\.rawValue).sorted().joined(separator: ", ")). Later \
            deliveries honour it as long as the same value is at fault in the same row.

            Example: wangge waive city.db components-1a2b3c4d --rule geometry-outside --row 17 \
            --reason "beyond the river, by agreement of 2026-03-01"
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The delivery, as `stage` named it.")
    var delivery: String
    @Option(help: "The rule, as findings end with it.")
    var rule: String
    @Option(help: "The row, as findings begin with it.")
    var row: Int?
    @Option(help: "The code of the row.")
    var key: String?
    @Option(help: "The group, as `check --report json` tells it.")
    var group: String?
    @Option(help: "Why they may stand; everybody reads it.")
    var reason: String
    @OptionGroup var output: OutputOptions

    func validate() throws { _ = try choice() }

    private func choice() throws -> Deliveries.WaiverChoice {
        switch (row, key, group) {
        case (let row?, nil, nil): .row(row)
        case (nil, let key?, nil): .key(key)
        case (nil, nil, let group?): .group(group)
        default: throw ValidationError("Say one of --row, --key and --group.")
        }
    }

    func run() throws {
        let waivers = try city.open().deliveries.waive(
            delivery, rule: rule, try choice(), reason: reason, by: Account.name)
        if output.json { return try output.printJSON(waivers) }
        let first = waivers.first?.number ?? 0
        let last = waivers.last?.number ?? first
        print(
            waivers.count == 1
                ? "Waiver \(first): 1 finding of \(rule) stands."
                : "Waivers \(first)-\(last): \(waivers.count) findings of \(rule) stand.")
        print("Check again with `wangge check \(city.db) \(delivery)`.")
    }
}

/// `wangge waivers`: what was let stand, by whom and why.
struct Waivers: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the waivers of findings, or revoke some.")

    @OptionGroup var city: CityArgument
    @Option(
        help: "The number of a waiver to revoke, or the first and the last: 12-19.",
        transform: NumberRange.init)
    var revoke: NumberRange?
    @OptionGroup var output: OutputOptions

    func run() throws {
        let city = try city.open()
        if let revoke {
            let count = try city.revokeWaivers(revoke.numbers, by: Account.name)
            return print("Revoked \(count). The next check finds again what they let stand.")
        }
        let waivers = try city.waivers()
        if output.json { return try output.printJSON(waivers) }
        if waivers.isEmpty { print("Nothing is waived.") }
        for waiver in waivers { print(Self.line(waiver).visible) }
    }

    private static func line(_ waiver: Waiver) -> String {
        let state = waiver.revokedAt.map { "  revoked \($0) by \(waiver.revokedBy ?? "")" } ?? ""
        return """
            \(waiver.number)  \(waiver.layer) \(waiver.key)  [\(waiver.rule.rawValue)]  \
            \(waiver.reason)  (\(waiver.by), \(waiver.at))\(state)
                \(waiver.english)
            """
    }
}

/// Numbers from a first to a last one: `12-19`, or `12` alone.
struct NumberRange {
    var numbers: ClosedRange<Int>

    init(_ text: String) throws {
        let ends = text.split(separator: "-", maxSplits: 1).map { Int($0) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else {
            throw ValidationError("\"\(text)\" is no number of a waiver: write 12, or 12-19.")
        }
        numbers = first...last
    }
}

/// Who runs the program.
private enum Account {
    /// The name of the account on this machine.
    static var name: String { NSUserName() }
}
