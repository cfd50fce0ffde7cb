import CityService
import Foundation
import HTTPTypes

/// The description of the routes for other programs, made from the table itself.
enum OpenAPI {
    /// The document, OpenAPI 3.0.3, as JSON with its keys in order.
    static func document(of routes: [Route], version: String) -> String {
        var paths: [String: [String: Any]] = [:]
        for route in routes {
            paths[route.path, default: [:]][route.method.rawValue.lowercased()] = operation(route)
        }
        let document: [String: Any] = [
            "openapi": "3.0.3",
            "info": ["title": "Wangge", "version": version],
            "paths": paths,
            "components": [
                "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]],
                "schemas": ["Problem": problemSchema],
            ],
        ]
        let data = try? JSONSerialization.data(
            withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private static func operation(_ route: Route) -> [String: Any] {
        var operation: [String: Any] = [
            "summary": route.summary,
            "x-role": route.role.rawValue,
            "responses": responses(route),
        ]
        if route.role != .public { operation["security"] = [["bearer": [String]()]] }
        if !route.parameters.isEmpty {
            operation["parameters"] = route.parameters.map { parameter in
                [
                    "name": parameter.name, "in": "query", "description": parameter.summary,
                    "example": parameter.example, "schema": ["type": "string"],
                ] as [String: Any]
            }
        }
        if !route.bodyTypes.isEmpty {
            let content = route.bodyTypes.map { ($0, ["schema": bodySchema($0)]) }
            operation["requestBody"] = [
                "required": true,
                "description": "Up to \(route.bodyLimit) bytes.",
                "content": Dictionary(uniqueKeysWithValues: content),
            ]
        }
        return operation
    }

    private static func responses(_ route: Route) -> [String: Any] {
        var responses: [String: Any] = [
            "200": [
                "description": "The answer.",
                "content": [route.answerType: ["schema": ["type": ["object"][0]]]],
            ]
        ]
        func problem(_ description: String) -> [String: Any] {
            let schema = ["$ref": "#/components/schemas/Problem"]
            return [
                "description": description, "content": [BodyType.problem: ["schema": schema]],
            ]
        }
        if route.role != .public {
            responses["400"] = problem("The request cannot be understood.")
            responses["401"] = problem("No valid token.")
            responses["403"] = problem("The token's role does not reach.")
        }
        if route.bodyLimit > 0 { responses["413"] = problem("The body is too large.") }
        return responses
    }

    private static func bodySchema(_ type: String) -> [String: Any] {
        let text = ["type": "string"]
        let question: [String: Any] = [
            "type": "object",
            "properties": [
                "id": text,
                "at": [
                    "type": "array", "items": ["type": "number"], "minItems": 2, "maxItems": 2,
                ],
                "code": text, "crs": text, "axes": text, "category": text, "time": text,
                "margin": ["type": "boolean"],
            ],
        ]
        if type == BodyType.lines {
            return ["type": "string", "description": "One question a line."]
        }
        return ["type": "array", "maxItems": VerdictRoutes.arrayLimit, "items": question]
    }

    private static let problemSchema: [String: [String: [String: String]]] = [
        "properties": [
            "type": ["type": "string"], "title": ["type": "string"],
            "status": ["type": "integer"], "detail": ["type": "string"],
            "requestId": ["type": "string"],
        ]
    ]
}
