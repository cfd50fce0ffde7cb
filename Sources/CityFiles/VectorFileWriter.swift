import CGDAL
import Foundation
public import Geo

/// A column of a file to be written.
public struct WriterField: Hashable, Sendable {
    /// Its header.
    public var name: String
    /// What its values are.
    public var kind: Kind

    /// What the values of a column are.
    public enum Kind: Hashable, Sendable {
        /// Texts.
        case text
        /// Whole numbers.
        case integer
        /// Decimal numbers.
        case decimal
        /// Days, `2026-03-01`; a shapefile has a type for them, elsewhere they are texts.
        case date
    }

    /// A column by its parts.
    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// Which geometry the rows of a file to be written have.
public enum WriterGeometry: Hashable, Sendable {
    /// None.
    case none
    /// Polygons, of parts if need be.
    case area
    /// Lines, of parts if need be.
    case line
    /// Anything.
    case any

    fileprivate var type: OGRwkbGeometryType {
        switch self {
        case .none: wkbNone
        case .area: wkbMultiPolygon
        case .line: wkbMultiLineString
        case .any: wkbUnknown
        }
    }
}

/// A file of geometries and attributes that is being written. For one thread at a time.
///
/// It is written under a name of its own and takes its place when ``close()`` succeeds, so that a
/// half-written file never stands under the name that was asked for.
public final class VectorFileWriter {
    private let path: String
    private let folder: URL
    private let fields: [WriterField]
    private let geometry: WriterGeometry
    private let texts: WrittenEncoding
    private let isShapefile: Bool
    private let isTable: Bool
    /// Whether a row without geometry has no place: a FlatGeobuf drops it without a word.
    private let needsGeometry: Bool
    private let acceptsLosses: Bool
    private var firstKind: GeometryKind?
    private var dataset: GDALDatasetH?
    private let layer: OGRLayerH
    private var row = 0
    /// How many rows are written.
    public private(set) var rowCount = 0

    /// Begins a file; the ending of its name says the format.
    ///
    /// - Parameter acceptsLosses: whether what the format cannot hold is written as
    ///   ``ExportLoss/Cause`` says, and not refused.
    /// - Throws: ``VectorFileError``; a file that exists is never written over.
    public init(
        path: String, layerName: String, fields: [WriterField], geometry: WriterGeometry,
        referenceSystem: FileReferenceSystem, encoding told: String? = nil,
        acceptsLosses: Bool = false
    ) throws(VectorFileError) {
        GDALLibrary.prepare()
        guard !FileManager.default.fileExists(atPath: path) else { throw .exists(path: path) }
        guard let format = FileFormat(path: path) else { throw .unknownFormat(path: path) }
        let encoding = try told.map { told throws(VectorFileError) in
            try TextEncoding(named: told).name
        }
        if let encoding, encoding != "UTF-8", format != .shapefile {
            throw .encodingNotPossible(encoding, path: path)
        }
        // A shapefile without geometries would be a table under another name.
        if [.flatgeobuf, .shapefile].contains(format), geometry == .none {
            throw .geometryNeeded(path: path)
        }
        self.path = path
        self.fields = fields
        self.geometry = geometry
        isShapefile = format == .shapefile
        isTable = format == .csv
        needsGeometry = format == .flatgeobuf
        self.acceptsLosses = acceptsLosses
        texts = try WrittenEncoding(named: told ?? "UTF-8")
        let names =
            isShapefile
            ? TableNames.names(for: fields.map(\.name), texts) : fields.map(\.name)
        let target = URL(fileURLWithPath: path)
        folder = target.deletingLastPathComponent()
            .appendingPathComponent(".\(UUID().uuidString).unfinished")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        } catch {
            throw .cannotWrite(path: path, detail: "no folder for it")
        }
        CPLErrorReset()
        let unfinished = folder.appendingPathComponent(target.lastPathComponent).path
        let made = GDALCreate(
            GDALGetDriverByName(format.driver), unfinished, 0, 0, 0, GDT_Unknown, nil)
        let system = referenceSystem.makeGDALSystem()
        defer { if let system { OSRDestroySpatialReference(system) } }
        let options = format.layerOptions(geometry: geometry, encoding: encoding)
        let layer = GDALLibrary.withOptions(options) {
            GDALDatasetCreateLayer(made, layerName, system, geometry.type, $0)
        }
        guard let made, let layer else {
            if let made { GDALClose(made) }
            try? FileManager.default.removeItem(at: folder)
            throw .cannotWrite(path: path, detail: GDALLibrary.lastError)
        }
        dataset = made
        self.layer = layer
        for (field, name) in zip(fields, names) {
            let type = field.kind == .date && !isShapefile ? OFTString : field.kind.type
            let definition = OGR_Fld_Create(name, type)
            OGR_L_CreateField(layer, definition, 1)
            OGR_Fld_Destroy(definition)
        }
    }

