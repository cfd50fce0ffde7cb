import ArgumentParser
import CityService

/// `wangge deliveries`: what waits, for what, and why.
struct ListDeliveries: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries", abstract: "List the deliveries that wait, and for what.")

    @OptionGroup var city: CityArgument
    @OptionGroup var output: OutputOptions

    func run() throws {
        let waiting = try city.open().deliveries.waiting()
        if output.json { return try output.printJSON(waiting) }
        if waiting.isEmpty { print("No delivery waits.") }
        for delivery in waiting { print(Self.line(delivery).visible) }
    }

    private static func line(_ delivery: WaitingDelivery) -> String {
        let state =
            switch delivery.state {
            case .staged: "staged"
            case .scheduled: "scheduled for \(delivery.effective ?? "")"
            case .otherVersion: "of another version of wangge: discard it, and stage its file again"
            }
        let what = [delivery.delivery, delivery.fileName, delivery.stagedAt, state]
            .compactMap(\.self).joined(separator: "  ")
        return what + (delivery.refusal.map { "\n    \($0)" } ?? "")
    }
}
