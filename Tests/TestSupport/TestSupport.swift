public import Foundation
import Synchronization

/// The repository in which the tests run.
public enum Repository {
    /// Its folder.
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The path of something in it.
    public static func path(_ relative: String) -> String {
        root.appendingPathComponent(relative).path
    }

    /// The path of real data that stands beside the repository on some machines, or `nil`.
    public static func shared(_ relative: String) -> String? {
        let path = root.deletingLastPathComponent().appendingPathComponent("shared/\(relative)")
            .path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }
}

/// A folder for one test, gone when the test lets go of it.
public final class TemporaryFolder: Sendable {
    private let url: URL

    /// Makes a folder.
    public init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("wangge-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// Makes a folder for all tests of a run; it is removed when the run ends.
    public static func ofRun() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let isFirst = FoldersOfRun.paths.withLock { paths in
            paths.append(folder.path)
            return paths.count == 1
        }
        if isFirst {
            atexit {
                for path in FoldersOfRun.paths.withLock({ $0 }) {
                    try? FileManager.default.removeItem(atPath: path)
                }
            }
        }
        return folder
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The folder's own path.
    public var path: String { url.path }

    /// The path of a file in the folder.
    public func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes a text into the folder and returns its path.
    public func write(_ text: String, to name: String) throws -> String {
        try write(Data(text.utf8), to: name)
    }

    /// Writes bytes into the folder and returns their path.
    public func write(_ bytes: Data, to name: String) throws -> String {
        let path = path(name)
        try bytes.write(to: URL(fileURLWithPath: path))
        return path
    }

    /// Every file below the folder with its contents, to see that nothing was changed.
    public func contents() throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            contents[name] = FileManager.default.contents(atPath: self.path(name)) ?? Data()
        }
        return contents
    }
}

private enum FoldersOfRun {
    static let paths = Mutex<[String]>([])
}

/// Random numbers that are the same in every run (SplitMix64, Steele, Lea and Flood 2014).
public struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// A generator for a seed.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A table of comma-separated values as dictionaries by header, for fixtures without line breaks
/// inside fields.
public enum Table {
    /// Reads a file.
    public static func read(_ path: String) throws -> [[String: String]] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map { fields($0) }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { fields in
            Dictionary(zip(header, fields), uniquingKeysWith: { first, _ in first })
        }
    }

    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}

/// How thoroughly tests of chance go: a few seeds in the ordinary run, all of them in a long one.
public enum Thoroughness {
    /// Whether this is a long run: `WANGGE_THOROUGH=1`, as `tools/datum/seeds` sets it.
    public static let isLong = ProcessInfo.processInfo.environment["WANGGE_THOROUGH"] == "1"

    /// The seeds of this run out of those of a long one.
    public static func seeds(of count: UInt64) -> Range<UInt64> { 0..<(isLong ? count : 2) }
}