    deinit {
        if let dataset {
            GDALClose(dataset)
            try? FileManager.default.removeItem(at: folder)
        }
    }

    /// Writes one row: a text for each field, in their order, and a geometry.
    public func write(
        values: [String?], geometry shape: PlanarGeometry?
    ) throws(VectorFileError) {
        row += 1
        if needsGeometry, shape == nil {
            if acceptsLosses { return }
            throw .geometryNeeded(path: path)
        }
        guard let feature = OGR_F_Create(OGR_L_GetLayerDefn(layer)) else {
            throw .cannotWrite(path: path, detail: GDALLibrary.lastError)
        }
        defer { OGR_F_Destroy(feature) }
        for (index, value) in values.enumerated() {
            guard let value else { continue }
            OGR_F_SetFieldString(feature, Int32(index), try writable(value, fields[index]))
        }
        if let shape, try takes(shape) {
            let keepsParts = geometry == .area || geometry == .line
            OGR_F_SetGeometryDirectly(feature, shape.makeGDALGeometry(keepsParts: keepsParts))
        }
        guard OGR_L_CreateFeature(layer, feature) == OGRERR_NONE else {
            throw .cannotWrite(path: path, detail: GDALLibrary.lastError)
        }
        rowCount += 1
    }

    /// A text as the format holds it.
    private func writable(
        _ value: String, _ field: WriterField
    ) throws(VectorFileError) -> String {
        if isTable, field.kind == .text { return TableCell.cell(value) }
        guard isShapefile else { return value }
        if acceptsLosses {
            return texts.cut(value, to: ShapefileLimit.textBytes)
        }
        guard let bytes = texts.bytes(value) else {
            throw .unmappable(row: row, field: field.name, encoding: texts.name)
        }
        if bytes.count > ShapefileLimit.textBytes {
            throw .tooLong(row: row, field: field.name)
        }
        return value
    }

    /// Whether a geometry is of the kind that a shapefile has taken on.
    private func takes(_ shape: PlanarGeometry) throws(VectorFileError) -> Bool {
        guard isShapefile else { return true }
        let kind = GeometryKind(shape)
        if firstKind == nil { firstKind = kind }
        if kind == firstKind { return true }
        if acceptsLosses { return false }
        throw .otherKind(row: row, path: path)
    }

    /// Ends the file and puts it in its place.
    public func close() throws(VectorFileError) {
        CPLErrorReset()
        if let dataset { GDALClose(dataset) }
        dataset = nil
        defer { try? FileManager.default.removeItem(at: folder) }
        if CPLGetLastErrorType() == CE_Failure {
            throw .cannotWrite(path: path, detail: GDALLibrary.lastError)
        }
        if needsGeometry, rowCount == 0 { throw .geometryNeeded(path: path) }
        let target = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            let made = try FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)
            for file in made {
                let place = target.appendingPathComponent(file.lastPathComponent).path
                guard !FileManager.default.fileExists(atPath: place) else {
                    throw VectorFileError.exists(path: place)
                }
            }
            for file in made {
                try FileManager.default.moveItem(
                    at: file, to: target.appendingPathComponent(file.lastPathComponent))
            }
        } catch let error as VectorFileError {
            throw error
        } catch {
            throw .cannotWrite(path: path, detail: "its folder cannot be written")
        }
    }
}

extension WriterField.Kind {
    fileprivate var type: OGRFieldType {
        switch self {
        case .text: OFTString
        case .integer: OFTInteger64
        case .decimal: OFTReal
        case .date: OFTDate
        }
    }
}
