import Foundation
import TestSupport
import Testing

/// What reads our tiles in tests must itself be right: the fixtures of
/// https://github.com/mapbox/mvt-fixtures, each with what it is an example of.
@Suite("The reader of tiles that tests use")
struct DecodedTileTests {
    /// The folder of the fixtures.
    static let fixtureFolder = Repository.shared("realdata/awkward/mvt/fixtures")
    /// Tiles of the world in the same project.
    static let worldFolder = Repository.shared("realdata/awkward/mvt/real-world")

    /// Fixtures that the project calls valid and that cannot be read as the specification says:
    /// 016 has the bytes of 003, which has no type; 057 promises 536,870,911 points and has one.
    static let disputed: Set<String> = ["016", "057"]

    @Test(
        "every fixture is read or refused as its description says",
        .enabled(if: fixtureFolder != nil, "needs the shared real data"))
    func fixtures() throws {
        let folder = try #require(Self.fixtureFolder)
        var count = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)/tile.mvt")
            else { continue }
            let tile = try? DecodedTile(bytes)
            let isRight = tile.map { $0.violations.isEmpty } ?? false
            let isValid = try Self.isValid("\(folder)/\(name)/info.json")
            #expect(isRight == (isValid && !Self.disputed.contains(name)), "\(name)")
            count += 1
        }
        #expect(count == 73)
    }

    private static func isValid(_ path: String) throws -> Bool {
        struct Info: Decodable {
            struct Validity: Decodable { var v2: Bool }
            var validity: Validity
        }
        let text = try Data(contentsOf: URL(fileURLWithPath: path))
        return try JSONDecoder().decode(Info.self, from: text).validity.v2
    }

    @Test(
        "every tile of the world is read and breaks no rule",
        .enabled(if: worldFolder != nil, "needs the shared real data"))
    func world() throws {
        let folder = try #require(Self.worldFolder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".mvt") }
        #expect(names.count == 23)
        for name in names {
            let bytes = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))
            #expect(try DecodedTile(bytes).violations == [], "\(name)")
        }
    }

    @Test("an inner ring belongs to the outer ring before it")
    func rings() throws {
        // The example of section 4.3.5.6 of the specification: two squares, one with a hole.
        let tile = try DecodedTile(
            Self.layer([
                24, 3, 0x22, 33, 9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18,
                17, 0, 15, 9, 4, 13, 26, 0, 8, 8, 0, 0, 7, 15,
            ]))
        let polygons = try #require(tile["p"]?.features.first).polygons
        #expect(tile.violations == [])
        #expect(polygons.map(\.count) == [1, 2])
        #expect(polygons.map { DecodedTile.doubledArea($0[0]) } == [200, 162])
        #expect(DecodedTile.doubledArea(polygons[1][1]) == -32)
    }

    @Test("the text has a line for each feature and what JSON cannot hold is escaped")
    func text() throws {
        // The first example of section 4.3.5.
        let feature: [UInt8] = [8, 7, 0x12, 2, 0, 0, 24, 1, 0x22, 3, 9, 50, 34]
        let tile = try DecodedTile(
            Self.layer(
                feature,
                tables: Self.field(3, Array("a\"\\\n网".utf8))
                    + Self.field(4, Self.field(1, Array("é".utf8)))))
        #expect(
            tile.json == """
                {"layers": [
                  {"name": "p", "version": 2, "extent": 4096, "features": [
                    {"id": 7, "type": "point", "properties": {"a\\"\\\\\\u000a网": "é"}, \
                "geometry": [[[25,17]]]}
                  ]}
                ]}

                """)
    }

    /// A tile with a layer `p` of one feature.
    private static func layer(_ feature: [UInt8], tables: [UInt8] = []) -> [UInt8] {
        field(3, [120, 2] + field(1, [0x70]) + field(2, feature) + tables)
    }

    private static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        [number << 3 | 2, UInt8(bytes.count)] + bytes
    }
}
