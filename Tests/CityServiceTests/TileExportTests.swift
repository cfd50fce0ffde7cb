import City
import CityFiles
import Foundation
import Geo
import TestSupport
import Testing

@testable import CityService
@testable import DemoCity

@Suite("The map in one file")
struct TileExportTests {
    private static let town = Result { try TestCity.sample() }

    private let tiles: CityTiles
    private let index: CityIndex
    private let folder: TemporaryFolder

    init() throws {
        let live = try Self.town.get().city.live()
        index = live.index
        tiles = CityTiles(live, layers: try PageFiles.layers(in: Repository.path("tiles")))
        folder = try TemporaryFolder()
    }

    private func archive(
        _ wanted: TileExport.Wanted = .init(), _ name: String = "a.pmtiles"
    ) throws -> TileArchive {
        let path = folder.path(name)
        _ = try TileExport(tiles).write(to: path, wanted)
        return try TileArchive(path: path)
    }

    /// Every tile of the town's ground and of a ring of tiles around it.
    private func addresses(_ zoom: Int) throws -> [TileAddress] {
        let range = try #require(TileAddress.range(meeting: index.extent, zoom: zoom))
        let side = (1 << zoom) - 1
        return (range.rows.lowerBound - 2...range.rows.upperBound + 2).flatMap { row in
            (range.columns.lowerBound - 2...range.columns.upperBound + 2).compactMap {
                TileAddress(zoom: zoom, column: min(max($0, 0), side), row: row)
            }
        }
    }

    @Test("holds exactly the tiles that the server would send", arguments: MapDatum.allCases)
    func sameTiles(datum: MapDatum) throws {
        var wanted = TileExport.Wanted()
        wanted.datum = datum
        let archive = try archive(wanted)
        var shown = 0
        for zoom in tiles.layers.zooms {
            for address in try addresses(zoom) {
                let drawn = try tiles.tile(tiles.layers.layers, at: address, datum: datum).bytes()
                let kept = try archive.packedTile(address).map { try Gzip.unpacked($0) }
                #expect(kept ?? [] == drawn, "\(address)")
                shown += drawn.isEmpty ? 0 : 1
            }
        }
        #expect(archive.tileCount == shown && shown > tiles.layers.zooms.count)
        #expect(archive.zooms == tiles.layers.zooms)
    }

    @Test("holds the tiles of ground that is full of holes and empty corners too")
    func grownCity() throws {
        let village = Preset(
            name: "shigatse", cityName: "日喀则市", code: "540200", squareKilometres: 2,
            districts: ["540228"], subdistricts: 1, communities: 3, unitGrids: 80,
            responsibilityGrids: 4, segments: 8, cityOrganizations: 27, districtOrganizations: 15,
            components: 300, coverShare: 0.4, centres: [(89.262, 29.108, 1)])
        let path = folder.path("village.db")
        let gisdata = [Repository.path("gisdata")]
        _ = try GrownCity(village, seed: 1, components: 300, gisdata: gisdata)
            .create(path: path) { _, _, _ in }
        let tiles = CityTiles(try CityOnDisk(path: path).live(), layers: tiles.layers)
        var wanted = TileExport.Wanted()
        wanted.zooms = 6...13
        _ = try TileExport(tiles).write(to: folder.path("a.pmtiles"), wanted)
        let archive = try TileArchive(path: folder.path("a.pmtiles"))
        var shown = 0
        let range = try #require(TileAddress.range(meeting: archive.box, zoom: 13))
        for row in range.rows {
            for column in range.columns {
                let address = try #require(TileAddress(zoom: 13, column: column, row: row))
                let drawn = try tiles.tile(tiles.layers.layers, at: address).bytes()
                let kept = try archive.packedTile(address).map { try Gzip.unpacked($0) }
                #expect(kept ?? [] == drawn, "\(address)")
                shown += drawn.isEmpty ? 0 : 1
            }
        }
        #expect(shown > 100 && shown < range.rows.count * range.columns.count)
    }

    @Test("has the same bytes on one thread and on several")
    func sameBytes() throws {
        let archives = try [1, 2, 5].map { threads in
            var wanted = TileExport.Wanted()
            wanted.threads = threads
            _ = try archive(wanted, "\(threads).pmtiles")
            return FileManager.default.contents(atPath: folder.path("\(threads).pmtiles"))
        }
        #expect(archives[0] != nil && Set(archives).count == 1)
    }

    @Test("counts every component once at each zoom that counts")
    func counts() throws {
        var wanted = TileExport.Wanted()
        wanted.layers = ["component-counts"]
        let archive = try archive(wanted)
        let layer = try #require(tiles.layers["component-counts"])
        for zoom in layer.zooms {
            var sum: UInt64 = 0
            for address in try addresses(zoom) {
                guard let packed = try archive.packedTile(address) else { continue }
                let tile = try DecodedTile(try Gzip.unpacked(packed))
                #expect(tile.layers.map(\.name) == ["component-counts"])
                for feature in tile["component-counts"]?.features ?? [] {
                    if case .uint(let count)? = feature["count"] { sum += count }
                }
            }
            #expect(sum == UInt64(index.componentCount), "at zoom \(zoom)")
        }
        #expect(archive.zooms == layer.zooms)
    }

    @Test(
        "of a district has the tiles that meet its ground, and those alone",
        arguments: [
            ("990101", 1_200_000_000, 1_200_030_000), ("990102", 1_200_030_000, 1_200_060_000),
        ]
            as [(String, Int32, Int32)])
    func district(code: String, west: Int32, east: Int32) throws {
        // The sample town's districts are two squares beside each other.
        let ground = Box(west: west, south: 300_000_000, east: east, north: 300_040_000)
        var wanted = TileExport.Wanted()
        let whole = try archive(wanted, "whole.pmtiles")
        wanted.district = code
        let part = try archive(wanted)
        #expect(part.box == ground)
        var kept = 0
        for address in try tiles.layers.zooms.flatMap(addresses) {
            let packed = try part.packedTile(address)
            kept += packed == nil ? 0 : 1
            let isOnGround = address.box.intersects(ground)
            let expected = isOnGround ? try whole.packedTile(address) : nil
            #expect(packed == expected, "\(address)")
        }
        #expect(kept == part.tileCount && kept > 10)
    }

    @Test("what is not there is refused, and nothing is written")
    func refusals() throws {
        func refusal(_ change: (inout TileExport.Wanted) -> Void) -> CityServiceError? {
            var wanted = TileExport.Wanted()
            change(&wanted)
            return #expect(throws: CityServiceError.self) { _ = try archive(wanted) }
        }
        let known = tiles.layers.layers.map(\.id)
        #expect(refusal { $0.layers = ["roads"] } == .unknownMapLayer("roads", known: known))
        #expect(refusal { $0.zooms = 3...9 } == .zoomsNotDrawn(drawn: tiles.layers.zooms))
        #expect(refusal { $0.district = "999999" } == .unknownDistrict("999999"))
        let nothing = refusal {
            $0.layers = ["components"]
            $0.zooms = 8...9
        }
        #expect(nothing == .nothingDrawn(folder.path("a.pmtiles")))
        #expect(try folder.contents().isEmpty)
    }

    @Test("tells how far it is, up to all of it")
    func progress() throws {
        var told: [(Int, Int)] = []
        _ = try TileExport(tiles).write(to: folder.path("a.pmtiles")) { told.append(($1, $2)) }
        let last = try #require(told.last)
        #expect(last.0 == last.1 && told.map(\.0) == told.map(\.0).sorted())
    }
}
