import CGDAL
import Foundation

/// Copies rows of a format that GDAL writes, with the types and widths of its columns; rows of any
/// other format into a GeoPackage.
struct GDALCopy: FixListCopy {
    private let source: FileSource
    private let layer: String?
    private let format: String

    private static let endings = [
        "GPKG": ".gpkg", "GeoJSON": ".geojson", "GeoJSONSeq": ".geojsonl", "FlatGeobuf": ".fgb",
        "XLSX": ".xlsx", "ODS": ".ods", "OpenFileGDB": ".gdb",
    ]

    init(_ source: FileSource, layer: String?, format: String) {
        self.source = source
        self.layer = layer
        self.format = format
    }

    var ending: String { Self.endings[format] ?? ".gpkg" }
    private var isKept: Bool { Self.endings[format] != nil }

    func write(_ list: FixList, to path: String) throws -> [String] {
        let options = source.openOptions + (format == "GeoJSON" ? ["NATIVE_DATA=YES"] : [])
        guard let delivered = GDALLibrary.open(source.opened, options) else {
            throw VectorFileError.broken(path: source.path, detail: GDALLibrary.lastError)
        }
        defer { GDALClose(delivered) }
        guard
            let from = layer.flatMap({ GDALDatasetGetLayerByName(delivered, $0) })
                ?? GDALDatasetGetLayer(delivered, 0)
        else { throw VectorFileError.broken(path: source.path, detail: "no layer") }
        let features = try self.features(of: list, in: from)
        defer { for feature in features { OGR_F_Destroy(feature) } }
        CPLErrorReset()
        let driver = GDALGetDriverByName(isKept ? format : "GPKG")
        guard let made = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, nil) else {
            throw VectorFileError.cannotWrite(path: path, detail: GDALLibrary.lastError)
        }
        do {
            try copy(features, list, from: from, to: made, path: path)
        } catch {
            GDALClose(made)
            throw error
        }
        GDALClose(made)
        guard CPLGetLastErrorType() != CE_Failure else {
            throw VectorFileError.cannotWrite(path: path, detail: GDALLibrary.lastError)
        }
        return isKept ? [] : ["\(format) cannot be written; the list is a GeoPackage."]
    }

    /// The rows in the list's order; the caller releases them.
    private func features(of list: FixList, in layer: OGRLayerH) throws -> [OGRFeatureH] {
        let wanted = Set(list.entries.map(\.row))
        let first = ["XLSX", "ODS"].contains(format) ? 2 : 1
        var found: [Int: OGRFeatureH] = [:]
        var number = first
        OGR_L_ResetReading(layer)
        while let feature = OGR_L_GetNextFeature(layer) {
            if wanted.contains(number) {
                found[number] = feature
            } else {
                OGR_F_Destroy(feature)
            }
            number += 1
        }
        for entry in list.entries where found[entry.row] == nil {
            for feature in found.values { OGR_F_Destroy(feature) }
            throw VectorFileError.noRow(entry.row, path: source.path)
        }
        return list.entries.compactMap { found[$0.row] }
    }

    private func copy(
        _ features: [OGRFeatureH], _ list: FixList, from: OGRLayerH, to made: GDALDatasetH,
        path: String
    ) throws {
        let definition = OGR_L_GetLayerDefn(from)
        let geometry = OGR_FD_GetGeomFieldCount(definition) > 0
        let type = geometry ? OGR_L_GetGeomType(from) : wkbNone
        let layer = GDALLibrary.withOptions(layerOptions(from, hasGeometry: geometry)) {
            GDALDatasetCreateLayer(made, OGR_L_GetName(from), OGR_L_GetSpatialRef(from), type, $0)
        }
        guard let layer else {
            throw VectorFileError.cannotWrite(path: path, detail: GDALLibrary.lastError)
        }
        var map: [Int32] = []
        let added = [FixList.headers.english, FixList.headers.chinese]
        for index in 0..<OGR_FD_GetFieldCount(definition) {
            let field = OGR_FD_GetFieldDefn(definition, index)
            let name = OGR_Fld_GetNameRef(field).map { String(cString: $0) } ?? ""
            guard !added.contains(name) else {
                map.append(-1)
                continue
            }
            OGR_L_CreateField(layer, field, 1)
            map.append(OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer)) - 1)
        }
        let reasons = added.map { name in
            let field = OGR_Fld_Create(name, OFTString)
            OGR_L_CreateField(layer, field, 1)
            OGR_Fld_Destroy(field)
            return OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer)) - 1
        }
        for (feature, entry) in zip(features, list.entries) {
            let row = OGR_F_Create(OGR_L_GetLayerDefn(layer))
            defer { OGR_F_Destroy(row) }
            OGR_F_SetFromWithMap(row, feature, 1, map)
            // A GeoPackage is read in the order of its keys: rows keep theirs only by losing the order
            // of the list.
            OGR_F_SetFID(row, Int64(OGRNullFID))
            OGR_F_SetFieldString(row, reasons[0], entry.english)
            OGR_F_SetFieldString(row, reasons[1], entry.chinese)
            guard OGR_L_CreateFeature(layer, row) == OGRERR_NONE else {
                throw VectorFileError.cannotWrite(path: path, detail: GDALLibrary.lastError)
            }
        }
    }

    /// Options under which names and numbers come out as they went in.
    private func layerOptions(_ layer: OGRLayerH, hasGeometry: Bool) -> [String] {
        switch format {
        case "GPKG":
            let key = OGR_L_GetFIDColumn(layer).map { String(cString: $0) } ?? ""
            let column = OGR_L_GetGeometryColumn(layer).map { String(cString: $0) } ?? ""
            return [
                key.isEmpty ? nil : "FID=\(key)", column.isEmpty ? nil : "GEOMETRY_NAME=\(column)",
            ]
            .compactMap(\.self)
        case "GeoJSON", "GeoJSONSeq": return ["COORDINATE_PRECISION=15"]
        case "FlatGeobuf": return ["SPATIAL_INDEX=NO"]
        default: return []
        }
    }
}
