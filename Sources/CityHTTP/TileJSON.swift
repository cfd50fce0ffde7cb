import City
import CityService

/// What a map program must know of some layers before it asks for tiles.
///
/// Source: TileJSON 3.0.0.
struct TileJSON: Encodable {
    var tilejson = "3.0.0"
    var name: String
    var tiles: [String]
    var minzoom: Int
    var maxzoom: Int
    /// West, south, east, north in degrees; left out for a city without ground.
    var bounds: [Double]?
    /// Longitude, latitude and zoom of a first look.
    var center: [Double]?
    // swift-format-ignore: AlwaysUseLowerCamelCase
    var vector_layers: [VectorLayer]

    struct VectorLayer: Encodable {
        var id: String
        var description: String
        var minzoom: Int
        var maxzoom: Int
        var fields: [String: String]
    }

    init(
        _ wanted: [MapLayer], of tiles: CityTiles, origin: String, named: String, datum: MapDatum
    ) {
        let zooms = tiles.layers.zooms
        let query = datum == .cgcs2000 ? "" : "?datum=\(datum.rawValue)"
        name = "Wangge"
        self.tiles = ["\(origin)/tiles/\(named)/{z}/{x}/{y}.mvt\(query)"]
        minzoom = zooms.lowerBound
        maxzoom = zooms.upperBound
        bounds = tiles.extentInDegrees
        center = bounds.map { [($0[0] + $0[2]) / 2, ($0[1] + $0[3]) / 2, 11] }
        vector_layers = wanted.map { layer in
            VectorLayer(
                id: layer.id, description: layer.title["zh"] ?? layer.id,
                minzoom: layer.zooms.lowerBound, maxzoom: layer.zooms.upperBound,
                fields: layer.attributes.mapValues { "from zoom \($0)" })
        }
    }
}
