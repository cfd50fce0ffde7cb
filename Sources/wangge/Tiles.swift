import ArgumentParser
import CityService
import Foundation

/// `wangge tiles`: the whole map in one file.
struct Tiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the map's tiles into one new file, an archive after PMTiles 3.",
        discussion: """
            The same city makes the same bytes. What a tile has no room for it says itself, in its \
            layer left-out, and this verb sums it up at the end. No person is in any tile; all \
            layers are, whichever role may see them on the server, unless --layers names some.

            Example: wangge tiles shenyang.db shenyang.pmtiles --zooms 8-16
            """)

    @OptionGroup var city: CityArgument
    @Argument(help: "The file to make.", completion: .file(extensions: ["pmtiles"]))
    var file: String
    @Option(help: "The layers, joined by commas; all if not said.")
    var layers: String?
    @Option(help: "The zooms, 14 or 8-16; all that are drawn if not said.")
    var zooms: ZoomRange?
    @Option(help: "The code of a district: the tiles that meet its ground.")
    var district: String?
    @Option(help: "The datum: \(MapDatum.allCases.map(\.rawValue).joined(separator: " or ")).")
    var datum = MapDatum.cgcs2000.rawValue
    @Option(help: "The folder of the map's files; tiles in the current folder without it.")
    var tiles: String?
    @Option(help: "How many threads draw; as many as there are processors if not said.")
    var threads: Int?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let threads, !(1...256).contains(threads) {
            throw ValidationError("--threads is a number from 1 to 256.")
        }
    }

    func run() throws {
        let wanted = try wanted()
        try TextFile.refuseExisting(file)
        let export = TileExport(
            CityTiles(try city.open().live(), layers: try PageFiles.layers(in: tiles)))
        let report = try ProgressBar.during { bar in
            bar.show("opening")
            return try export.write(to: file, wanted) { bar.show($0, $1, of: $2, unit: "tiles") }
        }
        try output.json ? output.printJSON(report) : tell(report)
    }

    private func wanted() throws -> TileExport.Wanted {
        guard let datum = MapDatum(rawValue: datum) else {
            throw ValidationError(
                "--datum is \(MapDatum.allCases.map(\.rawValue).joined(separator: " or ")).")
        }
        var wanted = TileExport.Wanted()
        wanted.layers = layers?.split(separator: ",").map(String.init)
        wanted.zooms = zooms?.zooms
        wanted.district = district
        wanted.datum = datum
        if let threads { wanted.threads = threads }
        return wanted
    }

    private func tell(_ report: TileExportReport) {
        for item in report.leftOut {
            print(
                """
                left out: \(item.features) of \(item.layer) in \(item.tiles) tiles of zoom \
                \(item.zoom); from zoom \(item.fromZoom) on they may be there.
                """)
        }
        if report.leftOut.isEmpty { print("Nothing was left out.") }
        print(
            """
            \(report.tiles) tiles, \(report.contents) of them different, \(report.bytes) bytes, of \
            edition \(report.edition) in \(report.file).
            """)
    }
}

/// One zoom or two with a hyphen between them.
struct ZoomRange: ExpressibleByArgument {
    let zooms: ClosedRange<Int>

    init?(argument: String) {
        let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
            0 <= first, first <= last
        else { return nil }
        zooms = first...last
    }
}
