import City
import CityService
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What is whose, over HTTP.
struct MineRoutes: Sendable {
    let jobs: DeliveryJobs

    /// How many things a page has if nothing is said, and at most.
    private static let pageSizes = (usual: 1000, most: 10_000)

    private static let parameters: [Route.Parameter] = [
        .init(name: "organization", summary: "The code of an organization.", example: "SW"),
        .init(name: "post", summary: "The code of a post.", example: "GW000017"),
        .init(
            name: "kind", summary: "A layer: its things are listed in place of the numbers of all.",
            example: "unit-grids"),
        .init(name: "after", summary: "The code after which the list begins.", example: "L-17"),
        .init(name: "limit", summary: "How many things at most, up to 10,000.", example: "1000"),
    ]

    /// `GET /v1/mine`.
    func mine(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown(Self.parameters)
        let holder: Holder
        switch (ask.query["organization"], ask.query["post"]) {
        case (let code?, nil): holder = .organization(code)
        case (nil, let code?): holder = .post(code)
        default: throw MineError.organizationOrPost
        }
        guard let kind = ask.query["kind"] else { return try json(try await jobs.mine(holder)) }
        return try json(
            try await jobs.mine(
                holder, of: kind, after: ask.query["after"],
                limit: try ask.number("limit", in: 1...Self.pageSizes.most)
                    ?? Self.pageSizes.usual))
    }

    private func json(_ value: some Encodable) throws -> Route.Reply {
        .whole(ByteBuffer(bytes: try JSON.compact.encode(value)))
    }

    /// The routes.
    var routes: [Route] {
        [
            Route(
                method: .get, path: "/v1/mine", role: .viewer, bodyLimit: 0,
                summary: """
                    What an organization or a post answers for: how much of each layer and where; \
                    with kind the things themselves, page by page.
                    """,
                parameters: Self.parameters,
                refusals: [404: "There is no such organization or post."],
                answers: [.init(type: BodyType.json, schema: "MineAnswer")], answer: mine)
        ]
    }
}
