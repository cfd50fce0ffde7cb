import ArgumentParser
import City
import CityService

/// `wangge hand-over`: all posts of one person go to another.
struct HandOver: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hand all posts of a person over to another one, from a day on.",
        discussion: """
            The old posts end the day before; new ones begin, whose codes end in a number: after \
            GW-04 comes GW-04.2.
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The code of the person who held the posts.")
    var from: String
    @Argument(help: "The code of the person who takes them.")
    var to: String
    @Option(name: .customLong("from"), help: "The first day, like 2026-03-01; today if not said.")
    var firstDay: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
        let day = try firstDay.map { try Day($0) } ?? .today
        let (report, outcome) = try city.open().deliveries.handOver(from: from, to: to, on: day)
        try MadePrinter(report: report, outcome: outcome, output: output).tell(
            nothing: "Nothing to do: the posts are held so already.",
            advice: "Mend what is found and try again.")
    }
}
