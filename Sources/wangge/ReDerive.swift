import ArgumentParser
import City
import CityService

/// `wangge re-derive`: components follow the unit grids in which they lie.
struct ReDerive: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "re-derive",
        abstract: "Stage the components whose unit grid changes with a delivery of unit grids.",
        discussion: """
            The delivery of unit grids waits or was published. Publish it first, then the delivery \
            of components that this verb stages.
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The delivery of unit grids, as `stage` named it.")
    var delivery: String
    @OptionGroup var output: OutputOptions

    func run() throws {
        let summary = try ProgressBar.during { bar in
            bar.show("deriving")
            return try city.open().deliveries.rederive(after: delivery)
        }
        if output.json { return try output.printJSON(summary) }
        guard let summary else {
            return print("Nothing to do: every component lies in the unit grid that it names.")
        }
        print("Staged \(summary.delivery).")
        print("Check it with `wangge check \(city.db) \(summary.delivery)`.")
    }
}
