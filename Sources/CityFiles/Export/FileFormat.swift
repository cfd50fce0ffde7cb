import Foundation

/// The formats that are written, by the ending of the name.
enum FileFormat: String {
    case geojson
    case geojsonl
    case geopackage = "gpkg"
    case shapefile = "shp"
    case csv
    case xlsx
    case flatgeobuf = "fgb"

    init?(path: String) {
        self.init(rawValue: URL(fileURLWithPath: path).pathExtension.lowercased())
    }

    var driver: String {
        switch self {
        case .geojson: "GeoJSON"
        case .geojsonl: "GeoJSONSeq"
        case .geopackage: "GPKG"
        case .shapefile: "ESRI Shapefile"
        case .csv: "CSV"
        case .xlsx: "XLSX"
        case .flatgeobuf: "FlatGeobuf"
        }
    }

    /// Options of the layer. Seven decimals of a degree are the lattice exactly; a FlatGeobuf with an
    /// index has no rows without geometry, and another order.
    func layerOptions(geometry: WriterGeometry, encoding: String?) -> [String] {
        switch self {
        case .geojson, .geojsonl: ["COORDINATE_PRECISION=7"]
        case .shapefile: ["ENCODING=\(encoding ?? "UTF-8")"]
        case .csv: geometry == .none ? [] : ["GEOMETRY=AS_WKT", "GEOMETRY_NAME=geometry"]
        case .flatgeobuf: ["SPATIAL_INDEX=NO"]
        case .geopackage, .xlsx: []
        }
    }
}
