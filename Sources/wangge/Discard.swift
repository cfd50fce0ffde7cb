import ArgumentParser
import CityService

/// `wangge discard`: throws a delivery that waits away.
struct Discard: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Throw a delivery that waits away; the city stays as it is.")

    @OptionGroup var city: CityArgument
    @Argument(help: "The delivery, as `stage` named it; its layer, if only one waits.")
    var delivery: String

    func run() throws {
        try city.open().deliveries.discard(delivery)
        print("Discarded \(delivery). The city is as it was.")
    }
}
