import ArgumentParser
import CityService
import Foundation

/// Whole texts in and out.
enum TextFile {
    /// Refuses a file that exists: nothing is written over, least of all a city.
    static func refuseExisting(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) { throw CityServiceError.fileExists(path) }
    }

    /// Reads a UTF-8 text.
    static func read(_ path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw CityServiceError.noTextFile(path)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CityServiceError.notUTF8(path)
        }
        return text
    }

    /// Writes a text into a new file, which appears complete or not at all.
    static func write(_ text: String, to path: String) throws {
        try refuseExisting(path)
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CityServiceError.cannotWrite(path)
        }
    }

    /// Writes bytes into a new file as they come; it appears complete or not at all.
    static func write(
        to path: String, _ fill: (_ write: @escaping ([UInt8]) throws -> Void) throws -> Void
    ) throws {
        try refuseExisting(path)
        let unfinished = "\(path).\(ProcessInfo.processInfo.processIdentifier).part"
        guard FileManager.default.createFile(atPath: unfinished, contents: nil),
            let file = FileHandle(forWritingAtPath: unfinished)
        else { throw CityServiceError.cannotWrite(path) }
        do {
            try fill { bytes in
                do { try file.write(contentsOf: Data(bytes)) } catch {
                    throw CityServiceError.cannotWrite(path)
                }
            }
            try file.close()
            try FileManager.default.moveItem(atPath: unfinished, toPath: path)
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error
        }
    }
}
