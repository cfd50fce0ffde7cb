import City
import CityService
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A staged delivery on the map, over HTTP.
struct DeliveryMapRoutes: Sendable {
    let jobs: DeliveryJobs

    /// `GET /v1/deliveries/{name}/tiles/{z}/{x}/{y}.mvt`: 204 where nothing lies, 304 for who has it.
    func tile(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown(TileRoutes.parameters)
        let names = ["z", "x", "y"].map { ask.path[$0] ?? "" }
        let numbers = names.compactMap { Int($0) }
        guard numbers.count == 3,
            let address = jobs.address(zoom: numbers[0], column: numbers[1], row: numbers[2])
        else {
            throw TileRefusal.outOfRange(names.joined(separator: "/"), zooms: DeliveryMap.zooms)
        }
        let tile = try await jobs.tile(of: ask.name, at: address, datum: try ask.mapDatum())
        return .tagged(
            Route.Tagged(tag: tile.tag, type: BodyType.vectorTile) { _ in
                let bytes = try await tile.draw().bytes
                return bytes.isEmpty ? .nothing : .plain(ByteBuffer(bytes: bytes))
            })
    }

    /// `GET /v1/deliveries/{name}/box`.
    func box(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown([])
        let contents = try await jobs.mapContents(of: ask.name)
        return .whole(ByteBuffer(bytes: try JSON.compact.encode(contents)))
    }

    /// The routes.
    var routes: [Route] {
        let refusals = [404: "There is no such delivery or tile.", 409: "It was not checked yet."]
        return [
            Route(
                method: .get, path: "/v1/deliveries/{name}/tiles/{z}/{x}/{y}.mvt",
                role: .surveyor, bodyLimit: 0,
                summary: """
                    A vector tile (MVT 2.1) of what a delivery would change and of what was found: \
                    single rows from zoom 14 on, their numbers before.
                    """,
                parameters: TileRoutes.parameters,
                successes: [
                    200: "The tile.", 204: "Nothing lies there.", 304: "It has not changed.",
                ], refusals: refusals,
                answers: [.init(type: BodyType.vectorTile, schema: "Bytes")], answer: tile),
            Route(
                method: .get, path: "/v1/deliveries/{name}/box", role: .surveyor, bodyLimit: 0,
                summary: "Where on the map a delivery's changes and findings lie, and how many.",
                refusals: refusals,
                answers: [.init(type: BodyType.json, schema: "DeliveryBox")], answer: box),
        ]
    }
}

extension Route.Ask {
    /// The datum in which a map is wanted.
    func mapDatum() throws -> MapDatum {
        guard let text = query["datum"] else { return .cgcs2000 }
        guard let datum = MapDatum(rawValue: text) else {
            throw DeliveryRefusal.parameterForm(
                "datum", value: text,
                expected: MapDatum.allCases.map(\.rawValue).joined(separator: " or "))
        }
        return datum
    }

    /// The ground that `bbox` names, or that lies around `at`; `nil` if neither is given.
    func ground() throws -> MapGround? {
        switch (query["at"], query["bbox"]) {
        case (nil, nil): return nil
        case (let text?, nil):
            let numbers = try numbers("at", text, count: 2, "longitude,latitude in degrees")
            let metres = try number("within", in: 1...10_000) ?? 30
            return try MapGround(
                longitude: numbers[0], latitude: numbers[1], within: metres)
        case (nil, let text?):
            let numbers = try numbers("bbox", text, count: 4, "west,south,east,north in degrees")
            return try MapGround(
                west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
        case (_?, let text?):
            throw DeliveryRefusal.parameterForm(
                "bbox", value: text, expected: "at or bbox, not both")
        }
    }

    private func numbers(
        _ name: String, _ text: String, count: Int, _ expected: String
    ) throws -> [Double] {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
            .compactMap { Double($0) }.filter(\.isFinite)
        guard numbers.count == count, text.count(where: { $0 == "," }) == count - 1 else {
            throw DeliveryRefusal.parameterForm(name, value: text, expected: expected)
        }
        return numbers
    }
}
