import CityService
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Editions over HTTP: listed, looked at, undone.
struct EditionRoutes: Sendable {
    let jobs: DeliveryJobs

    /// How many editions a page has if nothing is said, and at most.
    private static let pageSizes = (usual: 50, most: 500)
    /// How many rows of a difference are told if nothing is said, and at most.
    private static let rowCounts = (usual: 1000, most: 10_000)

    private static let listParameters: [Route.Parameter] = [
        .init(name: "before", summary: "The number before which the page begins.", example: "100"),
        .init(name: "limit", summary: "How many editions at most, up to 500.", example: "50"),
    ]

    private static let differenceParameters: [Route.Parameter] = [
        .init(name: "limit", summary: "How many rows at most, up to 10,000.", example: "1000")
    ]

    /// `GET /v1/editions`.
    func list(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown(Self.listParameters)
        return try json(
            try await jobs.editionStates(
                before: try ask.number("before", in: 1...Int(Int32.max)),
                limit: try ask.number("limit", in: 1...Self.pageSizes.most)
                    ?? Self.pageSizes.usual))
    }

    /// `GET /v1/editions/{edition}/difference`.
    func difference(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown(Self.differenceParameters)
        return try json(
            try await jobs.difference(
                of: try ask.edition(),
                limit: try ask.number("limit", in: 1...Self.rowCounts.most)
                    ?? Self.rowCounts.usual))
    }

    /// `POST /v1/editions/{edition}/undo`.
    func undo(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown([])
        let text = String(buffer: ask.body).filter { !$0.isWhitespace }
        guard text.isEmpty || text == "{}" else { throw RequestError.notJSON("{} or nothing is") }
        return try json(try await jobs.undo(try ask.edition()))
    }

    private func json(_ value: some Encodable) throws -> Route.Reply {
        .whole(ByteBuffer(bytes: try JSON.compact.encode(value)))
    }

    /// The routes.
    var routes: [Route] {
        let unknown = [404: "There is no such edition."]
        return [
            Route(
                method: .get, path: "/v1/editions", role: .viewer, bodyLimit: 0,
                summary: """
                    The published editions, the newest first, page by page, each with whether it \
                    can be undone and why not.
                    """,
                parameters: Self.listParameters,
                answers: [.init(type: BodyType.json, schema: "[Edition]")], answer: list),
            Route(
                method: .get, path: "/v1/editions/{edition}/difference", role: .viewer,
                bodyLimit: 0,
                summary: """
                    What an edition changed, row by row; isCut tells that there is more than is \
                    told, and of more than 50,000 changes none is.
                    """,
                parameters: Self.differenceParameters, refusals: unknown,
                answers: [.init(type: BodyType.json, schema: "EditionDifference")],
                answer: difference),
            Route(
                method: .post, path: "/v1/editions/{edition}/undo", role: .surveyor,
                bodyLimit: 256, summary: "Publishes the inverse of an edition as a new one.",
                bodies: [.init(type: BodyType.json, schema: "Nothing")], isBodyOptional: true,
                refusals: unknown.merging([
                    409: "A later edition, or what others name, depends on it."
                ]) { $1 },
                answers: [.init(type: BodyType.json, schema: "Undoing")], answer: undo),
        ]
    }
}

extension Route.Ask {
    /// The number of the edition that the path names.
    fileprivate func edition() throws -> Int {
        let text = path["edition"] ?? ""
        guard let number = Int(text), (1...Int(Int32.max)).contains(number) else {
            throw RequestError.notAnEdition(text)
        }
        return number
    }
}
