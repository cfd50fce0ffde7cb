public import City
import CityStore
public import Foundation

/// The files of the map's page, its manual and its letters as they lay in the folder `tiles` when
/// they were read; what came later is not there, and what is not there cannot be asked for.
public struct PageFiles: Sendable {
    /// A file in memory.
    public struct File: Hashable, Sendable {
        /// What stands in it.
        public let bytes: Data
        /// The same packed by gzip, if it is text and becomes shorter.
        public let gzipped: Data?
        /// Names the contents: equal ones have the same.
        public let tag: String

        /// A file of bytes, packed where that makes it shorter.
        init(_ bytes: Data, tag: String, packing pack: (Data) -> Data?) {
            self.bytes = bytes
            self.tag = tag
            gzipped = pack(bytes).flatMap { $0.count < bytes.count ? $0 : nil }
        }
    }

    /// The files by their paths below the folder: `page/index.html`.
    public let files: [String: File]

    /// No files: nothing is shown.
    public static let none = PageFiles(files: [:])

    private init(files: [String: File]) { self.files = files }

    /// The folders of which files are read.
    static let folders = ["page", "vendor", "glyphs", "help"]
    /// The files beside them: what is drawn, and how.
    static let own = ["layers.json", "style.json"]
    /// How large a file may be.
    static let largest = 16 << 20
    /// How many files may lie in a folder; the letters of a font are 256.
    static let most = 4000

    /// Reads the files of a folder.
    ///
    /// Hidden files are passed over, and so are links that lead out of the folder.
    ///
    /// - Parameters:
    ///   - folder: the folder `tiles`.
    ///   - pack: packs by gzip; `nil` if it cannot.
    public init(folder: String, packing pack: (Data) -> Data? = PageFiles.packed) {
        let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        var files: [String: File] = [:]
        for part in Self.folders {
            let names = try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(part)")
            for name in (names ?? []).sorted().prefix(Self.most) {
                files["\(part)/\(name)"] = Self.file("\(part)/\(name)", root, pack)
            }
        }
        for name in Self.own { files[name] = Self.file(name, root, pack) }
        self.init(files: files)
    }

    private static func file(
        _ name: String, _ root: String, _ pack: (Data) -> Data?
    ) -> File? {
        bytes(of: name, root).map { bytes in
            File(bytes, tag: Fingerprint.of(bytes), packing: isText(name) ? pack : { _ in nil })
        }
    }

    private static func bytes(of name: String, _ root: String) -> Data? {
        let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
        let url = URL(fileURLWithPath: "\(root)/\(name)").resolvingSymlinksInPath()
        guard !isHidden, url.path.hasPrefix(root + "/"),
            let facts = try? FileManager.default.attributesOfItem(atPath: url.path),
            facts[.type] as? FileAttributeType == .typeRegular,
            let size = facts[.size] as? Int, size <= largest
        else { return nil }
        return FileManager.default.contents(atPath: url.path)
    }

    private static func isText(_ name: String) -> Bool {
        ["css", "html", "js", "json", "pbf", "svg", "txt"].contains {
            name.lowercased().hasSuffix("." + $0)
        }
    }

    /// Bytes packed by gzip, or `nil` if they cannot be.
    public static func packed(_ bytes: Data) -> Data? {
        (try? TilePacking.packed([UInt8](bytes))).map { Data($0) }
    }

    /// What is drawn, as `layers.json` says; `nil` without that file.
    ///
    /// - Throws: `MapLayersError` if the file is there and cannot be used.
    public func layers() throws -> MapLayers? {
        try files["layers.json"].map { try MapLayers(json: $0.bytes) }
    }

    /// Of what the page cannot do without, what is not there.
    public var missing: [String] {
        [
            "layers.json", "style.json", "page/index.html", "vendor/maplibre-gl.css",
            "vendor/maplibre-gl.js",
        ].filter {
            files[$0] == nil
        }
    }
}

extension PageFiles {
    /// Where the folder `tiles` is if nobody says so: in the current folder, or in the package in
    /// which the program was built.
    public static func folder() -> String? {
        let files = FileManager.default
        var places = [files.currentDirectoryPath]
        if let program = Bundle.main.executablePath {
            var place = URL(fileURLWithPath: program).resolvingSymlinksInPath()
            while place.path != "/" {
                place.deleteLastPathComponent()
                if files.fileExists(atPath: place.path + "/Package.swift") {
                    places.append(place.path)
                }
            }
        }
        return places.map { $0 + "/tiles" }.first {
            (try? files.attributesOfItem(atPath: $0))?[.type] as? FileAttributeType
                == .typeDirectory
        }
    }

    /// What is drawn, as `layers.json` in a folder says, or in the one that ``folder()`` finds.
    ///
    /// - Throws: ``CityServiceError/noMapLayers(folder:)``, or `MapLayersError` if the file cannot be
    ///   used.
    public static func layers(in folder: String?) throws -> MapLayers {
        let folder = folder ?? Self.folder()
        guard let folder,
            let json = FileManager.default.contents(atPath: "\(folder)/layers.json")
        else { throw CityServiceError.noMapLayers(folder: folder) }
        return try MapLayers(json: json)
    }
}
