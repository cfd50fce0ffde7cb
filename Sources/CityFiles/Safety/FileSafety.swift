import CGDAL
import Foundation

/// What a delivery may be: looked at before GDAL opens it, so that a hostile or cut file costs
/// neither memory nor disk, runs nothing, and reaches nothing outside itself.
enum FileSafety {
    /// The most that any delivery of a city can need, with room to spare: the largest published
    /// census has 780,000 components, about 300 MB as a shapefile.
    enum Limit {
        /// Bytes of an archive when unpacked.
        static let unpackedBytes = 4_000_000_000
        /// Bytes of a workbook when unpacked; GDAL holds all of it in memory.
        static let workbookBytes = 600_000_000
        /// Up to here any ratio of packing is harmless.
        static let harmlessBytes = 100_000_000
        /// How many times its size an archive may unpack to beyond that; tables of codes reach 20.
        static let swelling = 200
        /// Files in an archive or folder.
        static let files = 10_000
        /// Rows of a table.
        static let rows = 2_000_000
        /// Columns of a table.
        static let columns = 512
        /// Bytes of one record of a separated text.
        static let recordBytes = 16_000_000
        /// Bytes of one text.
        static let textBytes = 1_000_000
    }

    /// Looks at what stands under a name before anything is read from it.
    ///
    /// Reading from a pipe would wait for ever, from a device never end.
    static func checkPlace(_ path: String) throws(FileObjection) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG: try checkNeighbours(of: path)
        case S_IFDIR: try checkFolder(path)
        default: throw .notAFile(path)
        }
    }

    /// Whether everything in a folder is a file of its own.
    private static func checkFolder(_ path: String) throws(FileObjection) {
        let names = FileManager.default.enumerator(atPath: path)
        var count = 0
        while let name = names?.nextObject() as? String {
            count += 1
            guard count <= Limit.files else { throw .tooManyFiles(limit: Limit.files) }
            try checkEntry(name, in: path)
        }
    }

    /// Whether the files that belong to a file by their name are files of their own.
    private static func checkNeighbours(of path: String) throws(FileObjection) {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        let stem = url.deletingPathExtension().lastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(stem + ".") && name != url.lastPathComponent {
            try checkEntry(name, in: folder)
        }
    }

    private static func checkEntry(_ name: String, in folder: String) throws(FileObjection) {
        let path = "\(folder)/\(name)"
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFDIR: return
        case S_IFLNK:
            let inside = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path + "/"
            let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            guard target.hasPrefix(inside) else { throw .leadsOutside(name) }
            guard stat(path, &status) == 0 else { return }
            let kind = status.st_mode & S_IFMT
            guard kind == S_IFREG || kind == S_IFDIR else { throw .notAFile(name) }
        default: throw .notAFile(name)
        }
    }

    /// Looks at a file's contents, through GDAL's file system.
    ///
    /// - Parameter opened: the path as GDAL opens it.
    static func checkContents(_ opened: String) throws(FileObjection) {
        let lowered = opened.lowercased()
        if lowered.hasSuffix(".shp") {
            try ShapefileSafety.checkShapefile(opened)
            return
        }
        if lowered.hasSuffix(".dbf") {
            _ = try ShapefileSafety.checkTable(opened)
            return
        }
        guard let file = StoredBytes(opened) else { return }
        let start = file.bytes(at: 0, 16)
        if start.starts(with: SQLiteSchema.magic) {
            try GeoPackageSafety.check(file, path: opened)
        } else if start.starts(with: [0x50, 0x4B, 3, 4]) {
            try ZipSafety.checkWorkbook(file, path: opened)
        } else if lowered.hasSuffix(".tab") {
            try TextSafety.checkTAB(file)
        } else if TextSafety.isXML(start) {
            try TextSafety.checkXML(file, name: opened)
        } else if TextSafety.endings.contains(where: lowered.hasSuffix) {
            try TextSafety.checkZeroBytes(file)
            if lowered.hasSuffix(".csv") || lowered.hasSuffix(".tsv") {
                try TextSafety.checkRecords(file)
            }
        }
    }

    /// Looks at a layer that GDAL has opened.
    static func check(_ layer: OGRLayerH, path: String) throws(VectorFileError) {
        let count = Int(OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer)))
        guard count <= Limit.columns else {
            throw .refused(.tooManyColumns(count, limit: Limit.columns), path: path)
        }
        try check(rowCount: Int(OGR_L_GetFeatureCount(layer, 0)), path: path)
    }

    /// Looks at how many rows a file says it has, or were read so far.
    static func check(rowCount: Int, path: String) throws(VectorFileError) {
        guard rowCount <= Limit.rows else {
            throw .refused(.tooManyRows(limit: Limit.rows), path: path)
        }
    }

    /// What is said of a row with a text of so many bytes, if it is too many.
    static func fault(ofTextWith byteCount: Int) -> String? {
        guard byteCount > Limit.textBytes else { return nil }
        return """
            A text has \(byteCount) bytes; \(Limit.textBytes) are taken. Deliver pictures and \
            documents apart.
            """
    }
}
