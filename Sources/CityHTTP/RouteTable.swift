import City
import CityService
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Every route of the server, in one table.
public struct RouteTable: Sendable {
    /// The routes.
    public let routes: [Route]

    /// The routes over a city.
    init(
        _ live: LiveCity, _ jobs: DeliveryJobs, _ door: Doorkeeper, _ page: MapPage,
        version: String, logger: Logger
    ) throws {
        let verdicts = VerdictRoutes(
            live: live, hiddenPaths: jobs.hiddenPaths, logger: logger)
        let health = Route.Body(type: BodyType.json, schema: "Health")
        var routes = [
            Route(
                method: .get, path: "/v1/verdict", role: .dispatcher, bodyLimit: 0,
                summary: "Who is responsible for a place and a kind of problem.",
                parameters: Self.verdictParameters,
                refusals: [404: "There is no such edition, component or category."],
                answers: [.init(type: BodyType.json, schema: "Verdict")], answer: verdicts.one),
            Route(
                method: .post, path: "/v1/verdicts", role: .dispatcher, bodyLimit: 8 << 20,
                summary: """
                    Up to 10,000 questions as a JSON array, all or nothing; or any number of lines \
                    of JSON, each answered by itself.
                    """,
                bodies: [
                    .init(type: BodyType.json, schema: "[Question]"),
                    .init(type: BodyType.lines, schema: "Lines"),
                ],
                refusals: [
                    404: "There is no such edition, component or category.",
                    415: "The body is of another type.",
                ],
                answers: [
                    .init(type: BodyType.json, schema: "[Answer]"),
                    .init(type: BodyType.lines, schema: "Lines"),
                ], answer: verdicts.many),
            Route(
                method: .get, path: "/health/live", role: .public, bodyLimit: 0,
                summary: "Whether the server runs.", answers: [health]
            ) { _ in .whole(ByteBuffer(string: #"{"status":"live"}"#)) },
            Route(
                method: .get, path: "/health/ready", role: .public, bodyLimit: 0,
                summary: "Whether the server answers, and from which edition.", answers: [health]
            ) { _ in
                // A server that cannot read its register any more is not ready.
                try live.checkReadable()
                let edition = live.index.edition
                return .whole(
                    ByteBuffer(string: #"{"edition":\#(edition),"status":"ready"}"#))
            },
        ]
        routes += DeliveryTable.routes(jobs) + SessionRoutes(door: door).routes
        routes += MineRoutes(jobs: jobs).routes
        routes.append(MapRoute(live: live, configuration: page.configuration).route)
        let layers = try page.files.layers()
        routes += SearchTable.routes(SearchRoutes(live: live, layers: layers))
        routes += FeatureTable.routes(try Features(live, layers: layers))
        if let layers {
            routes += TileTable.routes(
                TileRoutes(tiles: CityTiles(live, layers: layers), files: page.files))
        }
        routes += PageRoutes(page).routes(landing: routes.first { $0.path == "/ogc" })
        // The description describes itself too: its route is written down before its text is known.
        var description = Route(
            method: .get, path: "/api", role: .public, bodyLimit: 0,
            summary: "This description (OpenAPI 3.0).",
            answers: [.init(type: BodyType.openAPI, schema: "OpenAPI")]
        ) { _ in .whole(ByteBuffer()) }
        let text = try OpenAPI.document(of: routes + [description], version: version)
        description.answer = { _ in .whole(ByteBuffer(string: text)) }
        routes.append(description)
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
        .init(
            name: "asOf", summary: "The edition that is asked; the current one without it.",
            example: "17"),
    ]
}
