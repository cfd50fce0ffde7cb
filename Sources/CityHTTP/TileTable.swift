import CityService
import HTTPTypes

/// The routes of the map's tiles.
enum TileTable {
    static func routes(_ work: TileRoutes) -> [Route] {
        [
            Route(
                method: .get, path: "/tiles/{layers}/{z}/{x}/{y}.mvt", role: .public,
                dependsOnRole: true, bodyLimit: 0,
                summary: "A vector tile (MVT 2.1) of layers joined by commas, or of all.",
                parameters: TileRoutes.parameters,
                successes: [
                    200: "The tile.", 204: "Nothing is drawn there.", 304: "It has not changed.",
                ],
                refusals: [404: "There is no such layer or tile."],
                answers: [.init(type: BodyType.vectorTile, schema: "Bytes")], answer: work.tile),
            Route(
                method: .get, path: "/tiles/{layers}.json", role: .public, dependsOnRole: true,
                bodyLimit: 0, summary: "What a map program must know of layers (TileJSON 3.0).",
                parameters: TileRoutes.parameters,
                refusals: [404: "There is no such layer."],
                answers: [.init(type: BodyType.json, schema: "TileJSON")], answer: work.tileJSON),
            Route(
                method: .get, path: "/style.json", role: .public, bodyLimit: 0,
                summary: "How the map is drawn (MapLibre style 8).",
                parameters: TileRoutes.styleParameters,
                refusals: [404: "The map's files are not there."],
                answers: [.init(type: BodyType.json, schema: "Style")], answer: work.styleJSON),
        ]
    }
}
