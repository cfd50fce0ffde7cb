import CityFiles
import City
import Foundation
import TestSupport

/// Programs that know nothing of us: they make the files, and say what ours hold.
enum Tool {
    struct Failed: Error { var output: String }

    /// Runs a program in a folder and returns what it prints.
    @discardableResult
    static func run(_ words: String..., in folder: TemporaryFolder) throws -> String {
        try run(words, in: folder)
    }

    @discardableResult
    private static func run(_ words: [String], in folder: TemporaryFolder) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(output: output) }
        return output
    }

    /// Runs a Python script in a folder.
    @discardableResult
    static func python(_ script: String, in folder: TemporaryFolder) throws -> String {
        try run("python3", "-c", script, in: folder)
    }

    /// Makes a file of three covers in a format, named `a.` and its ending.
    static func covers(_ ending: String, _ format: String, in folder: TemporaryFolder) throws
        -> String
    {
        _ = try folder.write(
            "code,name,wkt\n01,井盖甲,POINT (121.4 31.2)\n02,井盖乙,POINT (121.5 31.3)\n"
                + "03,井盖丙,POINT (121.6 31.4)\n", to: "source.csv")
        let encoding = ending == "shp" ? ["-lco", "ENCODING=UTF-8"] : []
        try run(
            ["ogr2ogr", "-f", format, "-a_srs", "EPSG:4490", "-nln", "a", "-nlt", "POINT"]
                + encoding
                + ["-oo", "GEOM_POSSIBLE_NAMES=wkt", "-oo", "KEEP_GEOM_COLUMNS=NO"]
                + ["a.\(ending)", "source.csv"], in: folder)
        try FileManager.default.removeItem(atPath: folder.path("source.csv"))
        return folder.path("a.\(ending)")
    }
}

extension VectorFile {
    /// All rows of a file.
    static func rows(
        _ path: String, layer: String? = nil, encoding: String? = nil
    ) throws -> [PlainRow] {
        try VectorFile(path: path, layer: layer, encoding: encoding).plainRows()
    }
}

/// The objection with which a file is refused; `nil` if it opens or fails otherwise.
func objection(to path: String) throws -> FileObjection? {
    do {
        _ = try VectorFile.rows(path)
    } catch VectorFileError.refused(let objection, _) {
        return objection
    }
    return nil
}
