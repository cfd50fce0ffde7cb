import Foundation

/// Whether the parts of a shapefile are whole and fit each other.
///
/// GDAL reads a cut shapefile without a word: as many rows as there are, or empty ones.
/// Source: ESRI Shapefile Technical Description (1998), the dBASE III layout.
enum ShapefileSafety {
    /// Looks at a shapefile: the parts that must stand beside it, and what their headers claim.
    static func checkShapefile(_ path: String) throws(FileObjection) {
        guard let shapes = StoredBytes(path) else { return }
        guard let index = part(".shx", of: path) else { throw .sidecarMissing(ending: ".shx") }
        let geometries = try check(shapes, index)
        guard let table = tablePath(of: path) else { throw .sidecarMissing(ending: ".dbf") }
        let records = try checkTable(table)
        guard geometries == records else {
            throw .rowsDiffer(geometries: geometries, records: records)
        }
    }

    /// The path of the table beside a shapefile.
    static func tablePath(of shapefile: String) -> String? {
        [".dbf", ".DBF", ".Dbf"].map { shapefile.dropLast(4) + $0 }
            .first { StoredBytes($0) != nil }
    }

    private static func part(_ ending: String, of shapefile: String) -> StoredBytes? {
        let endings = [ending, ending.uppercased(), ending.capitalized]
        return endings.lazy.compactMap { StoredBytes(shapefile.dropLast(4) + $0) }.first
    }

    /// How many geometries there are, each of them whole.
    ///
    /// The length in the header of the `.shp` is no evidence: programs write it wrongly, and each
    /// record is found by the index.
    private static func check(
        _ shapes: StoredBytes, _ index: StoredBytes
    ) throws(FileObjection) -> Int {
        let size = shapes.size
        let header = index.bytes(at: 0, 100)
        guard size >= 100, header.count == 100, header.big(0, 4) == 9994 else {
            throw .damaged(part: size >= 100 ? ".shx" : ".shp")
        }
        let present = (index.size - 100) / 8
        let claimed = max(0, (2 * header.big(24, 4) - 100) / 8)
        guard present >= claimed else {
            throw .cut(part: ".shx", wholeRows: present, claimedRows: claimed)
        }
        try checkCount(claimed)
        var whole = 0
        var place = 100
        let end = 100 + 8 * claimed
        while place < end {
            let entries = index.bytes(at: place, min(1 << 20, end - place))
            guard !entries.isEmpty else { break }
            for entry in stride(from: 0, to: entries.count - 7, by: 8) {
                let last = 2 * (entries.big(entry, 4) + entries.big(entry + 4, 4)) + 8
                if last <= size { whole += 1 }
            }
            place += entries.count
        }
        guard whole == claimed else {
            throw .cut(part: ".shp", wholeRows: whole, claimedRows: claimed)
        }
        return claimed
    }

    private static func checkCount(_ rows: Int) throws(FileObjection) {
        guard rows <= FileSafety.Limit.rows else {
            throw .tooManyRows(limit: FileSafety.Limit.rows)
        }
    }

    /// How many records a table has, each of them whole.
    static func checkTable(_ path: String) throws(FileObjection) -> Int {
        guard let file = StoredBytes(path) else { throw .sidecarMissing(ending: ".dbf") }
        let size = file.size
        let header = file.bytes(at: 0, 32)
        let claimed = header.little(4, 4)
        let start = header.little(8, 2)
        let width = header.little(10, 2)
        guard header.count == 32, start >= 32, start <= size, width > 0 || claimed == 0 else {
            throw .damaged(part: ".dbf")
        }
        let whole = width > 0 ? (size - start) / width : 0
        guard whole >= claimed else {
            throw .cut(part: ".dbf", wholeRows: whole, claimedRows: claimed)
        }
        try checkCount(claimed)
        let columns = (start - 32) / 32
        guard columns <= FileSafety.Limit.columns else {
            throw .tooManyColumns(columns, limit: FileSafety.Limit.columns)
        }
        return claimed
    }
}
