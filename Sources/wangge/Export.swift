import ArgumentParser
import City
import CityService

/// `wangge export`: a layer of the city in a file.
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a layer into a new file; its ending says the format.",
        discussion: """
            Formats: .gpkg .geojson .geojsonl .shp .csv .xlsx .fgb. People leave without names \
            and numbers. What the format cannot hold is listed and refused; with --accept-losses \
            texts are cut to 254 bytes, characters that the encoding lacks become 〓, numbers are \
            rounded, and geometries of another kind than the first are left out.
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

    @Option(help: "The words at the head of the columns: wangge, national or legacy.")
    var vocabulary: String?
    @Flag(help: "Write what the format can hold, and say what is lost.")
    var acceptLosses = false

    func run() throws {
        var writing = CityService.Export.Writing()
        writing.referenceSystem = crs
        writing.encoding = encoding
        writing.edition = asOf
        writing.acceptsLosses = acceptLosses
        if let vocabulary {
            guard let words = Vocabulary(rawValue: vocabulary) else {
                throw ValidationError("--vocabulary is wangge, national or legacy.")
            }
            writing.vocabulary = words
        }
        let (count, losses) = try city.open().export.write(
            try Deliveries.layer(layer), to: file, writing)
        for loss in losses { print("lost: \(loss)") }
        print("\(count) rows of \(layer) in \(file).")
    }
}
