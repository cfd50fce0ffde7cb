public import City
import Foundation

extension FileTrace {
    /// The endings of the files of which a shapefile is made, as far as rows depend on them.
    private static let ofShapefile: Set = ["shp", "shx", "dbf", "prj", "cpg"]

    /// Looks at a file as it stands, before it is read.
    ///
    /// What is not there leaves no parts; reading it says so. Of a file in an archive the archive is
    /// looked at, of a folder everything in it. Complexity: O(files).
    public init(of path: String, layer: String?, encoding: String?) {
        let whole = URL(fileURLWithPath: path).standardizedFileURL.path
        let place = FileSource.split(whole).place
        self.init(
            path: whole, layer: layer, encoding: encoding,
            parts: Self.names(of: place).sorted().compactMap(Self.part))
    }

    /// Makes sure that the file is the one that was read.
    ///
    /// - Throws: ``VectorFileError/gone(path:)`` or ``VectorFileError/changed(path:)``.
    public func checkUnchanged() throws(VectorFileError) {
        for part in parts {
            guard let found = Self.part(part.path) else { throw .gone(path: part.path) }
            guard found == part else { throw .changed(path: part.path) }
        }
        if parts.isEmpty { throw .gone(path: path) }
    }

    private static func names(of place: String) -> [String] {
        let files = FileManager.default
        let url = URL(fileURLWithPath: place)
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue {
            return ((try? files.subpathsOfDirectory(atPath: place)) ?? []).map { "\(place)/\($0)" }
        }
        guard ["shp", "dbf"].contains(url.pathExtension.lowercased()) else { return [place] }
        let folder = url.deletingLastPathComponent().path
        let stem = url.deletingPathExtension().lastPathComponent
        return ((try? files.contentsOfDirectory(atPath: folder)) ?? []).filter { name in
            let name = URL(fileURLWithPath: "\(folder)/\(name)")
            return name.deletingPathExtension().lastPathComponent == stem
                && ofShapefile.contains(name.pathExtension.lowercased())
        }.map { "\(folder)/\($0)" }
    }

    private static func part(_ path: String) -> Part? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            attributes[.type] as? FileAttributeType == .typeRegular,
            let size = (attributes[.size] as? NSNumber)?.intValue,
            let changed = attributes[.modificationDate] as? Date
        else { return nil }
        return Part(
            path: path, byteCount: size,
            changedAt: Int((changed.timeIntervalSince1970 * 1e6).rounded()))
    }
}
