import ArgumentParser
import City
import CityService
import Foundation

/// `wangge demo`: grows a city of a published size.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a city of the published size, grown from a seed.",
        discussion: """
            Districts have their real outlines, subdistricts and communities real names as far as \
            there are any; all else is invented. The same seed makes the same city.

            Example: wangge demo shenyang.db --city shenyang --seed 1
            """)

    @Argument(help: "The file to make.", completion: .file(extensions: ["db"]))
    var db: String
    @Option(help: "\(GrownCity.names.joined(separator: ", ")).")
    var city = "shenyang"
    @Option(help: "How many components; as many as were published if not said.")
    var components: Int?
    @Option(help: "What makes this city another one than its sisters.")
    var seed: UInt64 = 1
    @Option(help: "The folder gisdata, if it is not here or beside the program.")
    var gisdata: String?
    @Option(help: "A file to write a month of invented cases into, ready for `resolve --batch`.")
    var cases: String?

    func validate() throws {
        if let components, components < 0 {
            throw ValidationError("--components is a number from 0.")
        }
    }

    func run() throws {
        try TextFile.refuseExisting(db)
        if let cases { try TextFile.refuseExisting(cases) }
        let (grown, editions) = try ProgressBar.during { bar in
            bar.show("growing")
            let grown = try GrownCity(
                city, seed: seed, components: components, gisdata: folders)
            return (grown, try grown.create(path: db) { bar.show($0, $1, of: $2) })
        }
        for edition in editions { print("\(edition.newRows)  \(edition.layer)") }
        print("Made \(db), content \(editions.last?.contentHash ?? "").")
        if let cases {
            try TextFile.write(grown.cases(), to: cases)
            print("A month of cases is in \(cases).")
        }
    }

    /// Where the published data may be: where they were said to be, or here, or beside the program
    /// or a folder above it.
    private var folders: [String] {
        if let gisdata { return [gisdata] }
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        if let program = Bundle.main.executableURL { folder = program.resolvingSymlinksInPath() }
        var folders = ["gisdata"]
        for _ in 0..<4 {
            folder.deleteLastPathComponent()
            folders.append(folder.appendingPathComponent("gisdata").path)
        }
        return folders
    }
}
