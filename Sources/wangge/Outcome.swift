import ArgumentParser
import CityService
import Foundation

/// How the program ends: with a number for scripts and, if need be, a sentence for people.
enum Outcome {
    /// Findings, or an answer of "no".
    static let no = ExitCode(1)

    /// Tells an error on standard error and exits; what ArgumentParser knows it tells itself.
    static func end(with error: any Error) -> Never {
        let fault = Fault(error)
        if fault == .unknown, String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") {
            Wangge.exit(withError: error)
        }
        FileHandle.standardError.write(Data("wangge: \("\(error)".visible)\n".utf8))
        Foundation.exit(status(of: fault))
    }

    /// Tells on standard error what nobody has to act upon.
    static func notice(_ sentence: String) {
        FileHandle.standardError.write(Data("wangge: \(sentence.visible)\n".utf8))
    }

    /// The numbers of sysexits(3).
    private static func status(of fault: Fault) -> Int32 {
        switch fault {
        case .request: 64
        case .data: 65
        case .notFound, .noInput: 66
        case .unavailable: 69
        case .unknown: 70
        case .cannotCreate: 73
        case .storage: 74
        case .conflict: 75
        }
    }
}

/// Whether answers are printed for people or for programs.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON for programs.")
    var json = false

    /// Prints a value as indented JSON with its keys in order.
    func printJSON(_ value: some Encodable) throws {
        print(String(decoding: try JSON.readable.encode(value), as: UTF8.self))
    }
}

/// The city's file, the first argument of every verb.
struct CityArgument: ParsableArguments {
    @Argument(help: "The city's file.", completion: .file(extensions: ["db"]))
    var db: String

    func open() throws -> CityOnDisk { try CityOnDisk(path: db) }
}
