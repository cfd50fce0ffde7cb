// CityFiles reads and writes any vector format through GDAL/OGR. Rows leave it as plain values:
// texts in Unicode and geometries in the file's own reference system, nothing interpreted. What of
// a row cannot be read is said in the row. GDAL's handles stay inside. Start at `VectorFile`.

import CGDAL
public import City
import Foundation
import Geo

/// A file of geometries and attributes, open for reading. For one thread at a time.
public final class VectorFile {
    /// Where the file is.
    public let path: String
    /// The name of its format, as GDAL calls it.
    public let format: String
    /// The headers of its attributes; columns that hold the coordinates themselves are not among
    /// them.
    public let fields: [String]
    /// The reference system that the file states.
    public let referenceSystem: FileReferenceSystem
    /// How many rows it has, if that is quickly told.
    public let rowCount: Int?
    /// The encoding of its texts.
    public var encoding: String { texts.name }
    /// How the encoding came to be known.
    public let encodingSource: EncodingSource

    private let source: FileSource
    private let dataset: GDALDatasetH
    let layer: OGRLayerH
    private let texts: TextEncoding
    /// The place of each field in GDAL's layer.
    private let positions: [Int32]
    /// The places of the columns with the coordinates, where the format has no geometry.
    private let coordinateColumns: (x: Int32, y: Int32)?

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - layer: the layer of a file that has several.
    ///   - encoding: the encoding of its texts; found out if it is not said.
    /// - Throws: ``VectorFileError``.
    public init(path: String, layer name: String? = nil, encoding told: String? = nil)
        throws(VectorFileError)
    {
        GDALLibrary.prepare()
        let source = try FileSource(path: path)
        let options = source.openOptions
        let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY)
        CPLErrorReset()
        let opened = GDALLibrary.withOptions(options) { options in
            let constant = UnsafeRawPointer(options)?
                .assumingMemoryBound(to: UnsafePointer<CChar>?.self)
            return GDALLibrary.withOptions(GDALLibrary.readFormats) { formats in
                let formats = UnsafeRawPointer(formats)?
                    .assumingMemoryBound(to: UnsafePointer<CChar>?.self)
                return GDALOpenEx(source.opened, flags, formats, constant, nil)
            }
        }
        guard let dataset = opened else {
            throw .notAVectorFile(path: path, detail: GDALLibrary.lastError)
        }
        do throws(VectorFileError) {
            let layer = try Self.layer(name, of: dataset, path: path)
            try FileSafety.check(layer, path: path)
            let texts = try Self.encoding(of: source, told: told)
            self.path = path
            self.source = source
            self.dataset = dataset
            self.layer = layer
            self.texts = texts.encoding
            encodingSource = texts.source
            format =
                GDALGetDriverShortName(GDALGetDatasetDriver(dataset))
                .map { String(cString: $0) } ?? ""
            referenceSystem = FileReferenceSystem(of: layer)
            let count = OGR_L_GetFeatureCount(layer, 0)
            rowCount = count >= 0 ? Int(count) : nil
            let headers = try Self.headers(of: layer, texts.encoding, path: path)
            let hasGeometry = OGR_FD_GetGeomFieldCount(OGR_L_GetLayerDefn(layer)) > 0
            coordinateColumns = hasGeometry ? nil : CoordinateHeaders.columns(among: headers)
            let hidden = coordinateColumns.map { [$0.x, $0.y] } ?? []
            positions = headers.indices.map(Int32.init).filter { !hidden.contains($0) }
            fields = positions.map { headers[Int($0)] }
        } catch {
            GDALClose(dataset)
            throw error
        }
    }

    deinit { GDALClose(dataset) }

    private static func layer(
        _ name: String?, of dataset: GDALDatasetH, path: String
    ) throws(VectorFileError) -> OGRLayerH {
        let layers = (0..<GDALDatasetGetLayerCount(dataset)).compactMap {
            GDALDatasetGetLayer(dataset, $0)
        }
        let names = layers.map { OGR_L_GetName($0).map { String(cString: $0) } ?? "" }
        if let name {
            guard let index = names.firstIndex(of: name) else {
                throw .noLayer(name, path: path, layers: names)
            }
            return layers[index]
        }
        guard let first = layers.first else { throw .notAVectorFile(path: path, detail: "") }
        guard layers.count == 1 else { throw .severalLayers(path: path, layers: names) }
        return first
    }

    private static func encoding(
        of source: FileSource, told: String?
    ) throws(VectorFileError) -> (encoding: TextEncoding, source: EncodingSource) {
        if let told { return (try TextEncoding(named: told), .told) }
        switch source.kind {
        case .shapefile:
            return try EncodingDetective.encoding(
                ofFile: source.path, declared: DelivererTexts.declared(besides: source.opened),
                texts: DelivererTexts.ofDBF(besides: source.opened))
        case .text:
            return try EncodingDetective.encoding(
                ofFile: source.path, declared: nil, texts: DelivererTexts.ofText(source.opened))
        case .other:
            return (.utf8(), .declared)
        }
    }

    private static func headers(
        of layer: OGRLayerH, _ texts: TextEncoding, path: String
    ) throws(VectorFileError) -> [String] {
        let definition = OGR_L_GetLayerDefn(layer)
        var headers: [String] = []
        for index in 0..<OGR_FD_GetFieldCount(definition) {
            let name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, index))
            guard let header = name.flatMap({ texts.text(bytes(of: $0)) }) else {
                throw .unreadableTexts(path: path)
            }
            headers.append(header.trimmingCharacters(in: .whitespaces))
        }
        return headers
    }

    private static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
    }

    // MARK: Rows

    /// Calls `visit` with every row in the order of the file, some hundred at a time.
    ///
    /// A text is decoded once, however many rows say it.
    ///
    /// - Throws: ``VectorFileError/broken(path:detail:)`` if the file ends too early, or what
    ///   `visit` throws.
    public func forEachBatch(_ visit: (SourceBatch) throws -> Void) throws {
        OGR_L_ResetReading(layer)
        CPLErrorReset()
        let numbers = RowNumbers(format: format, source: source)
        let definition = OGR_L_GetLayerDefn(layer)
        let kinds = positions.map { OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, $0)) }
        var decoder = FieldDecoder(texts, isTable: format == "CSV")
        var batch = SourceBatch()
        var place = 0
        while let feature = OGR_L_GetNextFeature(layer) {
            defer { OGR_F_Destroy(feature) }
            var row = SourceRow(number: numbers[place], values: [])
            row.values.reserveCapacity(positions.count)
            for (position, kind) in zip(positions, kinds) {
                row.values.append(
                    decoder.place(of: feature, position, kind, &row.fault, &batch.newTexts))
            }
            readGeometry(of: feature, into: &row)
            place += 1
            try FileSafety.check(rowCount: place, path: path)
            batch.rows.append(row)
            if batch.rows.count >= SourceBatch.size { try visit(batch.take()) }
        }
        if CPLGetLastErrorType() == CE_Failure || CPLGetLastErrorType() == CE_Fatal {
            throw VectorFileError.broken(path: path, detail: GDALLibrary.lastError)
        }
        if !batch.rows.isEmpty { try visit(batch) }
    }

    private func readGeometry(of feature: OGRFeatureH, into row: inout SourceRow) {
        if let columns = coordinateColumns {
            let x = coordinate(feature, columns.x)
            let y = coordinate(feature, columns.y)
            if x ?? "" == "", y ?? "" == "" { return }
            guard let easting = x.flatMap(Double.init), let northing = y.flatMap(Double.init)
            else {
                row.fault = "\"\(x ?? "")\", \"\(y ?? "")\" are not two coordinates."
                return
            }
            row.geometry = .points([Position(x: easting, y: northing)])
            return
        }
        guard let geometry = OGR_F_GetGeometryRef(feature), OGR_G_IsEmpty(geometry) == 0 else {
            return
        }
        row.geometry = PlanarGeometry(reading: geometry)
        if row.geometry == nil {
            let name = OGR_G_GetGeometryName(geometry).map { String(cString: $0) } ?? "geometry"
            row.fault = "A \(name) cannot be taken in. Deliver points, lines or polygons."
        }
    }
}

