import CGDAL
import Foundation

/// What is known about a file before GDAL opens it, and how it is to be opened.
struct FileSource {
    /// Kinds of file whose texts do not state their encoding reliably.
    enum Kind {
        case shapefile
        case text
        case other
    }

    /// The path as the surveyor named it.
    let path: String
    /// The path as GDAL opens it: through its view into zipped files if need be.
    let opened: String
    let kind: Kind

    /// The start of the opened file, by which GDAL too tells formats.
    private let start: [UInt8]

    /// Looks at a file; a file in an archive is named as if the archive were a folder.
    ///
    /// Only what stands on disk is opened: GDAL would take addresses and connection strings too.
    init(path: String) throws(VectorFileError) {
        let (place, member) = Self.split(path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
            throw .noFile(path: path)
        }
        try Self.refusing(path) { () throws(FileObjection) in try FileSafety.checkPlace(place) }
        let size = try? FileManager.default.attributesOfItem(atPath: place)[.size] as? Int
        if !isFolder.boolValue, size == 0 { throw .emptyFile(path: path) }
        self.path = path
        if path.lowercased().hasSuffix(".dwg") { throw .drawing(path: path) }
        GDALLibrary.prepare()
        opened = try Self.opened(place, member: member, path: path)
        let lowered = opened.lowercased()
        if lowered.hasSuffix(".dwg") { throw .drawing(path: path) }
        let inner = lowered.hasPrefix("/vsigzip/") ? String(lowered.dropLast(3)) : lowered
        kind =
            inner.hasSuffix(".shp") || inner.hasSuffix(".dbf")
            ? .shapefile : inner.hasSuffix(".csv") || inner.hasSuffix(".tsv") ? .text : .other
        start = isFolder.boolValue ? [] : StoredBytes(opened)?.bytes(at: 0, 16) ?? []
        let contents = opened
        if !isFolder.boolValue {
            try Self.refusing(path) { () throws(FileObjection) in
                try FileSafety.checkContents(contents)
            }
        }
    }

    /// The file on disk, and what is meant inside it if it is an archive.
    static func split(_ path: String) -> (place: String, member: String?) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        for count in stride(from: parts.count - 1, to: 0, by: -1)
        where parts[count - 1].lowercased().hasSuffix(".zip") {
            let place = parts[..<count].joined(separator: "/")
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            return (place, parts[count...].joined(separator: "/"))
        }
        return (path, nil)
    }

    /// The path as GDAL opens it.
    private static func opened(
        _ place: String, member: String?, path: String
    ) throws(VectorFileError) -> String {
        if place.lowercased().hasSuffix(".zip") {
            let archive = try refusing(path) { () throws(FileObjection) -> ZipArchive in
                try ZipArchive(place)
            }
            let member =
                if let member { member } else {
                    try Self.member(of: archive, path: path)
                }
            guard archive.names.contains(where: { $0 == member || $0 == member + "/" }) else {
                throw .noFile(path: path)
            }
            try refusing(path) { () throws(FileObjection) in try archive.check(member) }
            return archive.opened(member)
        }
        guard place.lowercased().hasSuffix(".gz") else { return place }
        let opened = "/vsigzip/\(place)"
        try refusing(path) { () throws(FileObjection) in
            try ZipSafety.checkGzip(place, opened: opened)
        }
        return opened
    }

    private static func refusing<Value>(
        _ path: String, _ body: () throws(FileObjection) -> Value
    ) throws(VectorFileError) -> Value {
        do {
            return try body()
        } catch {
            throw .refused(error, path: path)
        }
    }

    /// The one file of a zipped delivery that is the delivery.
    private static func member(
        of archive: ZipArchive, path: String
    ) throws(VectorFileError) -> String {
        let found = archive.deliverable
        guard let first = found.first else {
            throw .notAVectorFile(path: path, detail: "the archive holds none")
        }
        guard found.count == 1 else { throw .severalLayers(path: path, layers: found) }
        return first
    }

    /// Options under which the texts come as they stand in the file, and nothing is written beside it
    /// or fetched from elsewhere.
    var openOptions: [String] {
        switch kind {
        case .shapefile: return ["ENCODING="]
        case .text:
            return [
                "GEOM_POSSIBLE_NAMES=wkt,geometry,geom,shape,几何", "KEEP_GEOM_COLUMNS=NO",
                "AUTODETECT_TYPE=NO",
            ]
        case .other:
            if start.starts(with: SQLiteSchema.magic) { return ["IMMUTABLE=YES"] }
            return TextSafety.isXML(start) ? ["WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"] : []
        }
    }
}
