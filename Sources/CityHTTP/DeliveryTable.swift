import CityService
import HTTPTypes

/// The routes about deliveries and editions.
enum DeliveryTable {
    static func routes(_ jobs: DeliveryJobs) -> [Route] {
        let routes = DeliveryRoutes(jobs: jobs)
        return [handIn(routes, jobs.limits.fileBytes)] + stand(routes) + found(routes)
            + verbs(routes) + DeliveryMapRoutes(jobs: jobs).routes
            + EditionRoutes(jobs: jobs).routes
    }

    private static let delivery = Route.Body(type: BodyType.json, schema: "Delivery")
    private static let unknown = [404: "There is no such delivery."]

    private static func handIn(_ routes: DeliveryRoutes, _ limit: Int) -> Route {
        Route(
            method: .post, path: "/v1/deliveries", role: .surveyor, bodyLimit: limit,
            summary: """
                Hands a file in: it is kept, then read and checked in the background. Location \
                tells where it stands.
                """,
            parameters: handInParameters,
            bodies: [.init(type: BodyType.bytes, schema: "Bytes")], isBodyStreamed: true,
            successes: [
                201: "It is staged and checked (wait=true).",
                202: "It is kept and is read when its turn comes.",
            ],
            refusals: [
                415: "The body is packed by Content-Encoding.",
                503: "It cannot be kept now, or too many wait.", 507: "The disk is full.",
            ], answers: [delivery], answer: routes.handIn)
    }

    static let handInParameters: [Route.Parameter] = [
        .init(name: "layer", summary: "The layer.", example: "components", isNeeded: true),
        .init(
            name: "filename", summary: "The file's name; its ending says the format.",
            example: "census.zip", isNeeded: true),
        .init(
            name: "crs", summary: "The reference system, if the file does not say it.",
            example: "EPSG:4547"),
        .init(
            name: "axes", summary: "northing-first if latitude stands first.",
            example: "easting-first"),
        .init(
            name: "pipeline", summary: "A PROJ pipeline to CGCS2000 degrees.", example: "+proj=…"),
        .init(name: "encoding", summary: "The encoding of the texts.", example: "GB18030"),
        .init(
            name: "standard", summary: "The standard of components or categories.",
            example: "GB/T 47678.5-2026"),
        .init(
            name: "file-layer", summary: "The layer inside a file that has several.",
            example: "BJ0101"),
        .init(
            name: "map", summary: "A field of the file and the column it means, FIELD=COLUMN.",
            example: "BJMC=name", repeats: true),
        .init(
            name: "whole", summary: "true if what the file lacks vanishes from the city.",
            example: "false"),
        .init(
            name: "accept-correction",
            summary: "true if coordinates may be read as the check proposes.", example: "false"),
        .init(
            name: "wait", summary: "true to be answered when it is staged and checked.",
            example: "false"),
    ]

    private static func stand(_ routes: DeliveryRoutes) -> [Route] {
        [
            Route(
                method: .get, path: "/v1/deliveries", role: .surveyor, bodyLimit: 0,
                summary: "The deliveries that are read, wait or could not be read.",
                answers: [.init(type: BodyType.json, schema: "[Delivery]")], answer: routes.list),
            Route(
                method: .get, path: "/v1/deliveries/{name}", role: .surveyor, bodyLimit: 0,
                summary: "Where a delivery stands, and against which edition it was checked.",
                refusals: unknown, answers: [delivery], answer: routes.state),
        ]
    }

    private static func found(_ routes: DeliveryRoutes) -> [Route] {
        let refusals = unknown.merging([
            406: "None of the accepted forms is spoken.", 409: "It was not checked yet.",
        ]) { $1 }
        return [
            Route(
                method: .get, path: "/v1/deliveries/{name}/findings", role: .surveyor,
                bodyLimit: 0, summary: "What the last check found, by Accept or format.",
                parameters: findingParameters, refusals: refusals,
                answers: [
                    .init(type: BodyType.json, schema: "Report"),
                    .init(type: BodyType.csv, schema: "Text"),
                    .init(type: BodyType.geoJSON, schema: "Features"),
                    .init(type: BodyType.html, schema: "Text"),
                ], answer: routes.findings),
            Route(
                method: .get, path: "/v1/deliveries/{name}/difference", role: .surveyor,
                bodyLimit: 0,
                summary: "How many rows of each kind would change, and which, page by page.",
                parameters: differenceParameters, refusals: refusals,
                answers: [
                    .init(type: BodyType.json, schema: "Difference"),
                    .init(type: BodyType.geoJSON, schema: "Features"),
                ], answer: routes.difference),
        ]
    }

    static let findingParameters: [Route.Parameter] = [
        .init(name: "format", summary: "json, csv, geojson or html.", example: "csv"),
        .init(name: "at", summary: "Only those around a place.", example: "121.4737,31.2304"),
        .init(name: "within", summary: "How far around it, in metres; else 30.", example: "50"),
        .init(
            name: "bbox", summary: "Only those in a box: west,south,east,north.",
            example: "121.4,31.2,121.5,31.3"),
        .init(name: "limit", summary: "How many at most.", example: "100"),
    ]

    static let differenceParameters: [Route.Parameter] = [
        .init(name: "after", summary: "The number after which the page begins.", example: "1000"),
        .init(name: "limit", summary: "How many rows at most, up to 10,000.", example: "1000"),
        .init(name: "kind", summary: "One kind alone.", example: "moved"),
        .init(name: "format", summary: "json or geojson.", example: "json"),
    ]

    private static func verbs(_ routes: DeliveryRoutes) -> [Route] {
        let reading = unknown.merging([409: "It is being read, or others were faster."]) { $1 }
        return [
            Route(
                method: .post, path: "/v1/deliveries/{name}/check", role: .surveyor, bodyLimit: 0,
                summary: "Checks a delivery against the current edition.", refusals: reading,
                answers: [delivery], answer: routes.check),
            Route(
                method: .post, path: "/v1/deliveries/{name}/publish", role: .surveyor,
                bodyLimit: 4096,
                summary: "Checks a delivery anew and makes it the next edition.",
                bodies: [.init(type: BodyType.json, schema: "PublishRequest")],
                isBodyOptional: true,
                refusals: unknown.merging([409: "It has errors, with their counts."]) { $1 },
                answers: [.init(type: BodyType.json, schema: "Publication")],
                answer: routes.publish),
            Route(
                method: .delete, path: "/v1/deliveries/{name}", role: .surveyor, bodyLimit: 0,
                summary: "Throws a delivery away, also while it is read.",
                successes: [204: "It is gone; the city is as it was."], refusals: unknown,
                answers: [], answer: routes.discard),
        ]
    }
}
