public import ArgumentParser
public import City
import CityService

/// `wangge init`: makes an empty city.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an empty city.",
        discussion: "Example: wangge init shenyang.db --name 沈阳市 --code 210100")

    @Argument(help: "The file to make.", completion: .file(extensions: ["db"]))
    var db: String
    @Option(help: "The city's name.")
    var name: String
    @Option(help: "The city's own code; the last organization to ask.")
    var code: String
    @Option(help: "How areas and components are numbered: national (checked) or free.")
    var scheme: CodeScheme = .national

    func run() throws {
        try CityOnDisk.create(
            path: db, settings: CitySettings(name: name, code: code, scheme: scheme))
        print("Made \(db). Hand in its layers with `wangge import \(db) LAYER FILE`.")
    }
}

extension CodeScheme: ExpressibleByArgument {}
