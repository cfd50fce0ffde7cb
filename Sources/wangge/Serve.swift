import ArgumentParser
import City
import CityHTTP
import CityService
import Foundation
import Logging

/// `wangge serve`: answers over HTTP until it is told to end.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer over HTTP. Ends after finishing what runs, on SIGTERM or Ctrl-C.")

    @OptionGroup var city: CityArgument
    @Option(help: "The interface to listen on.")
    var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 8080

    @Option(help: "How many threads read and write; others work the answers out.")
    var eventLoops = 1
    @Option(help: "How many megabytes a delivered file may have.")
    var uploadLimit = 2048
    @Option(help: "How many delivered files are read at a time; others wait.")
    var readers = 1
    @Option(help: "The folder of the map's files; tiles in the current folder without it.")
    var tiles: String?
    @Option(help: "A JSON file with base maps and where the map opens.")
    var mapConfig: String?

    func validate() throws {
        guard (1...64).contains(eventLoops) else {
            throw ValidationError("--event-loops is a number from 1 to 64.")
        }
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is a number from 0 to 65535.")
        }
        guard (1...1 << 20).contains(uploadLimit) else {
            throw ValidationError("--upload-limit is a number from 1 to 1048576.")
        }
        guard (1...16).contains(readers) else {
            throw ValidationError("--readers is a number from 1 to 16.")
        }
    }

    func run() async throws {
        let city = try city.open()
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        let logger = Logger(label: "wangge")
        let page = MapPage(
            files: files(logger),
            configuration: try mapConfig.map { try MapConfiguration(path: $0) } ?? .init())
        let live = try city.live { logger.notice("\($0)") }
        var limits = DeliveryJobs.Limits()
        limits.fileBytes = uploadLimit << 20
        limits.readers = readers
        let jobs = try DeliveryJobs(city, live: live, limits: limits) { logger.error("\($0)") }
        let server = try CityServer(
            live: live, jobs: jobs, access: try city.access(), page: page,
            version: Wangge.configuration.version, logger: logger)
        let (host, path, edition) = (host, city.path, live.index.edition)
        try await server.run(
            at: .init(host: host, port: port, eventLoops: eventLoops)
        ) { port in
            // Not by `print`, which keeps lines back while standard output is a pipe.
            let line = "Serving \(path), edition \(edition), on http://\(host):\(port)\n"
            FileHandle.standardOutput.write(Data(line.utf8))
        }
    }

    private func files(_ logger: Logger) -> PageFiles {
        let files = (tiles ?? PageFiles.folder()).map { PageFiles(folder: $0) } ?? .none
        if !files.missing.isEmpty {
            logger.warning(
                """
                The map is not shown: \(files.missing.joined(separator: ", ")) not found. Run \
                tools/setup, or name the folder by --tiles. Everything else is served.
                """)
        }
        return files
    }
}
