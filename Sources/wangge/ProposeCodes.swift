import ArgumentParser
import City
import CityService

/// `wangge propose-codes`: codes for new grids and components.
struct ProposeCodes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose-codes",
        abstract: "Propose codes for the rows of a file that have none; nothing is staged.",
        discussion: """
            Unit grids get the next free numbers of the community in which they lie, from west to \
            east and from north to south; components those of their district and category. Numbers \
            that were ever given are not given again.

            Example: wangge propose-codes city.db unit-grids new.geojson --out coded.geojson
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The layer: unit-grids or components.")
    var layer: String
    @Argument(help: "The file, with the column code empty or without it.", completion: .file())
    var file: String
    @Option(name: .customLong("out"), help: "A new file for the rows with their codes.")
    var out: String?
    @OptionGroup var options: ReadingOptions
    @OptionGroup var output: OutputOptions

    private struct Proposal: Encodable {
        var row: Int
        var code: String?
    }

    func run() throws {
        if let out { try TextFile.refuseExisting(out) }
        let deliveries = try city.open().deliveries
        let proposed = try ProgressBar.during { bar in
            try deliveries.proposeCodes(
                file, as: try Deliveries.layer(layer), options.reading
            ) { bar.show("reading", $0, of: $1) }
        }
        if let out { try deliveries.write(proposed, to: out) }
        let without = proposed.codes.filter { $0.code == nil }.map(\.row)
        if output.json {
            try output.printJSON(proposed.codes.map { Proposal(row: $0.row, code: $0.code) })
        } else {
            tell(proposed, without)
        }
        if !without.isEmpty { throw Outcome.no }
    }

    private func tell(_ proposed: ProposedCodes, _ without: [Int]) {
        if let out {
            print("\(proposed.codes.count - without.count) codes proposed in \(out).")
        } else {
            for (row, code) in proposed.codes { if let code { print("row \(row): \(code)") } }
        }
        guard let first = without.first else { return }
        let others = without.count > 1 ? " and \(without.count - 1) more" : ""
        print(
            """
            Row \(first)\(others): no code. They lie in no community or district, have no \
            category, or no number is left.
            """)
    }
}
