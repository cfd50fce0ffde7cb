import ArgumentParser
import City
import CityService

/// `wangge undo`: publishes the inverse of an edition.
struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Publish the inverse of an edition as a new one, if nothing later depends on it.",
        discussion: """
            Names and numbers of people are in no edition: a person who changed keeps those of now, \
            one who had gone comes back without.
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The number of the edition, as `history` shows it.")
    var edition: Int
    @OptionGroup var output: OutputOptions

    func run() throws {
        let (report, outcome) = try ProgressBar.during { bar in
            bar.show("undoing")
            return try city.open().deliveries.undo(edition)
        }
        try MadePrinter(report: report, outcome: outcome, output: output).tell(
            nothing: "Nothing to do: the city stands as before edition \(edition).",
            advice: "Change first what depends on edition \(edition).")
    }
}
