import CGDAL
public import City
import Foundation

/// The files of one delivery, where a layer comes in many: a folder, an archive of several, or one
/// file with a layer for each class.
///
/// Each member is opened by a ``VectorFile`` with its path and layer.
public struct FileSet: Hashable, Sendable {
    /// One file, or one layer of a file.
    public struct Member: Hashable, Sendable {
        /// The path under which ``VectorFile`` opens it.
        public var path: String
        /// The layer in the file; `nil` where it has one.
        public var layer: String?
        /// The name that findings say.
        public var name: String
        /// The category that the name states.
        public var category: CategoryKey?

        /// A member by its parts.
        public init(path: String, layer: String?, name: String, category: CategoryKey?) {
            self.path = path
            self.layer = layer
            self.name = name
            self.category = category
        }
    }

    /// Where the delivery is.
    public let path: String
    /// The files and layers in the order of their names.
    public let members: [Member]
    /// The names of what is no vector file and belongs to none.
    public let ignored: [String]

    /// Looks at what stands under a path.
    ///
    /// - Throws: ``VectorFileError``; all members must be of one format.
    public init(path: String) throws(VectorFileError) {
        self.path = path
        let names: [String]
        if let folder = try Self.namesInFolder(path) {
            names = folder
        } else if path.lowercased().hasSuffix(".zip") {
            do {
                names = try ZipArchive(path).names
            } catch {
                throw .refused(error, path: path)
            }
        } else {
            let file = URL(fileURLWithPath: path).lastPathComponent
            members = try Self.members(of: path, name: file)
            ignored = []
            return
        }
        let sorting = FileSorting(names)
        guard sorting.formats.count <= 1 else {
            throw .severalFormats(sorting.formats, path: path)
        }
        guard !sorting.deliverable.isEmpty else {
            throw .notAVectorFile(path: path, detail: "it holds none")
        }
        var members: [Member] = []
        for name in sorting.deliverable {
            members += try Self.members(of: "\(path)/\(name)", name: name)
        }
        self.members = members
        ignored = sorting.ignored
    }

    /// The names below a folder; `nil` if it is none, or a FileGDB, which is one file.
    private static func namesInFolder(_ path: String) throws(VectorFileError) -> [String]? {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .noFile(path: path)
        }
        do {
            try FileSafety.checkPlace(path)
        } catch {
            throw .refused(error, path: path)
        }
        guard isFolder.boolValue, !path.lowercased().hasSuffix(".gdb") else { return nil }
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
        return names.map { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(
                atPath: "\(path)/\(name)", isDirectory: &isFolder)
            return isFolder.boolValue ? name + "/" : name
        }
    }

    /// The layers of a file, where its format has several; else the file.
    private static func members(
        of path: String, name: String
    ) throws(VectorFileError) -> [Member] {
        let stem = URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent
        let alone = Member(
            path: path, layer: nil, name: name, category: StatedCategory.key(inName: stem))
        guard FileSorting.hasLayers(name) else { return [alone] }
        let source = try FileSource(path: path)
        guard let dataset = GDALLibrary.open(source.opened, source.openOptions) else {
            throw .notAVectorFile(path: path, detail: GDALLibrary.lastError)
        }
        defer { GDALClose(dataset) }
        // A desktop GIS keeps its own tables beside.
        let layers = GDALLibrary.layers(of: dataset).map { $0.name }
            .filter { !["layer_styles", "qgis_projects"].contains($0) }
        guard layers.count != 1 else {
            var member = alone
            member.category = StatedCategory.key(inName: layers[0]) ?? alone.category
            return [member]
        }
        return layers.sorted().map { layer in
            Member(
                path: path, layer: layer, name: "\(name)/\(layer)",
                category: StatedCategory.key(inName: layer))
        }
    }
}

/// Which of some names are vector files, which belong to one, and which are something else.
struct FileSorting {
    /// The vector files in the order of their names.
    let deliverable: [String]
    /// What is no vector file and belongs to none.
    let ignored: [String]
    /// The formats of the vector files, by their endings.
    let formats: [String]

    private static let endings = [
        "shp", "gpkg", "gdb", "geojson", "json", "geojsonl", "csv", "tsv", "xlsx", "fgb", "kml",
        "tab", "mif", "dxf", "gml",
    ]
    private static let sidecars: Set = [
        "shx", "dbf", "prj", "cpg", "sbn", "sbx", "qix", "qpj", "dbt", "fpt", "xml", "ain", "aih",
        "atx", "ixs", "mxs", "qmd", "csvt", "id", "map", "ind", "dat", "mid", "gfs", "xsd",
    ]

    /// Whether a file of that name can have several layers.
    static func hasLayers(_ name: String) -> Bool {
        ["gpkg", "gdb", "xlsx", "kml", "gml"].contains(ending(of: name))
    }

    private static func ending(of name: String) -> String {
        let name = name.hasSuffix("/") ? name.dropLast() : name[...]
        guard let point = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: point)...].lowercased()
    }

    init(_ names: [String]) {
        let bases = names.filter { Self.ending(of: $0) == "gdb" }
            .map { $0.hasSuffix("/") ? $0 : $0 + "/" }
        let files = names.filter { name in
            let isInside = bases.contains { name.hasPrefix($0) && name != $0 }
            let isFolder = name.hasSuffix("/") && Self.ending(of: name) != "gdb"
            return !isInside && !isFolder
        }
        let isOurs = { (name: String) in
            Self.endings.contains(Self.ending(of: name)) && !name.contains("__MACOSX")
                && !(name.split(separator: "/").last ?? "").hasPrefix(".")
        }
        let found = files.filter(isOurs).map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        deliverable = found.sorted {
            $0.compare($1, options: [.numeric, .caseInsensitive]) == .orderedAscending
        }
        let stems = Set(found.map { Self.stem(of: $0) })
        ignored = files.filter { name in
            let belongs =
                Self.sidecars.contains(Self.ending(of: name)) && stems.contains(Self.stem(of: name))
            return !isOurs(name) && !belongs
        }.sorted()
        formats = Set(found.map { Self.ending(of: $0) }).sorted()
    }

    /// The name without endings, without regard to case: `a.shp.xml` belongs to `a.shp`.
    private static func stem(of name: String) -> String {
        var stem = name.lowercased()
        while let point = stem.lastIndex(of: "."), sidecarsAndEndings.contains(ending(of: stem)) {
            stem = String(stem[..<point])
        }
        return stem
    }

    private static let sidecarsAndEndings = sidecars.union(endings)
}