extension VectorFile {
    fileprivate func coordinate(_ feature: OGRFeatureH, _ column: Int32) -> String? {
        guard OGR_F_IsFieldSetAndNotNull(feature, column) != 0 else { return nil }
        return OGR_F_GetFieldAsString(feature, column).map {
            String(cString: $0).trimmingCharacters(in: .whitespaces)
        }
    }
}

/// Where the surveyor finds a row: the line of a CSV file, the row of a sheet, else its place.
private struct RowNumbers {
    /// The lines of a text's records, the header's first; none for other formats.
    private let lines: [Int]
    /// How many rows stand before the first one.
    private let offset: Int

    init(format: String, source: FileSource) {
        lines = format == "CSV" ? DelivererTexts.recordLines(ofText: source.opened) : []
        offset = ["CSV", "XLSX", "ODS"].contains(format) ? 1 : 0
    }

    /// The number of the row at a place in the file, counted from 0.
    subscript(place: Int) -> Int {
        let place = place + offset
        return lines.indices.contains(place) ? lines[place] : place + 1
    }
}

/// The headers under which tables hold coordinates.
private enum CoordinateHeaders {
    private static let x = ["lon", "longitude", "lng", "x", "经度", "东坐标", "pointx", "xcoord"]
    private static let y = ["lat", "latitude", "y", "纬度", "北坐标", "pointy", "ycoord"]

    static func columns(among headers: [String]) -> (x: Int32, y: Int32)? {
        let lowered = headers.map { $0.lowercased() }
        guard let x = x.lazy.compactMap(lowered.firstIndex).first,
            let y = y.lazy.compactMap(lowered.firstIndex).first
        else { return nil }
        return (Int32(x), Int32(y))
    }
}
