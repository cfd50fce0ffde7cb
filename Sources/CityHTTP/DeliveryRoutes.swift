import City
import CityService
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Deliveries over HTTP: handed in, looked at, published, thrown away.
struct DeliveryRoutes: Sendable {
    let jobs: DeliveryJobs

    // MARK: Handing in

    /// `POST /v1/deliveries`.
    func handIn(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown(DeliveryTable.handInParameters)
        if let encoding = ask.headers[.contentEncoding], encoding.lowercased() != "identity" {
            throw DeliveryRefusal.packed(encoding)
        }
        let waits = try ask.flag("wait")
        let announced = ask.headers[.contentLength].flatMap { Int($0) }
        let incoming = try jobs.receive(
            try ask.needed("filename"), as: try Deliveries.layer(try ask.needed("layer")),
            try reading(ask), announced: announced)
        do {
            for try await part in ask.stream ?? RequestBody(buffer: ByteBuffer()) {
                try part.withUnsafeReadableBytes { try incoming.take($0) }
            }
        } catch let error as UploadError {
            throw error
        } catch {
            throw RequestError.bodyBroken
        }
        let name = try jobs.submit(incoming, announced: announced)
        if waits { try await jobs.finish(name) }
        let body = try JSON.compact.encode(try await jobs.state(name))
        return .other(
            waits ? .created : .accepted,
            [.contentType: BodyType.json, .location: "/v1/deliveries/\(name)"],
            ByteBuffer(bytes: body))
    }

    private func reading(_ ask: Route.Ask) throws -> Deliveries.Reading {
        var reading = Deliveries.Reading()
        reading.referenceSystem = ask.query["crs"]
        reading.pipeline = ask.query["pipeline"]
        reading.encoding = ask.query["encoding"]
        reading.fileLayer = ask.query["file-layer"]
        reading.standard = ask.query["standard"]
        reading.completeness = try ask.flag("whole") ? .layer : .nothing
        reading.acceptsCorrection = try ask.flag("accept-correction")
        switch ask.query["axes"] {
        case nil, "easting-first": break
        case "northing-first": reading.isNorthingFirst = true
        case let other?: throw RequestError.unknownAxes(other)
        }
        for assignment in ask.lists["map"] ?? [] {
            let parts = assignment.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else {
                throw DeliveryRefusal.parameterForm(
                    "map", value: assignment, expected: "FIELD=COLUMN")
            }
            reading.columns[String(parts[0])] = String(parts[1])
        }
        return reading
    }

    // MARK: Looking

    /// `GET /v1/deliveries`.
    func list(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown([])
        return try json(try await jobs.states())
    }

    /// `GET /v1/deliveries/{name}`.
    func state(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown([])
        return try json(try await jobs.state(ask.name))
    }

    /// `GET /v1/deliveries/{name}/findings`.
    func findings(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown(DeliveryTable.findingParameters)
        let ground = try ask.ground()
        let limit = try ask.number("limit", in: 1...1_000_000)
        let (form, type) = try ask.form(from: [
            ("json", .json, BodyType.json), ("csv", .csv, BodyType.csv + "; charset=utf-8"),
            ("geojson", .geojson, BodyType.geoJSON),
            ("html", .html, BodyType.html + "; charset=utf-8"),
        ])
        return .spooled(
            try await jobs.findings(of: ask.name, form, in: ground, limit: limit), type: type)
    }

    /// How many rows a page of the difference has if nothing is said, and at most.
    private static let pageSizes = (usual: 1000, most: 10_000)

    /// `GET /v1/deliveries/{name}/difference`.
    func difference(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown(DeliveryTable.differenceParameters)
        let (form, type) = try ask.form(from: [
            ("json", .json, BodyType.json), ("geojson", .geojson, BodyType.geoJSON),
        ])
        let kind = try ask.query["kind"].map { name in
            guard let kind = RowChange(rawValue: name), kind != .unchanged else {
                let kinds = RowChange.allCases.filter { $0 != .unchanged }.map(\.rawValue)
                throw DeliveryRefusal.parameterForm(
                    "kind", value: name, expected: kinds.joined(separator: ", "))
            }
            return kind
        }
        let page = try await jobs.difference(
            of: ask.name, after: try ask.number("after", in: 0...Int(Int32.max)) ?? 0,
            limit: try ask.number("limit", in: 1...Self.pageSizes.most) ?? Self.pageSizes.usual,
            kind: kind)
        let bytes = form == .geojson ? try page.geoJSON() : Array(try JSON.compact.encode(page))
        return .other(.ok, [.contentType: type], ByteBuffer(bytes: bytes))
    }

    // MARK: Deciding

    /// `POST /v1/deliveries/{name}/check`.
    func check(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown([])
        return try json(try await jobs.check(ask.name))
    }

    /// What `publish` may be told.
    private struct PublishRequest: Decodable {
        var withoutRejected: Bool?
    }

    /// `POST /v1/deliveries/{name}/publish`.
    func publish(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown([])
        do {
            return try json(
                try await jobs.publish(ask.name, withoutRejected: try withoutRejected(ask.body)))
        } catch CityServiceError.refused(let delivery, let rows, let layers) {
            throw DeliveryRefusal.hasErrors(delivery, rejectedRows: rows, layerErrors: layers)
        }
    }

    private func withoutRejected(_ body: ByteBuffer) throws -> Bool {
        guard body.readableBytes > 0 else { return false }
        let data = Data(body.readableBytesView)
        guard let members = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            members.keys.allSatisfy({ $0 == "withoutRejected" }),
            let request = try? JSONDecoder().decode(PublishRequest.self, from: data)
        else { throw RequestError.notJSON("{\"withoutRejected\": true} or nothing is") }
        return request.withoutRejected ?? false
    }

    /// `DELETE /v1/deliveries/{name}`.
    func discard(_ ask: Route.Ask) async throws -> Route.Reply {
        try ask.refuseUnknown([])
        try await jobs.discard(ask.name)
        return .other(.noContent, [:], ByteBuffer())
    }

    private func json(_ value: some Encodable) throws -> Route.Reply {
        .whole(ByteBuffer(bytes: try JSON.compact.encode(value)))
    }
}
