/// The bodies of sessions and of the map's page.
extension BodySchema {
    static var page: [String: Any] {
        [
            "SignIn": object(["token": text]),
            "Session": object([
                "role": words("public", "viewer", "dispatcher", "surveyor", "administrator"),
                "name": nullable(text),
            ]),
            "Map": object([
                "name": text, "code": text, "box": nullable(array(of: number)), "edition": whole,
                "languages": array(of: text), "baseMaps": array(of: reference("BaseMap")),
                "start": nullable("MapStart"),
                "majors": ["type": "object", "additionalProperties": text],
                "categories": array(of: array(of: text)),
            ]),
            "BaseMap": object([
                "name": object(["zh": text, "en": text]), "layers": array(of: array(of: text)),
                "datum": words("wgs84", "cgcs2000", "gcj02", "bd09"), "attribution": text,
                "zooms": array(of: whole), "tileSize": whole,
            ]),
            "TileJSON": object([
                "tilejson": text, "name": text, "tiles": array(of: text), "minzoom": whole,
                "maxzoom": whole, "bounds": array(of: number), "center": array(of: number),
                "vector_layers": array(of: ["type": "object"]),
            ]),
            "Style": ["type": "object"],
            "MapStart": object(["center": array(of: number), "zoom": number]),
        ]
    }

    private static var number: [String: Any] { ["type": "number"] }
}
