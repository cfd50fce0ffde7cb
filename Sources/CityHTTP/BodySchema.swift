/// The bodies that the routes take and give, as JSON Schema for the description of the interface.
///
/// A test holds what the server really answers against these.
enum BodySchema {
    /// A reference to a schema by name; a name in brackets is an array of it.
    static func reference(_ name: String) -> [String: Any] {
        if name.hasPrefix("["), name.hasSuffix("]") {
            return array(of: reference(String(name.dropFirst().dropLast())))
        }
        return ["$ref": "#/components/schemas/\(name)"]
    }

    /// Every schema by its name.
    static var all: [String: Any] {
        [deliveries, page, search, features, editions].reduce(verdicts) { all, part in
            all.merging(part) { $1 }
        }
    }

    private static var verdicts: [String: Any] {
        [
            "Problem": object([
                "type": text, "title": text, "status": whole, "detail": text, "requestId": text,
            ]),
            "Question": object([
                "id": text, "at": pair, "code": text, "crs": text, "axes": text,
                "category": text, "time": text, "margin": ["type": "boolean"], "asOf": whole,
            ]),
            "Answer": object(["id": text, "verdict": reference("Verdict")]),
            "Health": object(["status": text, "edition": whole]),
            "OpenAPI": ["type": "object"],
            "Lines": ["type": "string", "description": "One object a line."],
            "Verdict": verdict, "Place": place, "Named": named,
            "Distant": object(["code": text, "name": text, "distanceInMetres": metres]),
            "Segment": object([
                "code": text, "name": text, "roadLevel": nullable(text),
                "distanceInMetres": metres, "side": words("left", "right", "on"),
            ]),
            "Component": object([
                "code": text, "category": text, "name": text, "distanceInMetres": metres,
            ]),
            "Organization": object([
                "code": text, "name": text, "status": status,
                "competent": nullable("Named"), "owner": nullable("Named"),
                "maintainer": nullable("Named"), "assisting": array(of: reference("Named")),
            ]),
            "Person": object([
                "contact": nullable(text), "role": words("chief", "holder", "deputy", "named"),
                "title": nullable(text), "since": nullable(text), "until": nullable(text),
                "deputy": nullable(text), "status": status,
            ]),
            "Step": object([
                "chain": words("organization", "person"), "rule": text,
                "result": words("decided", "silent"), "code": nullable(text),
                "distanceInMetres": nullable(metres),
            ]),
            "Candidate": object([
                "organization": reference("Named"), "share": ["type": "number"],
                "through": array(of: text), "question": text, "questionInChinese": text,
            ]),
        ]
    }

    private static var verdict: [String: Any] {
        object([
            "place": reference("Place"), "category": nullable(text),
            "component": nullable("Component"), "unregistered": ["type": "boolean"],
            "organization": nullable("Organization"), "person": nullable("Person"),
            "basis": array(of: reference("Step")),
            "candidates": array(of: reference("Candidate")),
            "marginInMetres": nullable(metres), "similar": array(of: text), "edition": whole,
        ])
    }

    private static var place: [String: Any] {
        object([
            "at": pair, "coverage": words("grid", "gap", "outside"), "city": reference("Named"),
            "district": nullable("Named"), "subdistrict": nullable("Named"),
            "community": nullable("Named"), "unitGrid": nullable("Named"),
            "managementGrid": nullable("Named"), "responsibilityGrid": nullable("Named"),
            "evaluationGrid": nullable("Named"), "roadChiefSegment": nullable("Segment"),
            "nearestDistrict": nullable("Distant"),
        ])
    }

    private static var named: [String: Any] { object(["code": text, "name": text]) }
    static var text: [String: Any] { ["type": "string"] }
    static var whole: [String: Any] { ["type": "integer"] }
    static var metres: [String: Any] { ["type": "number", "description": "Metres."] }
    private static var status: [String: Any] { words("certain", "likely", "contested") }
    static var pair: [String: Any] {
        [
            "type": "array", "items": ["type": "number"], "minItems": 2, "maxItems": 2,
            "description": "Longitude and latitude in degrees, CGCS2000.",
        ]
    }

    static func object(_ properties: [String: Any]) -> [String: Any] {
        ["type": "object", "properties": properties]
    }

    static func array(of items: [String: Any]) -> [String: Any] {
        ["type": "array", "items": items]
    }

    static func words(_ words: String...) -> [String: Any] {
        ["type": "string", "enum": words]
    }

    static func nullable(_ schema: [String: Any]) -> [String: Any] {
        schema.merging(["nullable": true]) { $1 }
    }

    /// OpenAPI 3.0 takes no `nullable` beside a reference, so the reference stands inside.
    static func nullable(_ name: String) -> [String: Any] {
        ["allOf": [reference(name)], "nullable": true]
    }
}
