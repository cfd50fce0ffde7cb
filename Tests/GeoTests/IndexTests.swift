@testable import Geo
import TestSupport
import Testing

@Suite("The packed index")
struct IndexTests {
    private let world = Box(west: 0, south: 0, east: 100_000, north: 100_000)

    private func randomBoxes(_ count: Int, _ random: inout SeededGenerator) -> [Box] {
        (0..<count).map { _ in
            let corner = randomPlace(&random)
            return Box(
                west: corner.longitude, south: corner.latitude,
                east: corner.longitude + .random(in: 0...3000, using: &random),
                north: corner.latitude + .random(in: 0...3000, using: &random))
        }
    }

    private func randomPlace(_ random: inout SeededGenerator) -> Coordinate {
        Coordinate(
            longitude: .random(in: 0...100_000, using: &random),
            latitude: .random(in: 0...100_000, using: &random))
    }

    @Test(
        "a search finds what looking at every box finds", arguments: [0, 1, 2, 16, 17, 257, 2000])
    func searchAgreesWithBruteForce(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let boxes = randomBoxes(count, &random)
        let tree = PackedTree(boxes)
        #expect(Set(tree.items) == Set(0..<Int32(count)))
        for _ in 0..<200 {
            let place = randomPlace(&random)
            var found: Set<Int32> = []
            tree.search(place) { found.insert(tree.items[$0]) }
            #expect(
                found == Set(boxes.indices.filter { boxes[$0].contains(place) }.map(Int32.init)))
            let window = Box(place, randomPlace(&random))
            found = []
            tree.search(window) { found.insert(tree.items[$0]) }
            #expect(
                found == Set(boxes.indices.filter { boxes[$0].intersects(window) }.map(Int32.init)))
        }
    }

    @Test("features are visited in the order of their distance, each once")
    func nearestAgreesWithBruteForce() throws {
        var random = SeededGenerator(seed: 9)
        let shapes = try (0..<400).map { number -> Shape in
            let a = randomPlace(&random)
            let b = Coordinate(
                longitude: a.longitude + .random(in: 1...4000, using: &random),
                latitude: a.latitude + .random(in: 1...4000, using: &random))
            let corner = Coordinate(longitude: b.longitude, latitude: a.latitude)
            switch number % 3 {
            case 0: return .points([a])
            case 1: return .lines([try #require(Line([a, b, corner]))])
            default:
                return .area([Polygon(shell: try #require(Ring([a, corner, b])))])
            }
        }
        let index = FeatureIndex(shapes.enumerated().map { (Int32($0), $1) })
        for _ in 0..<100 {
            let metric = Metric(at: randomPlace(&random))
            let expected = shapes.map { shape -> Double in
                if case .area = shape, shape.location(of: metric.origin) != .outside { return 0 }
                if case .points(let points) = shape { return metric.distance(to: points[0]) }
                return shape.edges.map { metric.nearest($0, $1).metres }.min() ?? .infinity
            }
            var visited: [NearFeature] = []
            index.forEachNearest(to: metric, within: 300) {
                visited.append($0)
                return true
            }
            #expect(visited.map(\.metres) == visited.map(\.metres).sorted())
            #expect(
                Set(visited.map(\.number))
                    == Set(expected.indices.filter { expected[$0] <= 300 }.map(Int32.init)))
            #expect(visited.allSatisfy { $0.metres == expected[Int($0.number)] })
        }
    }

    @Test("what is equally near comes together, lower numbers first; what counts not, not at all")
    func ties() {
        let origin = Coordinate(longitude: 1_200_000_000, latitude: 300_000_000)
        func point(_ east: Int32) -> Shape {
            .points([
                Coordinate(longitude: origin.longitude + east, latitude: origin.latitude)
            ])
        }
        let index = FeatureIndex([
            (7, point(100)), (3, point(-100)), (5, point(50)), (1, point(900)),
        ])
        let metric = Metric(at: origin)
        #expect(index.nearest(to: metric, within: 30).map(\.number) == [5])
        #expect(index.nearest(to: metric, within: 30) { $0 != 5 }.map(\.number) == [3, 7])
        #expect(index.nearest(to: metric, within: 0.1).isEmpty)
    }

    @Test("a place beside a line is on the side that a walker along it would say, at bends too")
    func sides() throws {
        let bend = try #require(
            Line([
                Coordinate(longitude: 0, latitude: 0), Coordinate(longitude: 1000, latitude: 0),
                Coordinate(longitude: 1000, latitude: 1000),
            ]))
        let index = FeatureIndex([(0, .lines([bend]))])
        func side(_ x: Int32, _ y: Int32) -> Side? {
            index.nearest(
                to: Metric(at: Coordinate(longitude: x, latitude: y)), within: 1000
            ).first?.side
        }
        #expect(side(500, 10) == .left)
        #expect(side(500, -10) == .right)
        #expect(side(1010, 500) == .right)
        #expect(side(990, 500) == .left)
        #expect(side(1010, -10) == .right)
        #expect(side(1500, -400) == .right)
        #expect(side(500, 0) == .on)
        #expect(side(1000, 1000) == .on)
    }

    @Test("a place on a shared border belongs to the lower number, and to all for who asks for all")
    func borderRule() throws {
        func cell(_ west: Int32) throws -> [Polygon] {
            let ring = Ring([
                Coordinate(longitude: west, latitude: 0),
                Coordinate(longitude: west + 10, latitude: 0),
                Coordinate(longitude: west + 10, latitude: 10),
                Coordinate(longitude: west, latitude: 10),
            ])
            return [Polygon(shell: try #require(ring))]
        }
        let index = AreaIndex([(5, try cell(0)), (2, try cell(10)), (9, try cell(20))])
        let border = Coordinate(longitude: 10, latitude: 5)
        #expect(index.lowestArea(at: border) == 2)
        #expect(index.areas(at: border).map(\.number) == [2, 5])
        #expect(index.areas(at: border).allSatisfy { $0.location == .border })
        #expect(index.lowestArea(at: Coordinate(longitude: 5, latitude: 5)) == 5)
        #expect(index.lowestArea(at: Coordinate(longitude: 31, latitude: 5)) == nil)
    }

    @Test("a place that only rounding put on a border belongs to the side where it really lies")
    func residues() throws {
        func triangle(_ places: [(Int32, Int32)]) throws -> [Polygon] {
            let ring = Ring(places.map { Coordinate(longitude: $0.0, latitude: $0.1) })
            return [Polygon(shell: try #require(ring))]
        }
        // A square parted from corner to corner: 1 lies below the diagonal, 2 above it.
        let index = AreaIndex([
            (1, try triangle([(0, 0), (10, 0), (10, 10)])),
            (2, try triangle([(0, 0), (10, 10), (0, 10)])),
        ])
        func area(_ x: Double, _ y: Double) throws -> Int32? {
            let (longitude, latitude) = (x / 1e7, y / 1e7)
            return index.lowestArea(
                at: try Coordinate(longitudeDegrees: longitude, latitudeDegrees: latitude),
                residue: Residue(longitudeDegrees: longitude, latitudeDegrees: latitude))
        }
        #expect(try area(5, 5) == 1)
        #expect(try area(5.3, 5.1) == 1)
        #expect(try area(5.1, 5.3) == 2)
        #expect(try area(4.8, 5) == 2)
        #expect(try area(5, 4.8) == 1)
        #expect(try area(5.2, 5.2) == 1)
        // At a corner of both the residue leads into one of them, or out of both.
        #expect(try area(0.1, 0.3) == 2)
        #expect(try area(0.3, 0.1) == 1)
        #expect(try area(-0.3, 0.1) == nil)
        #expect(try area(5, -0.2) == nil)
        #expect(try area(5, 0.2) == 1)
    }

    @Test("cells one after the other on the curve are neighbours, and each corner block is one run")
    func curveIsContinuous() {
        let curve = HilbertCurve(over: Box(west: 0, south: 0, east: 65_535, north: 65_535))
        var cells: [(position: UInt32, x: Int32, y: Int32)] = []
        for x in Int32(0)..<64 {
            for y in Int32(0)..<64 {
                cells.append(
                    (curve.position(of: Coordinate(longitude: x, latitude: y)), x, y))
            }
        }
        cells.sort { $0.position < $1.position }
        #expect(cells.map(\.position) == Array(0..<4096))
        for (one, next) in zip(cells, cells.dropFirst()) {
            #expect(abs(one.x - next.x) + abs(one.y - next.y) == 1)
        }
    }
}
