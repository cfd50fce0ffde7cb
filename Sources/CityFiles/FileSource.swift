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

    /// Looks at a file.
    ///
    /// Only what stands on disk is opened: GDAL would take addresses and connection strings too.
    init(path: String) throws(VectorFileError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .noFile(path: path)
        }
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        if !isFolder.boolValue, size == 0 { throw .emptyFile(path: path) }
        self.path = path
        let lowered = path.lowercased()
        if lowered.hasSuffix(".dwg") { throw .drawing(path: path) }
        var inner = lowered
        if lowered.hasSuffix(".zip") {
            GDALLibrary.prepare()
            let member = try Self.member(ofZip: path)
            opened = "/vsizip/{\(path)}/\(member)"
            inner = member.lowercased()
        } else if lowered.hasSuffix(".gz") {
            opened = "/vsigzip/\(path)"
            inner = String(lowered.dropLast(3))
        } else {
            opened = path
        }
        kind =
            inner.hasSuffix(".shp") || inner.hasSuffix(".dbf")
            ? .shapefile : inner.hasSuffix(".csv") || inner.hasSuffix(".tsv") ? .text : .other
    }

    /// The one file of a zipped delivery that is the delivery.
    private static func member(ofZip path: String) throws(VectorFileError) -> String {
        let list = VSIReadDirRecursive("/vsizip/{\(path)}")
        defer { CSLDestroy(list) }
        var members: [String] = []
        var index = 0
        while let entry = list?[index] {
            members.append(String(cString: entry))
            index += 1
        }
        let endings = [
            ".shp", ".gpkg", ".geojson", ".json", ".geojsonl", ".csv", ".xlsx", ".fgb", ".kml",
            ".tab", ".dxf", ".gdb/",
        ]
        let found = members.filter { member in
            endings.contains { member.lowercased().hasSuffix($0) } && !member.contains("__MACOSX")
        }
        guard let first = found.first else {
            throw .notAVectorFile(path: path, detail: "the archive holds none")
        }
        guard found.count == 1 else { throw .severalLayers(path: path, layers: found) }
        return first
    }

    /// Options under which the texts come as they stand in the file.
    var openOptions: [String] {
        switch kind {
        case .shapefile: ["ENCODING="]
        case .text:
            [
                "GEOM_POSSIBLE_NAMES=wkt,geometry,geom,shape,几何", "KEEP_GEOM_COLUMNS=NO",
                "AUTODETECT_TYPE=NO",
            ]
        case .other: []
        }
    }
}
