import City
import CityService
import Foundation
import HTTPTypes
import NIOCore

/// OGC API – Features: what is asked, turned into a ``FeatureQuery``, and answered.
struct FeatureRoutes: Sendable {
    let features: Features

    // MARK: The frame

    /// `GET /ogc`.
    func landing(_ ask: Route.Ask) async throws -> Route.Reply {
        let address = try FeatureAddress(ask, FeatureTable.forms)
        let document = FeatureDocuments(address: address)
            .landing(city: try await features.cityName())
        return try address.reply(document) { FeaturePages(address: address).landing(document) }
    }

    /// `GET /conformance`.
    func conformance(_ ask: Route.Ask) async throws -> Route.Reply {
        let address = try FeatureAddress(ask, FeatureTable.forms)
        let document = FeatureDocuments.conformance
        return try address.reply(document) { FeaturePages(address: address).conformance(document) }
    }

    /// `GET /collections`.
    func collections(_ ask: Route.Ask) async throws -> Route.Reply {
        let address = try FeatureAddress(ask, FeatureTable.forms)
        let document = FeatureDocuments(address: address)
            .collections(try await features.collections(for: ask.role))
        return try address.reply(document) { FeaturePages(address: address).collections(document) }
    }

    /// `GET /collections/{collection}`.
    func collection(_ ask: Route.Ask) async throws -> Route.Reply {
        let collection = try seen(ask)
        let address = try FeatureAddress(ask, FeatureTable.forms)
        let document = FeatureDocuments(address: address)
            .collection(try await features.summary(of: collection))
        return try address.reply(document) {
            FeaturePages(address: address).collection(document, collection)
        }
    }

    /// The collection of the path, if whoever asks may see it.
    private func seen(_ ask: Route.Ask) throws -> FeatureCollection {
        let name = ask.path["collection"] ?? ""
        guard let collection = FeatureCollection.named(name) else {
            throw FeatureQueryError.unknownCollection(name)
        }
        let needed = features.role(of: collection)
        guard ask.role.mayAsk(needed) else {
            throw ask.role == .public
                ? RequestError.noToken : RequestError.roleTooLow(needed: needed.rawValue)
        }
        return collection
    }

    // MARK: Features

    /// `GET /collections/{collection}/items`.
    func items(_ ask: Route.Ask) async throws -> Route.Reply {
        let collection = try seen(ask)
        let columns = collection.layer.fields.map {
            Route.Parameter(name: $0.column, summary: "", example: "")
        }
        let address = try FeatureAddress(
            ask, FeatureTable.forms + FeatureTable.queryParameters + columns)
        let system = try self.system(ask, of: collection)
        let query = try self.query(ask, collection)
        let page = try await features.page(query)
        if address.isPage {
            return address.reply(
                page: try FeaturePages(address: address).items(page, query, ask.query).bytes(),
                in: system)
        }
        let bytes = try features.writer(of: collection, in: system).text(
            of: page, links: address.links(of: collection, ask.query, next: page.next),
            at: Date().formatted(.iso8601))
        return address.reply(geoJSON: bytes, in: system)
    }

    /// `GET /collections/{collection}/items/{feature}`.
    func item(_ ask: Route.Ask) async throws -> Route.Reply {
        let collection = try seen(ask)
        let address = try FeatureAddress(ask, FeatureTable.forms + [FeatureTable.system])
        let system = try self.system(ask, of: collection)
        let feature = try await features.feature(of: collection, key: ask.path["feature"] ?? "")
        if address.isPage {
            return address.reply(
                page: try FeaturePages(address: address).item(feature, collection).bytes(),
                in: system)
        }
        let bytes = try features.writer(of: collection, in: system).text(
            of: feature, links: address.links(of: feature, collection, ask.query))
        return address.reply(geoJSON: bytes, in: system)
    }

    // MARK: What is asked

    private func system(
        _ ask: Route.Ask, of collection: FeatureCollection
    ) throws -> FeatureSystem {
        guard let uri = ask.query["crs"] else { return .crs84 }
        guard collection.hasGeometry else {
            throw FeatureQueryError.noPlaces(collection: collection.id)
        }
        return try FeatureSystem(uri: uri)
    }

    private func query(
        _ ask: Route.Ask, _ collection: FeatureCollection
    ) throws -> FeatureQuery {
        // More than a page can have is no error, says OGC 17-069r4 §7.15.2.
        let limit = try ask.number("limit", in: 1...Int(Int32.max)) ?? FeatureQuery.limits.usual
        var query = FeatureQuery(collection, limit: min(limit, FeatureQuery.limits.most))
        query.after = ask.query["after"]
        query.days = try ask.query["datetime"].map { text throws(FeatureQueryError) in
            try DayInterval(parsing: text)
        }
        let system = try FeatureSystem(uri: ask.query["bbox-crs"] ?? FeatureSystem.crs84.uri)
        query.boxes = try ask.query["bbox"].map { try features.boxes(numbers($0), in: system) }
        for field in collection.layer.fields {
            if let text = ask.query[field.column] { try query.require(field.column, text) }
        }
        return query
    }

    /// The numbers of `bbox`; whether they are a box is for who knows the reference system.
    private func numbers(_ text: String) throws -> [Double] {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
            Double($0.trimmingCharacters(in: .whitespaces)) ?? .nan
        }
        guard numbers.allSatisfy(\.isFinite) else { throw FeatureQueryError.notABox(text) }
        return numbers
    }
}
