import City

/// The bodies of search and nearby.
extension BodySchema {
    static var search: [String: Any] {
        let kinds = SearchKind.allCases.map(\.rawValue)
        let matches = SearchMatch.allCases.map(\.rawValue)
        return [
            "Search": object([
                "query": text, "edition": whole, "results": array(of: reference("SearchResult")),
            ]),
            "SearchResult": object([
                "kind": ["type": "string", "enum": kinds], "code": nullable(text), "name": text,
                "match": ["type": "string", "enum": matches], "theme": nullable(text),
                "at": nullable(pair), "box": nullable(corners), "within": text,
                "distanceInMetres": nullable(metres),
            ]),
            "Nearby": object([
                "at": pair, "edition": whole, "within": metres,
                "results": array(of: reference("NearbyResult")),
            ]),
            "NearbyResult": object([
                "code": text, "name": text, "category": nullable(text), "theme": nullable(text),
                "at": pair, "distanceInMetres": metres,
            ]),
        ]
    }

    private static var corners: [String: Any] {
        [
            "type": "array", "items": ["type": "number"], "minItems": 4, "maxItems": 4,
            "description": "West, south, east and north in degrees, CGCS2000.",
        ]
    }
}
