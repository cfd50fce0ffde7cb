import TestSupport
import Testing

@testable import Geo

@Suite("Packed parts as bytes")
struct PackedTests {
    /// What a part looks like after it was written and taken from its bytes.
    private func again<Part: Packed>(_ part: Part) throws -> Part {
        var reader = PackedReader(try bytes(part))
        return try Part(from: &reader)
    }

    private func bytes(_ part: some Packed) throws -> PackedBytes {
        var bytes: [UInt8] = []
        var writer = PackedWriter { bytes += $0 }
        try part.write(to: &writer)
        return PackedBytes(count: bytes.count) { $0.copyBytes(from: bytes) }
    }

    @Test("texts come back as they were, and are found by their bytes")
    func texts() throws {
        let texts = ["", "01", "010", "A", "网格", "网格员"]
        let column = try again(TextColumn(texts))
        #expect(texts.indices.allSatisfy { column[$0] == texts[$0] })
        #expect(texts.indices.allSatisfy { column.place(of: texts[$0]) == $0 })
        #expect(column.place(of: "011") == nil)
        #expect(column.place(of: "龘") == nil)
        #expect(TextColumn([String]()).count == 0)
    }

    @Test("bytes that end early are refused, wherever they end")
    func cutShort() throws {
        let whole = try bytes(TextColumn(["one", "two", "three"]))
        for length in stride(from: 0, to: whole.bytes.count, by: 8) {
            let cut = PackedBytes(count: length) {
                $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: whole.bytes[..<length]))
            }
            var reader = PackedReader(cut)
            #expect(throws: PackedError.cutShort) { try TextColumn(from: &reader) }
        }
    }

    @Test("elements of another size are refused")
    func otherLayout() throws {
        let coordinates = try bytes(TextColumn(["x"]))
        var reader = PackedReader(coordinates)
        #expect(throws: PackedError.otherLayout) { try reader.array(of: Int32.self) }
    }

    @Test("an index of areas answers from its bytes as it did before")
    func areas() throws {
        var random = SeededGenerator(seed: 41)
        let index = AreaIndex(
            (0..<60).compactMap { number in
                RandomShapes.star(number, &random).map { (Int32(number), [$0]) }
            })
        let copy = try again(index)
        for _ in 0..<3000 {
            let place = RandomShapes.place(&random)
            #expect(copy.find(place) == index.find(place))
        }
        #expect(copy.polygons(of: 7) == index.polygons(of: 7))
    }
}

@Suite("The raster over areas")
struct RasterTests {
    @Test(
        "the raster names the area that looking at every ring names, overlaps and holes included",
        arguments: [1, 3, 40, 300])
    func agreesWithRings(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let areas = (0..<count).compactMap { number in
            RandomShapes.star(number, &random).map { (number: Int32(number), polygons: [$0]) }
        }
        let index = AreaIndex(areas)
        let plain = AreaIndex(areas, hasRaster: false)
        var places = (0..<4000).map { _ in RandomShapes.place(&random) }
        places += areas.flatMap { $0.polygons.flatMap(\.shell.vertices) }
        places += areas.flatMap { area in
            area.polygons.flatMap { $0.shell.edges.map { Box($0, $1).centre } }
        }
        for place in places {
            let expected = areas.first { Shape.area($0.polygons).location(of: place) != .outside }
            #expect(index.lowestArea(at: place) == expected?.number)
            #expect(plain.lowestArea(at: place) == expected?.number)
            let isInside = expected.map {
                Shape.area($0.polygons).location(of: place) == .inside
            }
            #expect(index.find(place).isInside == isInside ?? false)
        }
    }

    @Test("an area knows whether it lies inside another, outside all, or on a border of one")
    func enclosures() throws {
        func square(_ west: Int32, _ south: Int32, _ side: Int32) throws -> [Polygon] {
            let corners = [(0, 0), (side, 0), (side, side), (0, side)].map {
                Coordinate(longitude: west + $0.0, latitude: south + $0.1)
            }
            return [Polygon(shell: try #require(Ring(corners)))]
        }
        let grids = AreaIndex([
            (0, try square(0, 0, 10)), (1, try square(10, 0, 10)), (2, try square(20, 0, 10)),
            (3, try square(95, 0, 10)), (4, try square(200, 0, 10)), (5, try square(40, 40, 7)),
        ])
        let districts = AreaIndex([(8, try square(0, 0, 20)), (9, try square(20, -5, 80))])
        let found = grids.enclosures(in: districts)
        #expect(found[0] == .inside(8))
        #expect(found[1] == .inside(8))
        #expect(found[2] == .inside(9))
        #expect(found[3] == .divided)
        #expect(found[4] == .outside)
        #expect(found[5] == .inside(9))
    }

    @Test("the order along a curve names every place once, neighbours mostly after each other")
    func order() {
        var random = SeededGenerator(seed: 5)
        let places = (0..<5000).map { _ in RandomShapes.place(&random) }
        let order = PlaceOrder.alongCurve(places, over: Box(places))
        #expect(order.sorted() == Array(0..<5000))
        func length(_ order: [Int32]) -> Double {
            zip(order, order.dropFirst()).reduce(0) { sum, pair in
                let (a, b) = (places[Int(pair.0)], places[Int(pair.1)])
                return sum + Double(abs(a.longitude - b.longitude) + abs(a.latitude - b.latitude))
            }
        }
        #expect(length(order) < length(Array(0..<5000)) / 20)
    }
}

/// Shapes for comparisons, on a square of 100,000 units.
enum RandomShapes {
    static func place(_ random: inout SeededGenerator) -> Coordinate {
        Coordinate(
            longitude: .random(in: -5000...105_000, using: &random),
            latitude: .random(in: -5000...105_000, using: &random))
    }

    /// A star-shaped polygon, every third one with a hole in its middle.
    static func star(_ number: Int, _ random: inout SeededGenerator) -> Polygon? {
        let centre = place(&random)
        let reach = Double.random(in: 3000...20_000, using: &random)
        let shell = ring(around: centre, 0.6...1, reach, &random)
        let hole = number.isMultiple(of: 3) ? ring(around: centre, 0.2...0.3, reach, &random) : nil
        return shell.map { Polygon(shell: $0, holes: hole.map { [$0] } ?? []) }
    }

    private static func ring(
        around centre: Coordinate, _ shares: ClosedRange<Double>, _ reach: Double,
        _ random: inout SeededGenerator
    ) -> Ring? {
        // Sixteen directions of whole numbers: no sine differs between machines.
        let directions: [(Double, Double)] = [
            (8, 0), (7, 3), (6, 6), (3, 7), (0, 8), (-3, 7), (-6, 6), (-7, 3), (-8, 0), (-7, -3),
            (-6, -6), (-3, -7), (0, -8), (3, -7), (6, -6), (7, -3),
        ]
        return Ring(
            directions.map { x, y in
                let share = Double.random(in: shares, using: &random) * reach / 8
                return Coordinate(
                    longitude: centre.longitude + Int32(x * share),
                    latitude: centre.latitude + Int32(y * share))
            })
    }
}
