import Foundation
import TestSupport
import Testing

/// The program as it was built beside the tests.
enum Command {
    /// What a run of the program did.
    struct Result {
        var status: Int32
        var output: String
        var error: String
    }

    /// The folder of the built products: where the test bundle stands.
    private static let products: URL = {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
        let executable =
            bundle.map { URL(fileURLWithPath: $0) }
            ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return executable.deletingLastPathComponent()
    }()

    /// The program's path.
    static var path: String { products.appendingPathComponent("wangge").path }

    /// Runs the program to its end.
    static func run(_ arguments: [String]) throws -> Result {
        try run(path, arguments)
    }

    /// Runs any program to its end; its texts go through files, so that no pipe fills up.
    static func run(_ program: String, _ arguments: [String]) throws -> Result {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        for name in ["out", "err"] {
            _ = try folder.write("", to: name)
        }
        process.standardOutput = FileHandle(forWritingAtPath: folder.path("out"))
        process.standardError = FileHandle(forWritingAtPath: folder.path("err"))
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: try String(contentsOfFile: folder.path("out"), encoding: .utf8),
            error: try String(contentsOfFile: folder.path("err"), encoding: .utf8))
    }

    /// The sample town, made once for all tests by the script that people use.
    static func town() throws -> String { try madeTown.get().path("town.db") }

    private static let madeTown = Swift.Result { () -> TemporaryFolder in
        let folder = try TemporaryFolder.ofRun()
        let made = try run(
            Repository.path("tools/make-sample"), [path, folder.path("town.db")])
        try #require(made.status == 0, "\(made.error)")
        return folder
    }
}
