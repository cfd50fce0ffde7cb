import City
import CityService
import Foundation
import NIOCore

/// Search and nearby over HTTP: what the asker may see of each layer.
struct SearchRoutes: Sendable {
    let live: LiveCity
    /// Whose roles hold; without them everything is a viewer's.
    let layers: MapLayers?

    /// What a text names.
    func search(_ ask: Route.Ask) throws -> Route.Reply {
        try ask.refuseUnknown(Self.searchParameters)
        var question = SearchQuestion(try ask.needed("q"))
        question.visible = Set(SearchKind.allCases.filter { sees($0.layer, ask.role) })
        question.kinds = try kinds(ask, visible: question.visible)
        question.near = try ask.query["near"].map { try live.near($0) }
        question.limit =
            try ask.number("limit", in: 1...SearchQuestion.largestLimit)
            ?? SearchQuestion.usualLimit
        return .whole(ByteBuffer(bytes: try JSON.compact.encode(live.search(question))))
    }

    /// What is near a place.
    func nearby(_ ask: Route.Ask) throws -> Route.Reply {
        try ask.refuseUnknown(Self.nearbyParameters)
        var request = LiveCity.NearbyRequest(at: try ask.needed("at"))
        request.referenceSystem = ask.query["crs"]
        request.category = ask.query["category"]
        request.theme = ask.query["theme"]
        request.limit =
            try ask.number("limit", in: 1...LiveCity.mostNearby) ?? LiveCity.usualNearby
        if let text = ask.query["within"] {
            guard let metres = Double(text) else { throw SearchError.distance(text) }
            request.metres = metres
        }
        let asked: SearchKind = request.theme == nil ? .components : .places
        try refuse(asked, unlessSeenBy: ask.role)
        return .whole(ByteBuffer(bytes: try JSON.compact.encode(live.nearby(request))))
    }

    // MARK: Who sees what

    private func kinds(
        _ ask: Route.Ask, visible: Set<SearchKind>
    ) throws -> Set<SearchKind> {
        guard let text = ask.query["kinds"] else { return visible }
        let kinds = try SearchKind.kinds(in: text)
        for kind in kinds.sorted() { try refuse(kind, unlessSeenBy: ask.role) }
        return kinds
    }

    private func refuse(_ kind: SearchKind, unlessSeenBy role: Role) throws {
        guard !sees(kind.layer, role) else { return }
        let needed = kind.layer.flatMap { layers?[$0]?.role } ?? Role.viewer.rawValue
        throw role == .public ? RequestError.noToken : RequestError.roleTooLow(needed: needed)
    }

    private func sees(_ layer: String?, _ role: Role) -> Bool {
        guard let layer else { return true }
        return layers?[layer].map { role.sees($0) } ?? role.mayAsk(.viewer)
    }

    // MARK: Parameters

    static let searchParameters: [Route.Parameter] = [
        .init(
            name: "q", summary: "A code, a name, a theme, two roads, pinyin or a coordinate.",
            example: "青年大街 文化路", isNeeded: true),
        .init(name: "limit", summary: "How many findings; 20 without it.", example: "10"),
        .init(
            name: "kinds", summary: "What may be found, joined by commas.",
            example: "crossings,unit-grids"),
        .init(
            name: "near", summary: "Of what fits equally well, the nearest to here comes first.",
            example: "123.4520,41.7990"),
    ]

    static let nearbyParameters: [Route.Parameter] = [
        .init(
            name: "at", summary: "The place, longitude first.", example: "123.4520,41.7990",
            isNeeded: true),
        .init(name: "crs", summary: "The reference system of at.", example: "gcj02"),
        .init(
            name: "category", summary: "The components looked for: a category or a group.",
            example: "component/01001"),
        .init(
            name: "theme", summary: "The theme of the places looked for, in place of category.",
            example: "公厕"),
        .init(name: "limit", summary: "How many findings; 10 without it.", example: "5"),
        .init(
            name: "within", summary: "How far is searched, in metres; 2000 without it.",
            example: "500"),
    ]
}
