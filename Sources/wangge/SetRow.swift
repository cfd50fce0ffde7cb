import ArgumentParser
import City
import CityService

/// `wangge set`: a delivery of one row.
struct SetRow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change one row, or add it: a delivery of one row.",
        discussion: """
            Columns that are not named stay, FIELD= empties one. A row of an unknown code is added \
            if all that it needs is named; lon= and lat= are the place of a point, in CGCS2000 \
            degrees.

            Example: wangge set city.db components 99010101001000001 maintainer=SWYH note=
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The layer.")
    var layer: String
    @Argument(help: "The code; several columns that identify a row are joined by /.")
    var code: String
    @Argument(help: "A column and its value, FIELD=VALUE.")
    var values: [FieldAssignment]
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let fields = values.map(\.field)
        if Set(fields).count < fields.count {
            throw ValidationError("A column is named twice. Name each once.")
        }
    }

    func run() throws {
        let (report, outcome) = try city.open().deliveries.set(
            code, in: try Deliveries.layer(layer),
            to: values.map { Deliveries.Assignment(field: $0.field, value: $0.value) })
        try MadePrinter(report: report, outcome: outcome, output: output).tell(
            nothing: "Nothing to do: the row says so already.",
            advice: "Correct the values and try again.")
    }
}

/// `FIELD=VALUE`; the value may be empty.
struct FieldAssignment: ExpressibleByArgument {
    var field: String
    var value: String

    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else {
            return nil
        }
        field = String(argument[..<sign])
        value = String(argument[argument.index(after: sign)...])
    }
}
