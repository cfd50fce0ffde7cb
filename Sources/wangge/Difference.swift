import ArgumentParser
import City
import CityService

/// `wangge difference`: what differs between two editions.
struct Difference: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what differs between two editions, net of what came in between.")

    @OptionGroup var city: CityArgument
    @Argument(help: "The edition from which is told; 0 is the empty city.")
    var from: Int
    @Argument(help: "The edition to which is told.")
    var to: Int
    @Option(help: "The layer; all if not said.")
    var layer: String?
    @Option(help: "A new CSV file for all rows.", completion: .file())
    var csv: String?
    @OptionGroup var output: OutputOptions

    /// How many rows of a layer are printed.
    private static let shown = 20

    func run() throws {
        if let csv { try TextFile.refuseExisting(csv) }
        let layer = try layer.map { try Deliveries.layer($0) }
        let differences = try city.open().differences(from: from, to: to, in: layer)
        if let csv { try TextFile.write(differences.csv, to: csv) }
        if output.json { return try output.printJSON(differences) }
        if differences.rows.isEmpty { print("Nothing differs.") }
        for layer in Layer.all.map(\.name) { printLayer(layer, differences) }
    }

    private func printLayer(_ layer: String, _ differences: EditionDifferences) {
        let counts = differences.counts(of: layer).map { "\($0.rows) \($0.change.rawValue)" }
        guard !counts.isEmpty else { return }
        print("\(layer): \(counts.joined(separator: ", "))")
        let rows = differences.rows.filter { $0.layer == layer }
        for row in rows.prefix(Self.shown) { print("    \(Self.line(row))".visible) }
        if rows.count > Self.shown {
            print("    … and \(rows.count - Self.shown) more; --csv FILE has all.")
        }
    }

    private static func line(_ row: RowDifference) -> String {
        let metres = row.movedMetres.map { [" \($0) m"] } ?? []
        let columns = row.columns.filter { $0 != "geometry" }
        let named = columns.isEmpty ? [] : [" \(columns.joined(separator: ", "))"]
        return ([row.change.rawValue, " \(row.key)"] + metres + named).joined()
    }
}
