/// The bodies of OGC API – Features.
extension BodySchema {
    static var features: [String: Any] {
        [
            "Link": needing(
                ["href", "rel"],
                [
                    "href": text, "rel": text, "type": text, "title": text,
                ]),
            "Landing": needing(
                ["links"],
                [
                    "title": text, "description": text, "links": array(of: reference("Link")),
                ]),
            "Conformance": needing(["conformsTo"], ["conformsTo": array(of: text)]),
            "Collections": needing(
                ["links", "collections"],
                [
                    "links": array(of: reference("Link")), "crs": array(of: text),
                    "collections": array(of: reference("Collection")),
                ]),
            "Collection": needing(
                ["id", "links"],
                [
                    "id": text, "title": text, "description": text, "itemType": words("feature"),
                    "extent": object(["spatial": spatialExtent]), "crs": array(of: text),
                    "storageCrs": text, "links": array(of: reference("Link")), "itemCount": whole,
                ]),
            "FeatureCollection": needing(
                ["type", "features"],
                [
                    "type": words("FeatureCollection"), "features": array(of: reference("Feature")),
                    "links": array(of: reference("Link")), "numberMatched": whole,
                    "numberReturned": whole,
                    "timeStamp": ["type": "string", "format": "date-time"],
                ]),
            "Feature": needing(
                ["type", "geometry", "properties"],
                [
                    "type": words("Feature"), "id": text, "geometry": nullable("Geometry"),
                    "properties": ["type": "object", "nullable": true],
                    "links": array(of: reference("Link")),
                ]),
            "Geometry": needing(
                ["type", "coordinates"],
                [
                    "type": words(
                        "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon",
                        "MultiPolygon"),
                    "coordinates": ["type": "array", "items": [String: Any]()],
                ]),
        ]
    }

    private static var spatialExtent: [String: Any] {
        let number = ["type": "number"]
        return object([
            "bbox": array(of: ["type": "array", "items": number, "minItems": 4, "maxItems": 6]),
            "crs": text,
        ])
    }

    private static func needing(
        _ needed: [String], _ properties: [String: Any]
    ) -> [String: Any] {
        object(properties).merging(["required": needed]) { $1 }
    }
}
