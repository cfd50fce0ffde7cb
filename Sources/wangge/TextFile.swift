import ArgumentParser
import CityService
import Foundation

/// Whole texts in and out.
enum TextFile {
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

    /// Writes a text; the file appears complete or not at all.
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CityServiceError.cannotWrite(path)
        }
    }
}
