import Foundation
import TestSupport
import Testing

@testable import City
@testable import Geo

@Suite("Tiles of a city")
struct MapTests {
    private static let layers = try? MapLayers(
        json: Data(contentsOf: URL(fileURLWithPath: Repository.path("tiles/layers.json"))))

    private func map(_ contents: CityContents) throws -> CityMap {
        CityMap(
            CityIndex(contents, on: try #require(Town.day)), layers: try #require(MapTests.layers))
    }

    private func tile(
        _ map: CityMap, zoom: Int, around place: Coordinate
    ) throws -> DecodedTile {
        let address = TileAddress(of: Mercator.point(place), zoom: zoom)
        let tile = try DecodedTile(
            map.tile(map.layers.layers, in: TileFrame(address)).bytes)
        #expect(tile.violations == [] && tile.blemishes == [])
        return tile
    }

    @Test("neighbours share every vertex of their border at every zoom")
    func seamless() throws {
        var contents = CityContents(
            settings: CitySettings(name: "样例市", code: "990100", scheme: .free))
        let ragged = RaggedGrids(columns: 5, rows: 5, seed: 3)
        contents.areas = ragged.areas
        let map = try map(contents)
        for zoom in 12...16 {
            let decoded = try tile(map, zoom: zoom, around: ragged.middle)
            let grids = try #require(decoded["unit-grids"])
            // An edge that only one area runs is a gap or an overlap, but on the outer border.
            var runs: [Set<DecodedTile.Position>: Int] = [:]
            for feature in grids.features {
                for ring in feature.paths {
                    for (a, b) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
                        runs[[a, b], default: 0] += 1
                    }
                }
            }
            let frame = TileFrame(TileAddress(of: Mercator.point(ragged.middle), zoom: zoom))
            let border = Set(
                ragged.border.map { place in
                    let point = frame.point(place)
                    return DecodedTile.Position(Int(point.x), Int(point.y))
                })
            #expect(runs.values.contains(2))
            for (edge, count) in runs where count != 2 {
                let isOuter = edge.allSatisfy { end in
                    border.contains(end) || [-64, 4160].contains(end.x)
                        || [-64, 4160].contains(end.y)
                }
                #expect(isOuter, "\(edge) is run \(count) times at zoom \(zoom)")
            }
        }
    }

    @Test("the numbers in the cells of every zoom sum to the components of the city")
    func counts() throws {
        let contents = Self.scattered(500)
        let map = try map(contents)
        for zoom in 6...13 {
            var sum: UInt64 = 0
            for address in Self.tiles(of: map, zoom) {
                let tile = try DecodedTile(
                    map.tile(map.layers.layers, in: TileFrame(address)).bytes)
                for cell in tile["component-counts"]?.features ?? [] {
                    guard case .uint(let count)? = cell["count"] else {
                        Issue.record("a cell without a number")
                        continue
                    }
                    sum += count
                }
                #expect(tile["components"] == nil)
            }
            #expect(sum == 500)
        }
    }

    @Test("from zoom 14 on each component stands in exactly one tile")
    func single() throws {
        let map = try map(Self.scattered(500))
        for zoom in 14...16 {
            var codes: [String] = []
            for address in Self.tiles(of: map, zoom) {
                let tile = try DecodedTile(
                    map.tile(map.layers.layers, in: TileFrame(address)).bytes)
                for feature in tile["components"]?.features ?? [] {
                    guard case .string(let code)? = feature["code"] else { continue }
                    codes.append(code)
                }
            }
            if zoom > 14 { #expect(codes.count == 500 && Set(codes).count == 500) }
        }
    }

    @Test("a tile beyond the limit counts its components and says what it left out")
    func leftOut() throws {
        let json = try String(
            contentsOfFile: Repository.path("tiles/layers.json"), encoding: .utf8
        ).replacingOccurrences(of: "500000", with: "2000")
        let map = CityMap(
            CityIndex(Self.scattered(500), on: try #require(Town.day)),
            layers: try MapLayers(json: Data(json.utf8)))
        let address = TileAddress(of: Mercator.point(Self.centre), zoom: 14)
        let drawn = map.tile(map.layers.layers, in: TileFrame(address))
        let tile = try DecodedTile(drawn.bytes)
        #expect(tile["components"] == nil)
        #expect(drawn.leftOut.map(\.layer) == ["components"])
        #expect(tile["left-out"]?.features.first?["layer"] == .string("components"))
        #expect(tile["component-counts"]?.features.isEmpty == false)
        #expect(tile["left-out"]?.features.first?["from_zoom"] == .uint(15))
    }

    @Test("the same city gives the same bytes, however its rows are ordered")
    func deterministic() throws {
        var contents = Self.scattered(200)
        let first = try map(contents)
        contents.components.reverse()
        let second = try map(contents)
        for zoom in [8, 13, 14, 16] {
            let frame = TileFrame(TileAddress(of: Mercator.point(Self.centre), zoom: zoom))
            #expect(
                first.tile(first.layers.layers, in: frame)
                    == second.tile(second.layers.layers, in: frame))
        }
    }

    @Test("what lies on top of a packed edition is drawn as if it had been packed")
    func onTop() throws {
        var contents = Self.scattered(200)
        let before = CityIndex(contents, on: try #require(Town.day))
        contents.components[7].shape = .points([Self.centre])
        contents.components.remove(at: 50)
        let removed = Self.scattered(200).components[50].code
        let later = try #require(
            before.later(
                edition: 2,
                changes: [(contents.components[7].code, contents.components[7]), (removed, nil)]))
        let packed = CityIndex(contents, on: try #require(Town.day))
        let layers = try #require(MapTests.layers)
        for zoom in [6, 13, 14, 15, 16] {
            let frame = TileFrame(TileAddress(of: Mercator.point(Self.centre), zoom: zoom))
            #expect(
                CityMap(later, layers: layers).tile(layers.layers, in: frame)
                    == CityMap(packed, layers: layers).tile(layers.layers, in: frame))
        }
    }

    // MARK: Cities

    private static let centre = Coordinate(longitude: 1_234_500_000, latitude: 418_000_000)

    /// Components around a place, each of another code.
    private static func scattered(_ count: Int) -> CityContents {
        var random = SeededGenerator(seed: 5)
        var contents = CityContents(
            settings: CitySettings(name: "样例市", code: "990100", scheme: .national))
        contents.components = (0..<count).map { number in
            Component(
                code: "99010101001" + String(format: "%06d", number),
                category: CategoryKey(kind: .component, code: number % 3 == 0 ? "01001" : "01002"),
                shape: .points([
                    Coordinate(
                        longitude: centre.longitude
                            + Int32.random(in: -90_000...90_000, using: &random),
                        latitude: centre.latitude
                            + Int32.random(in: -70_000...70_000, using: &random))
                ]))
        }
        return contents
    }

    private static func tiles(of map: CityMap, _ zoom: Int) -> [TileAddress] {
        guard let range = TileAddress.range(meeting: map.index.extent, zoom: zoom) else {
            return []
        }
        return range.rows.flatMap { row in
            range.columns.compactMap { TileAddress(zoom: zoom, column: $0, row: row) }
        }
    }
}

/// Unit grids side by side whose common borders are ragged lines.
private struct RaggedGrids {
    let areas: [Area]
    /// The vertices of the outer border.
    let border: [Coordinate]
    let middle: Coordinate

    private static let side = 20_000

    init(columns: Int, rows: Int, seed: UInt64) {
        func corner(_ column: Int, _ row: Int) -> Coordinate {
            var random = SeededGenerator(seed: seed &+ UInt64(column * 1000 + row))
            return Coordinate(
                longitude: Int32(1_234_000_000 + column * Self.side)
                    + Int32.random(in: -4000...4000, using: &random),
                latitude: Int32(418_000_000 + row * Self.side)
                    + Int32.random(in: -4000...4000, using: &random))
        }
        /// The line between two corners, run from the lower one whoever asks.
        func line(_ a: Coordinate, _ b: Coordinate) -> [Coordinate] {
            if b < a { return line(b, a).reversed() }
            var random = SeededGenerator(
                seed: UInt64(bitPattern: Int64(a.longitude) << 32 ^ Int64(b.latitude)))
            let inner = (1..<20).map { step in
                let share = Double(step) / 20
                let x = Double(a.longitude) + share * Double(b.longitude - a.longitude)
                let y = Double(a.latitude) + share * Double(b.latitude - a.latitude)
                return Coordinate(
                    longitude: Int32(x) + Int32.random(in: -300...300, using: &random),
                    latitude: Int32(y) + Int32.random(in: -300...300, using: &random))
            }
            return [a] + inner + [b]
        }
        var areas: [Area] = []
        var border: [Coordinate] = []
        for row in 0..<rows {
            for column in 0..<columns {
                let south = line(corner(column, row), corner(column + 1, row))
                let east = line(corner(column + 1, row), corner(column + 1, row + 1))
                let north = line(corner(column + 1, row + 1), corner(column, row + 1))
                let west = line(corner(column, row + 1), corner(column, row))
                if row == 0 { border += south }
                if column == columns - 1 { border += east }
                if row == rows - 1 { border += north }
                if column == 0 { border += west }
                areas.append(
                    Area(
                        kind: .unitGrid, code: "\(row)-\(column)",
                        polygons: Ring(south + east + north + west).map { [Polygon(shell: $0)] }
                            ?? []))
            }
        }
        self.areas = areas
        self.border = border
        middle = corner(columns / 2, rows / 2)
    }
}
