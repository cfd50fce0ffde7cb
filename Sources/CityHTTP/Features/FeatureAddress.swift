import City
import CityService
import Foundation
import HTTPTypes
import NIOCore

/// Where somebody asks from, in which form and language: what every link of an answer carries on.
struct FeatureAddress: Sendable {
    /// The beginning of every address: scheme, host and port.
    let origin: String
    /// The language, if it was said.
    let language: String?
    /// Whether a page for people is wanted.
    let isPage: Bool

    var isEnglish: Bool { language == "en" }

    init(origin: String, language: String?, isPage: Bool) {
        self.origin = origin
        self.language = language
        self.isPage = isPage
    }

    /// Reads what every route takes.
    ///
    /// - Throws: ``RequestError`` for parameters that the route does not have, ``DeliveryRefusal``
    ///   for forms that are not spoken.
    init(_ ask: Route.Ask, _ known: [Route.Parameter]) throws {
        try ask.refuseUnknown(known)
        origin = ask.origin
        language = ask.query["lang"]
        if let language, !["zh", "en"].contains(language) {
            throw DeliveryRefusal.parameterForm("lang", value: language, expected: "zh or en")
        }
        switch ask.query["f"] {
        case nil: isPage = try Self.isPage(accept: ask.headers[.accept])
        case "json": isPage = false
        case "html": isPage = true
        case let other?:
            throw DeliveryRefusal.parameterForm("f", value: other, expected: "json or html")
        }
    }

    /// Whether HTML is accepted before JSON; programs that take anything are given JSON.
    private static func isPage(accept: String?) throws -> Bool {
        guard let accept, !accept.isEmpty else { return false }
        for range in accept.split(separator: ",") {
            let type = range.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
            if type == "text/html" || type == "application/xhtml+xml" { return true }
            if type.hasSuffix("json") || type == "*/*" || type == "application/*" { return false }
        }
        throw DeliveryRefusal.notAcceptable([BodyType.geoJSON, BodyType.json, BodyType.html])
    }

    // MARK: Links

    /// The address of a path, with parameters, the language among them.
    func callAsFunction(_ parts: [String], _ query: [String: String] = [:]) -> String {
        var query = query
        if let language { query["lang"] = language }
        let path = parts.map { "/" + Self.escaped($0) }.joined()
        let pairs = query.sorted { $0.key < $1.key }.map {
            "\(Self.escaped($0.key))=\(Self.escaped($0.value))"
        }
        return origin + path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }

    /// What RFC 3986 calls unreserved stands for itself, and commas, colons and slashes of values
    /// are kept out of the way.
    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(
            withAllowedCharacters: .init(
                charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"))
            ?? ""
    }

    /// The two forms of one thing: `self` the one that is asked for, `alternate` the other.
    func forms(
        _ parts: [String], _ query: [String: String] = [:], json: String = BodyType.json
    ) -> [FeatureLink] {
        var (asJSON, asPage) = (query, query)
        asJSON["f"] = "json"
        asPage["f"] = "html"
        return [
            FeatureLink(self(parts, asJSON), isPage ? "alternate" : "self", json, "JSON"),
            FeatureLink(self(parts, asPage), isPage ? "self" : "alternate", BodyType.html, "HTML"),
        ]
    }

    func links(
        of collection: FeatureCollection, _ query: [String: String], next: String?
    ) -> [FeatureLink] {
        let parts = ["collections", collection.id, "items"]
        var links = forms(parts, query, json: BodyType.geoJSON)
        if let next {
            var query = query
            query["after"] = next
            links.append(
                FeatureLink(
                    self(parts, query), "next", isPage ? BodyType.html : BodyType.geoJSON,
                    isEnglish ? "Next page" : "下一页"))
        }
        return links + [self.collection(collection)]
    }

    func links(
        of feature: Feature, _ collection: FeatureCollection, _ query: [String: String]
    ) -> [FeatureLink] {
        forms(
            ["collections", collection.id, "items", feature.key], query, json: BodyType.geoJSON)
            + [self.collection(collection)]
    }

    private func collection(_ collection: FeatureCollection) -> FeatureLink {
        FeatureLink(
            self(["collections", collection.id], ["f": isPage ? "html" : "json"]), "collection",
            isPage ? BodyType.html : BodyType.json, title(collection))
    }

    func title(_ collection: FeatureCollection) -> String {
        isEnglish ? collection.english : collection.layer.chineseName
    }

    // MARK: Replies

    func reply(
        _ document: some Encodable, page: () -> FeatureMarkup
    ) throws -> Route.Reply {
        if isPage { return reply(page: try page().bytes(), in: nil) }
        return .other(
            .ok, headers(BodyType.json, nil), ByteBuffer(bytes: try JSON.compact.encode(document)))
    }

    func reply(geoJSON bytes: [UInt8], in system: FeatureSystem) -> Route.Reply {
        .other(.ok, headers(BodyType.geoJSON, system), ByteBuffer(bytes: bytes))
    }

    func reply(page bytes: [UInt8], in system: FeatureSystem?) -> Route.Reply {
        var headers = headers(BodyType.html + "; charset=utf-8", system)
        headers[.contentSecurityPolicy] =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
        return .other(.ok, headers, ByteBuffer(bytes: bytes))
    }

    private func headers(_ type: String, _ system: FeatureSystem?) -> HTTPFields {
        var headers: HTTPFields = [
            .contentType: type, .vary: "Accept", .xContentTypeOptions: "nosniff",
        ]
        if let system, let name = HTTPField.Name("Content-Crs") {
            headers[name] = "<\(system.uri)>"
        }
        return headers
    }
}
