import City
import CityFiles
import Foundation
import Geo
import TestSupport
import Testing

@Suite("Archives of tiles")
struct TileArchiveTests {
    private let about = TileArchiveAbout(
        name: "试验市", attribution: "© 试验市", edition: 7, datum: "cgcs2000",
        box: Box(west: 1_200_000_000, south: 300_000_000, east: 1_201_000_000, north: 300_500_000),
        zooms: 0...20, layers: [])

    /// An archive with some tiles, each of which has a text for its bytes.
    private func archive(
        _ tiles: [(TileAddress, String)], in folder: TemporaryFolder, _ name: String = "a.pmtiles"
    ) throws -> String {
        let path = folder.path(name)
        let writer = try TileArchiveWriter(path: path, about: about)
        for (address, text) in tiles.sorted(by: { $0.0.hilbertNumber < $1.0.hilbertNumber }) {
            try writer.append(address, packed: try Gzip.packed(Array(text.utf8)))
        }
        try writer.close()
        return path
    }

    private func address(_ zoom: Int, _ column: Int, _ row: Int) throws -> TileAddress {
        try #require(TileAddress(zoom: zoom, column: column, row: row))
    }

    private func number(_ bytes: Data, _ place: Int, _ count: Int = 8) -> UInt64 {
        bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    @Test(
        "tiles are numbered as the specification's own table says",
        arguments: [
            (0, 0, 0, 0), (1, 0, 0, 1), (1, 0, 1, 2), (1, 1, 1, 3), (1, 1, 0, 4),
            (2, 0, 0, 5), (12, 3423, 1763, 19_078_479),
        ] as [(Int, Int, Int, UInt64)])
    func numbers(_ zoom: Int, _ column: Int, _ row: Int, _ number: UInt64) throws {
        #expect(try address(zoom, column, row).hilbertNumber == number)
    }

    @Test("the header says what the specification puts into each of its bytes")
    func header() throws {
        let folder = try TemporaryFolder()
        let path = try archive(
            [
                (address(1, 0, 0), "a"), (address(1, 0, 1), "a"), (address(1, 1, 1), "b"),
                (address(2, 0, 0), "a"),
            ], in: folder)
        let bytes = try #require(FileManager.default.contents(atPath: path))
        #expect(bytes.prefix(7) == Data("PMTiles".utf8) && bytes[7] == 3)
        let (root, rootLength) = (number(bytes, 8), number(bytes, 16))
        #expect(root == 127 && root + rootLength <= 16_384)
        let (tiles, tilesLength) = (number(bytes, 56), number(bytes, 64))
        #expect(tiles == 16_384 && tilesLength > 0)
        // The metadata and the leaves, of which there are none, follow the tiles to the file's end.
        #expect(number(bytes, 24) == tiles + tilesLength && number(bytes, 48) == 0)
        #expect(number(bytes, 24) + number(bytes, 32) == UInt64(bytes.count))
        // Four tiles in three runs with two contents.
        #expect([72, 80, 88].map { number(bytes, $0) } == [4, 3, 2])
        // Clustered, gzip twice, vector tiles, zooms 1 to 2.
        #expect(Array(bytes[96..<102]) == [1, 2, 2, 1, 1, 2])
        let box = [102, 106, 110, 114].map { Int32(number(bytes, $0, 4)) }
        #expect(box == [1_200_000_000, 300_000_000, 1_201_000_000, 300_500_000])
        #expect(Int32(number(bytes, 119, 4)) == 1_200_500_000)
        #expect(Int32(number(bytes, 123, 4)) == 300_250_000)
    }

    @Test("a directory is columns of varints with differences and zeros for what continues")
    func directory() throws {
        let folder = try TemporaryFolder()
        let path = try archive(
            [
                (address(1, 0, 0), "a"), (address(1, 0, 1), "a"), (address(1, 1, 1), "b"),
                (address(2, 0, 0), "a"),
            ], in: folder)
        let bytes = try #require(FileManager.default.contents(atPath: path))
        let start = Int(number(bytes, 8))
        let directory = try Gzip.unpacked(
            Array(bytes[start..<start + Int(number(bytes, 16))]))
        let length = UInt8(try Gzip.packed(Array("a".utf8)).count)
        // Three lines: tiles 1 and 2, tile 3 right behind, tile 5 back at the beginning.
        #expect(directory == [3, 1, 2, 2, 2, 1, 1, length, length, length, 1, 0, 1])
    }

    @Test("every tile is read back, and no other, through leaves of the directory")
    func manyTiles() throws {
        let folder = try TemporaryFolder()
        var tiles: [(TileAddress, String)] = []
        var random = SystemOrder(state: 5)
        for column in 0..<300 {
            for row in 0..<300 where random.next() % 3 > 0 {
                tiles.append((try address(9, column, row), "\(random.next() % 60_000)"))
            }
        }
        let archive = try TileArchive(path: archive(tiles, in: folder))
        #expect(archive.tileCount == tiles.count)
        #expect(archive.contentCount == Set(tiles.map(\.1)).count)
        for (address, text) in tiles.shuffled(using: &random).prefix(500) {
            let packed = try #require(try archive.packedTile(address))
            #expect(try Gzip.unpacked(packed) == Array(text.utf8))
        }
        let known = Set(tiles.map(\.0))
        for column in 0..<300 {
            let other = try address(9, column, column)
            if !known.contains(other) { #expect(try archive.packedTile(other) == nil) }
        }
        let bytes = try #require(FileManager.default.contents(atPath: folder.path("a.pmtiles")))
        #expect(number(bytes, 48) > 0, "there are leaves")
        #expect(number(bytes, 16) <= 16_384 - 127)
        var numbers: [UInt64] = []
        try archive.forEachTile { number, _ in numbers.append(number) }
        #expect(numbers == tiles.map(\.0.hilbertNumber).sorted())
    }

    @Test("the same tiles make the same bytes")
    func sameBytes() throws {
        let folder = try TemporaryFolder()
        let tiles = try (0..<16).map { (try address(2, $0 % 4, $0 / 4), "tile \($0 % 5)") }
        let (first, second) = (
            try archive(tiles, in: folder, "1.pmtiles"), try archive(tiles, in: folder, "2.pmtiles")
        )
        let bytes = FileManager.default.contents(atPath: first)
        #expect(bytes != nil && bytes == FileManager.default.contents(atPath: second))
    }

    @Test("the metadata name the city, its edition and its layers with their attributes")
    func metadata() throws {
        let folder = try TemporaryFolder()
        let layers = try MapLayers(
            json: try Data(contentsOf: URL(fileURLWithPath: Repository.path("tiles/layers.json"))))
        var about = about
        about.layers = layers.layers
        about.zooms = 8...14
        let path = folder.path("a.pmtiles")
        let writer = try TileArchiveWriter(path: path, about: about)
        try writer.append(address(8, 1, 1), packed: try Gzip.packed([1]))
        try writer.close()
        let json = try JSONSerialization.jsonObject(
            with: Data(try TileArchive(path: path).metadata()))
        let found = try #require(json as? [String: Any])
        #expect(found["name"] as? String == "试验市" && found["version"] as? String == "7")
        let described = try #require(found["vector_layers"] as? [[String: Any]])
        let grids = try #require(described.first { $0["id"] as? String == "unit-grids" })
        #expect(grids["minzoom"] as? Int == 12 && grids["maxzoom"] as? Int == 14)
        // Names of unit grids come at zoom 15.
        #expect(grids["fields"] as? [String: String] == ["code": "String"])
    }

    @Test("an archive appears when it is whole, and leaves nothing behind before")
    func nothingLeft() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.pmtiles")
        do {
            let writer = try TileArchiveWriter(path: path, about: about)
            try writer.append(address(1, 0, 0), packed: [1])
            #expect(try folder.contents().isEmpty)
        }
        #expect(try folder.contents().isEmpty)
        _ = try archive([(address(1, 0, 0), "a")], in: folder)
        #expect(try folder.contents().keys.sorted() == ["a.pmtiles"])
    }

    @Test("a file that exists is not written over, not even if it appears meanwhile")
    func existing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("a.pmtiles")
        let writer = try TileArchiveWriter(path: path, about: about)
        try writer.append(address(1, 0, 0), packed: [1])
        _ = try folder.write("mine", to: "a.pmtiles")
        #expect(throws: TileArchiveError.exists(path: path)) { try writer.close() }
        #expect(throws: TileArchiveError.exists(path: path)) {
            _ = try TileArchiveWriter(path: path, about: about)
        }
        #expect(try folder.contents() == ["a.pmtiles": Data("mine".utf8)])
    }

    @Test("a folder that there is not is said")
    func noFolder() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("none/a.pmtiles")
        #expect(throws: TileArchiveError.self) {
            _ = try TileArchiveWriter(path: path, about: about)
        }
    }

    @Test(
        "a file that is cut or no archive is refused with a sentence",
        arguments: [0, 100, 127, 500])
    func damaged(length: Int) throws {
        let folder = try TemporaryFolder()
        let whole = try #require(
            FileManager.default.contents(
                atPath: archive([(address(1, 0, 0), "a")], in: folder)))
        let path = try folder.write(whole.prefix(length), to: "cut.pmtiles")
        #expect(throws: TileArchiveError.self) {
            _ = try TileArchive(path: path).packedTile(try address(1, 0, 0))
        }
    }
}

/// Random numbers that are the same in every run.
private struct SystemOrder: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
