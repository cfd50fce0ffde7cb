import City
import CityService
import HTTPTypes

/// The routes of OGC API – Features 1.0, parts 1 and 2.
enum FeatureTable {
    static func routes(_ features: Features) -> [Route] {
        let work = FeatureRoutes(features: features)
        return frame(work) + [
            Route(
                method: .get, path: "/collections/{collection}", role: .public,
                dependsOnRole: true, bodyLimit: 0, summary: "What a collection holds, and where.",
                parameters: forms, pathForms: names, refusals: refusals,
                answers: answers(BodyType.json, "Collection"), answer: work.collection),
            Route(
                method: .get, path: "/collections/{collection}/items", role: .public,
                dependsOnRole: true, bodyLimit: 0,
                summary: "Features of a collection, page by page in the order of their keys.",
                parameters: forms + queryParameters + columns, pathForms: names,
                refusals: refusals, answers: answers(BodyType.geoJSON, "FeatureCollection"),
                answer: work.items),
            Route(
                method: .get, path: "/collections/{collection}/items/{feature}", role: .public,
                dependsOnRole: true, bodyLimit: 0, summary: "One feature, by its key.",
                parameters: forms + [system], pathForms: names, refusals: refusals,
                answers: answers(BodyType.geoJSON, "Feature"), answer: work.item),
        ]
    }

    private static func frame(_ work: FeatureRoutes) -> [Route] {
        [
            Route(
                method: .get, path: "/ogc", role: .public, bodyLimit: 0,
                summary: "The landing page of OGC API – Features.", parameters: forms,
                refusals: frameRefusals, answers: answers(BodyType.json, "Landing"),
                answer: work.landing),
            Route(
                method: .get, path: "/conformance", role: .public, bodyLimit: 0,
                summary: "Which parts of OGC API – Features are spoken.", parameters: forms,
                refusals: frameRefusals, answers: answers(BodyType.json, "Conformance"),
                answer: work.conformance),
        ]
            // GDAL looks for the collections below whatever it is told to open.
            + ["/collections", "/ogc/collections"].map { path in
                Route(
                    method: .get, path: path, role: .public, dependsOnRole: true, bodyLimit: 0,
                    summary: "The collections that who asks may see.", parameters: forms,
                    refusals: refusals, answers: answers(BodyType.json, "Collections"),
                    answer: work.collections)
            }
    }

    private static func answers(_ type: String, _ schema: String) -> [Route.Body] {
        [.init(type: type, schema: schema), .init(type: BodyType.html, schema: "Text")]
    }

    private static let frameRefusals = [
        400: "The request cannot be understood.", 406: "None of the accepted forms is spoken.",
    ]
    private static let refusals = frameRefusals.merging([
        401: "The collection needs a token.", 403: "The token's role does not reach.",
        404: "There is no such collection or feature.",
        429: "Too many wrong tokens came from the address.",
    ]) { $1 }
    private static let names = [
        "collection": Route.Parameter.Form.word(FeatureCollection.all.map(\.id))
    ]

    // MARK: Parameters

    /// The form and the language, which every route takes.
    static let forms: [Route.Parameter] = [
        .init(
            name: "f", summary: "json or html; without it what Accept names.", example: "json",
            form: .word(["json", "html"])),
        .init(
            name: "lang", summary: "The language of titles and pages.", example: "en",
            form: .word(["zh", "en"])),
    ]

    static let system = Route.Parameter(
        name: "crs", summary: "The reference system of the answer; CRS84 without it.",
        example: FeatureSystem.storage.uri, form: .word(FeatureSystem.all.map(\.uri)))

    static let queryParameters: [Route.Parameter] = [
        .init(
            name: "bbox", summary: "The box that features must touch: lower corner, upper corner.",
            example: "120.000,30.000,120.002,30.002", form: .numbers(4...6)),
        .init(
            name: "bbox-crs", summary: "The reference system of bbox; CRS84 without it.",
            example: FeatureSystem.storage.uri, form: .word(FeatureSystem.all.map(\.uri))),
        system,
        .init(
            name: "datetime", summary: "A day, a moment, or from/to, when features must hold.",
            example: "2026-03-01"),
        .init(
            name: "limit", summary: "How many features a page has at most; more are 10,000.",
            example: "100",
            form: .whole(1...FeatureQuery.limits.most, usual: FeatureQuery.limits.usual)),
        .init(
            name: "after", summary: "The key after which the page begins, as next links say it.",
            example: "99010101001000001"),
    ]

    /// A parameter for each column that some collection has: what it must equal.
    private static let columns: [Route.Parameter] = {
        let fields = FeatureCollection.all.flatMap(\.layer.fields)
        let names = Set(fields.map(\.column)).sorted()
        return names.map { name in
            let holders = FeatureCollection.all.filter { $0.layer.field(name) != nil }.map(\.id)
            let isNumber = fields.first { $0.column == name }?.isNumber ?? false
            return .init(
                name: name,
                summary: "What the column must equal; of \(holders.joined(separator: ", ")).",
                example: isNumber ? "1" : "a", form: isNumber ? .number : .text)
        }
    }()
}
