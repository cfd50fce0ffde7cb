import City

/// A reason why a file of geometries cannot be read or written.
public enum VectorFileError: Error, Hashable, Sendable {
    /// There is no file or folder of that name.
    case noFile(path: String)
    /// The file is empty.
    case emptyFile(path: String)
    /// GDAL finds nothing in it.
    case notAVectorFile(path: String, detail: String)
    /// A drawing of AutoCAD, which no free library reads.
    case drawing(path: String)
    /// The file has several layers and none was named.
    case severalLayers(path: String, layers: [String])
    /// The file has no layer of that name.
    case noLayer(String, path: String, layers: [String])
    /// The file is cut, too large, or reaches for more than a delivery may.
    case refused(FileObjection, path: String)
    /// The file has no row of that number.
    case noRow(Int, path: String)
    /// The delivered file, of which rows are wanted, does not stand where it stood.
    case gone(path: String)
    /// The delivered file is not the one that was read.
    case changed(path: String)
    /// The format cannot hold what is to be written, and the losses were not accepted.
    case losses([ExportLoss], path: String)
    /// The files of one delivery are of different formats.
    case severalFormats([String], path: String)
    /// The encoding is not known to this system.
    case unknownEncoding(String)
    /// The texts are in an encoding that cannot be found out.
    case unreadableTexts(path: String)
    /// Reading failed on the way.
    case broken(path: String, detail: String)
    /// There is a file of that name already.
    case exists(path: String)
    /// The ending of the name says no format that can be written.
    case unknownFormat(path: String)
    /// A format that has UTF-8 texts alone.
    case encodingNotPossible(String, path: String)
    /// A format that has no rows without geometry.
    case geometryNeeded(path: String)
    /// The file cannot be written.
    case cannotWrite(path: String, detail: String)
    /// A text is longer than a shapefile's table can hold.
    case tooLong(row: Int, field: String)
    /// A geometry is of another kind than the one that the shapefile has.
    case otherKind(row: Int, path: String)
    /// A text has characters that the encoding lacks.
    case unmappable(row: Int, field: String, encoding: String)
}

extension VectorFileError: CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .noFile(let path): "There is no file \(path). Check its name."
        case .emptyFile(let path): "\(path) is empty. Check that it was written completely."
        case .notAVectorFile(let path, let detail):
            """
            \(path) is no file of a kind that can be read\(detail.isEmpty ? "" : " (\(detail))"). \
            Deliver Shapefile, GeoPackage, FileGDB, GeoJSON, CSV or XLSX.
            """
        case .drawing(let path):
            "\(path) is a DWG drawing. Save it as DXF or, better, export it as GeoPackage."
        case .severalLayers(let path, let layers):
            """
            \(path) has several layers: \(NameList.text(layers)). Name one with --file-layer.
            """
        case .noLayer(let name, let path, let layers):
            "\(path) has no layer \(name). It has \(NameList.text(layers))."
        case .refused(let objection, let path): objection.sentence(path: path)
        case .noRow(let row, let path):
            "\(path) has no row \(row). Check the delivery again, and take that list."
        case .gone(let path):
            """
            The delivered file \(path) is gone. Put it back where it was, or stage it again, and \
            take the list then.
            """
        case .changed(let path):
            """
            The delivered file \(path) was changed since it was staged: its rows are not those that \
            were checked. Stage it again, and take the list then.
            """
        case .losses(let losses, let path):
            """
            \(path) cannot hold all of it. \(losses.map(\.english).joined(separator: " ")) Write \
            .gpkg, or say --accept-losses.
            """
        case .severalFormats(let formats, let path):
            """
            \(path) holds files of several formats: \(formats.joined(separator: ", ")). Deliver \
            those of one format together.
            """
        case .unknownEncoding(let name):
            "The encoding \(name) is not known. Write UTF-8, GBK, GB18030 or BIG5."
        case .unreadableTexts(let path):
            """
            The texts of \(path) are neither UTF-8 nor GB18030. Say their encoding with --encoding.
            """
        case .broken(let path, let detail):
            "\(path) cannot be read to its end (\(detail)). Deliver it once more."
        case .exists(let path): "\(path) exists already. Choose another name, or remove it first."
        case .unknownFormat(let path):
            """
            The ending of \(path) says no format that can be written. Use .gpkg, .geojson, \
            .geojsonl, .shp, .csv, .xlsx or .fgb.
            """
        case .encodingNotPossible(let encoding, let path):
            "\(path) cannot be in \(encoding): only .shp has another encoding than UTF-8."
        case .geometryNeeded(let path):
            "\(path) can hold geometries only. Write a layer without them as .gpkg, .csv or .xlsx."
        case .cannotWrite(let path, let detail):
            "\(path) cannot be written (\(detail)). Check that its folder exists and is writable."
        case .tooLong(let row, let field):
            """
            Row \(row) has more than 254 bytes in \(field), which a shapefile would cut. Write .gpkg \
            or .geojson.
            """
        case .otherKind(let row, let path):
            """
            The geometry of row \(row) is of another kind than the first one, and \(path) holds one \
            kind. Write .gpkg or .geojson.
            """
        case .unmappable(let row, let field, let encoding):
            """
            Row \(row) has characters in \(field) that \(encoding) lacks. Export as GB18030 or \
            UTF-8.
            """
        }
    }
}
