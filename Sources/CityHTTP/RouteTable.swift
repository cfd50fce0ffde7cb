import City
public import CityService
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Every route of the server, in one table.
public struct RouteTable: Sendable {
    /// The routes.
    public let routes: [Route]

    /// The routes over a city.
    public init(_ live: LiveCity, version: String) {
        let verdicts = VerdictRoutes(live: live)
        var routes = [
            Route(
                method: .get, path: "/v1/verdict", role: .dispatcher, bodyLimit: 0,
                summary: "Who is responsible for a place and a kind of problem.",
                parameters: Self.verdictParameters, bodyTypes: [], answerType: BodyType.json,
                answer: verdicts.one),
            Route(
                method: .post, path: "/v1/verdicts", role: .dispatcher, bodyLimit: 8 << 20,
                summary: """
                    Up to 10,000 questions as a JSON array, all or nothing; or any number of lines \
                    of JSON, each answered by itself.
                    """,
                parameters: [], bodyTypes: [BodyType.json, BodyType.lines],
                answerType: BodyType.json, answer: verdicts.many),
            Route(
                method: .get, path: "/health/live", role: .public, bodyLimit: 0,
                summary: "Whether the server runs.", parameters: [], bodyTypes: [],
                answerType: BodyType.json
            ) { _ in .init(body: ByteBuffer(string: #"{"status":"live"}"#)) },
            Route(
                method: .get, path: "/health/ready", role: .public, bodyLimit: 0,
                summary: "Whether the server answers, and from which edition.", parameters: [],
                bodyTypes: [], answerType: BodyType.json
            ) { _ in
                .init(
                    body: ByteBuffer(
                        string: #"{"edition":\#(live.index.edition),"status":"ready"}"#))
            },
        ]
        let itself = Route(
            method: .get, path: "/api", role: .public, bodyLimit: 0,
            summary: "This description (OpenAPI 3.0).", parameters: [], bodyTypes: [],
            answerType: "application/vnd.oai.openapi+json;version=3.0"
        ) { _ in .init(body: ByteBuffer()) }
        let description = OpenAPI.document(of: routes + [itself], version: version)
        routes.append(
            Route(
                method: itself.method, path: itself.path, role: itself.role, bodyLimit: 0,
                summary: itself.summary, parameters: [], bodyTypes: [],
                answerType: itself.answerType
            ) { _ in .init(body: ByteBuffer(string: description)) })
        self.routes = routes
    }

    private static let verdictParameters: [Route.Parameter] = [
        .init(name: "at", summary: "The place, longitude first.", example: "121.4737,31.2304"),
        .init(
            name: "code", summary: "A component's code or device, in place of at.", example: "L-17"),
        .init(name: "crs", summary: "The reference system of at.", example: "gcj02"),
        .init(
            name: "axes", summary: "northing-first if latitude stands first.",
            example: "easting-first"),
        .init(
            name: "category", summary: "The kind of problem: component/… or matter/….",
            example: "matter/01001"),
        .init(
            name: "time", summary: "The day for which posts are looked up.", example: "2026-03-01"),
    ]
}
