import City
import CityService
import Foundation
import HTTPTypes
import Hummingbird

/// The tiles over HTTP: which layers, which square, in which datum.
struct TileRoutes: Sendable {
    let tiles: CityTiles
    let files: PageFiles

    /// A tile: 204 where nothing is drawn, 304 for who has it.
    func tile(_ ask: Route.Ask) throws -> Route.Reply {
        try ask.refuseUnknown(Self.parameters)
        let wanted = try layers(ask)
        let tile = try tile(ask, wanted, try ask.mapDatum())
        var headers = HTTPFields()
        if let name = HTTPField.Name("X-Left-Out"), !tile.leftOut.isEmpty {
            headers[name] = tile.leftOut.map { "\($0.layer)=\($0.count)" }.joined(separator: ", ")
        }
        return .tagged(
            Route.Tagged(tag: tile.tag, type: BodyType.vectorTile, headers: headers) { takesGzip in
                if tile.isEmpty { return .nothing }
                return takesGzip
                    ? .gzipped(ByteBuffer(bytes: try tile.packed()))
                    : .plain(ByteBuffer(bytes: try tile.bytes()))
            })
    }

    /// What a map program must know of some layers.
    func tileJSON(_ ask: Route.Ask) throws -> Route.Reply {
        try ask.refuseUnknown(Self.parameters)
        let wanted = try layers(ask)
        let datum = try ask.mapDatum()
        let description = TileJSON(
            wanted, of: tiles, origin: ask.origin, named: ask.path["layers"] ?? "all", datum: datum)
        return .whole(ByteBuffer(bytes: try JSON.compact.encode(description)))
    }

    /// The style, with its addresses made whole.
    func styleJSON(_ ask: Route.Ask) throws -> Route.Reply {
        try ask.refuseUnknown(Self.styleParameters)
        let datum = try ask.mapDatum()
        let language = ask.query["lang"] ?? "zh"
        guard ["zh", "en"].contains(language) else {
            throw DeliveryRefusal.parameterForm("lang", value: language, expected: "zh or en")
        }
        guard let style = files.files["style.json"] else { throw TileRefusal.noStyle }
        let text = String(decoding: style.bytes, as: UTF8.self)
            .replacingOccurrences(of: "{origin}", with: ask.origin)
            .replacingOccurrences(of: "{datum}", with: datum.rawValue)
            .replacingOccurrences(of: "{lang}", with: language)
        return .whole(ByteBuffer(string: text))
    }

    static let parameters: [Route.Parameter] = [
        .init(
            name: "datum", summary: "gcj02 for Chinese base maps; cgcs2000 without it.",
            example: "gcj02")
    ]
    static let styleParameters =
        parameters + [
            .init(name: "lang", summary: "The language of names: zh or en.", example: "en")
        ]

    // MARK: What is asked

    /// The layers that are named, in the order in which they are drawn; `all` are those that the asker
    /// may see.
    private func layers(_ ask: Route.Ask) throws -> [MapLayer] {
        let all = tiles.layers.layers
        let name = ask.path["layers"] ?? ""
        if name == "all" { return all.filter { ask.role.sees($0) } }
        let names = Set(
            name.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
        if let unknown = names.sorted().first(where: { tiles.layers[$0] == nil }) {
            throw TileRefusal.noLayer(unknown, known: all.map(\.id))
        }
        let wanted = all.filter { names.contains($0.id) }
        if let closed = wanted.first(where: { !ask.role.sees($0) }) {
            throw ask.role == .public
                ? RequestError.noToken : RequestError.roleTooLow(needed: closed.role)
        }
        return wanted
    }

    private func tile(_ ask: Route.Ask, _ wanted: [MapLayer], _ datum: MapDatum) throws -> Tile {
        let names = ["z", "x", "y"].map { ask.path[$0] ?? "" }
        let numbers = names.compactMap { Int($0) }
        guard numbers.count == 3,
            let address = tiles.address(zoom: numbers[0], column: numbers[1], row: numbers[2])
        else {
            throw TileRefusal.outOfRange(
                names.joined(separator: "/"), zooms: tiles.layers.zooms)
        }
        return try tiles.tile(wanted, at: address, datum: datum)
    }
}

extension Role {
    /// Whether the bearer sees a layer; a role that nobody knows is an administrator's.
    func sees(_ layer: MapLayer) -> Bool { mayAsk(Role(rawValue: layer.role) ?? .administrator) }
}

/// Why there is no such tile.
enum TileRefusal: Error, CustomStringConvertible {
    case noLayer(String, known: [String])
    case outOfRange(String, zooms: ClosedRange<Int>)
    case noStyle

    var description: String {
        switch self {
        case .noLayer(let name, let known):
            """
            The map has no layer “\(name)”. Name some of \(known.joined(separator: ", ")), joined by \
            commas, or all.
            """
        case .noStyle:
            "The folder of the map's files has no style.json. Run tools/setup, or name it by --tiles."
        case .outOfRange(let text, let zooms):
            """
            There is no tile \(text). Zooms run from \(zooms.lowerBound) to \(zooms.upperBound), \
            columns and rows from 0 to 2^zoom − 1.
            """
        }
    }
}
