import City
import CityService
import Foundation
import TestSupport
import Testing

/// The tiles of the sample town as they were looked at and found right: `tiles/golden`, a file a
/// tile, renewed by `tools/maps/golden`.
@Suite("Golden tiles")
struct GoldenTileTests {
    private static let folder = "tiles/golden"
    private static let isRenewed =
        ProcessInfo.processInfo.environment["WANGGE_RENEW_GOLDEN"] == "1"

    /// All tiles of the town from zoom 12 on, some of the coarser ones, and one for maps in GCJ-02.
    private static let addresses =
        [
            "6/53/26", "8/213/105", "10/853/422", "12/3413/1689", "13/6826/3379", "14/13653/6759",
            "14/13653/6759@gcj02",
        ]
        + [27_306, 27_307].flatMap { column in
            [13_518, 13_519].map { "15/\(column)/\($0)" }
        }
        + [54_613, 54_614].flatMap { column in
            [27_037, 27_038].map { "16/\(column)/\($0)" }
        }

    private static func tiles(_ town: TestCity) throws -> CityTiles {
        let layers = try MapLayers(
            json: Data(contentsOf: URL(fileURLWithPath: Repository.path("tiles/layers.json"))))
        return CityTiles(try town.city.live(), layers: layers)
    }

    /// A tile with all layers.
    private static func draw(_ text: String, of tiles: CityTiles) throws -> DecodedTile {
        let parts = text.split(separator: "@")
        let numbers = parts[0].split(separator: "/").compactMap { Int($0) }
        let address = try #require(
            tiles.address(zoom: numbers[0], column: numbers[1], row: numbers[2]))
        let datum = parts.count > 1 ? MapDatum(rawValue: String(parts[1])) : .cgcs2000
        let tile = try tiles.tile(
            tiles.layers.layers, at: address, datum: try #require(datum))
        return try DecodedTile(tile.bytes())
    }

    private static func path(_ text: String) -> String {
        let name = text.replacing("/", with: "-").replacing("@", with: "-")
        return Repository.path("\(folder)/\(name).json")
    }

    @Test("the town's tiles are what they were, and as the specification wants them")
    func tiles() throws {
        let town = try TestCity.sample()
        let tiles = try Self.tiles(town)
        for text in Self.addresses {
            let tile = try Self.draw(text, of: tiles)
            #expect(tile.violations == [], "\(text)")
            #expect(tile.blemishes == [], "\(text)")
            if Self.isRenewed {
                try Data(tile.json.utf8).write(to: URL(fileURLWithPath: Self.path(text)))
            }
            let golden = try? String(contentsOfFile: Self.path(text), encoding: .utf8)
            let difference = Self.difference(tile.json, golden ?? "")
            #expect(difference == nil, "\(text): look at it after tools/maps/golden")
        }
    }

    /// The first line in which two texts differ.
    private static func difference(_ drawn: String, _ golden: String) -> String? {
        let (drawn, golden) = (drawn.split(separator: "\n"), golden.split(separator: "\n"))
        for place in 0..<max(drawn.count, golden.count) {
            let mine = place < drawn.count ? String(drawn[place]) : "nothing"
            let known = place < golden.count ? String(golden[place]) : "nothing"
            if mine != known { return "line \(place + 1) is \(mine), was \(known)" }
        }
        return nil
    }

    @Test("no golden tile is left that no test looks at", .enabled(if: !isRenewed, "renewed"))
    func files() throws {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: Repository.path(Self.folder))
        let known = Self.addresses.map { URL(fileURLWithPath: Self.path($0)).lastPathComponent }
        #expect(names.filter { $0.hasSuffix(".json") }.sorted() == known.sorted())
    }
}
