import CityService
import Foundation
import HTTPTypes

/// The description of the routes for other programs, made from the table itself.
enum OpenAPI {
    /// The document, OpenAPI 3.0.3, as JSON with its keys in order.
    static func document(of routes: [Route], version: String) throws -> String {
        var paths: [String: [String: Any]] = [:]
        for route in routes {
            paths[route.path, default: [:]][route.method.rawValue.lowercased()] = operation(route)
        }
        let document: [String: Any] = [
            "openapi": "3.0.3",
            "info": ["title": "Wangge", "version": version],
            "paths": paths,
            "components": [
                "securitySchemes": [
                    "bearer": ["type": "http", "scheme": "bearer"],
                    "session": ["type": "apiKey", "in": "cookie", "name": SessionCookie.name],
                ],
                "schemas": BodySchema.all,
            ],
        ]
        let data = try JSONSerialization.data(
            withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }

    private static func operation(_ route: Route) -> [String: Any] {
        var operation: [String: Any] = [
            "summary": route.summary,
            "x-role": route.role.rawValue,
            "responses": responses(route),
        ]
        if route.role != .public {
            operation["security"] = [["bearer": [String]()], ["session": [String]()]]
        }
        let parameters = pathParameters(route) + route.parameters.map(describe)
        if !parameters.isEmpty { operation["parameters"] = parameters }
        if !route.bodies.isEmpty {
            operation["requestBody"] = [
                "required": !route.isBodyOptional,
                "description": "Up to \(route.bodyLimit) bytes.",
                "content": content(route.bodies),
            ]
        }
        return operation
    }

    private static func pathParameters(_ route: Route) -> [[String: Any]] {
        route.pathNames.map { name in
            [
                "name": name, "in": "path", "required": true,
                "schema": (route.pathForms[name] ?? .text).schema,
            ]
        }
    }

    private static func describe(_ parameter: Route.Parameter) -> [String: Any] {
        let schema = parameter.form.schema
        var description: [String: Any] = [
            "name": parameter.name, "in": "query", "description": parameter.summary,
            "example": parameter.form.example(parameter.example), "schema": schema,
        ]
        if parameter.form.isJoined {
            description["style"] = "form"
            description["explode"] = false
        }
        if parameter.repeats {
            description["schema"] = ["type": "array", "items": schema]
            description["example"] = [parameter.example]
        }
        if parameter.isNeeded { description["required"] = true }
        return description
    }

    private static func content(_ bodies: [Route.Body]) -> [String: Any] {
        Dictionary(
            uniqueKeysWithValues: bodies.map { body in
                let schema: Any = BodySchema.reference(body.schema)
                return (body.type, ["schema": schema])
            })
    }

    private static func responses(_ route: Route) -> [String: Any] {
        var responses: [String: Any] = [:]
        for (status, description) in route.successes {
            responses["\(status)"] =
                route.answers.isEmpty || status == 204 || status == 302 || status == 304
                ? ["description": description]
                : ["description": description, "content": content(route.answers)]
        }
        func problem(_ description: String) -> [String: Any] {
            let body = Route.Body(type: BodyType.problem, schema: "Problem")
            return ["description": description, "content": content([body])]
        }
        responses["400"] = problem("The request cannot be understood.")
        if route.role != .public || route.dependsOnRole {
            responses["401"] = problem("No valid token.")
            responses["403"] = problem("The token's role does not reach.")
            responses["429"] = problem("Too many wrong tokens came from the address.")
        }
        if route.bodyLimit > 0 { responses["413"] = problem("The body is too large.") }
        for (status, description) in route.refusals {
            responses["\(status)"] = problem(description)
        }
        return responses
    }
}
