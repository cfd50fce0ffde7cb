import ArgumentParser
import City
import CityService

/// `wangge export`: a layer of the city in a file.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a layer into a new file; its ending says the format.",
        discussion: """
            Formats: .gpkg .geojson .geojsonl .shp .csv .xlsx .fgb. People leave without names \
            and numbers.
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The layer.")
    var layer: String
    @Argument(help: "The file to make.", completion: .file())
    var file: String
    @Option(help: "The reference system to write; EPSG:4490 if not said.")
    var crs: String?
    @Option(help: "The encoding of the texts; UTF-8 if not said.")
    var encoding: String?
    @Option(help: "The edition to write; the current one if not said.")
    var asOf: Int?

    func run() throws {
        var writing = CityService.Export.Writing()
        writing.referenceSystem = crs
        writing.encoding = encoding
        writing.edition = asOf
        let count = try city.open().export.write(
            try Deliveries.layer(layer), to: file, writing)
        print("\(count) rows of \(layer) in \(file).")
    }
}
