import Foundation
import Geo
import TestSupport
import Testing

@Suite("Shapes")
struct ShapeTests {
    private func ring(_ places: [(Int32, Int32)]) -> Ring? {
        Ring(places.map { Coordinate(longitude: $0.0, latitude: $0.1) })
    }

    @Test("a coordinate is placed on the lattice point nearest to it, halves away from zero")
    func snapping() throws {
        let place = try Coordinate(
            longitudeDegrees: 121.473_712_34, latitudeDegrees: -31.230_449_96)
        #expect(place == Coordinate(longitude: 1_214_737_123, latitude: -312_304_500))
        let half = try Coordinate(longitudeDegrees: -0.000_000_05, latitudeDegrees: 0.000_000_05)
        #expect(half == Coordinate(longitude: -1, latitude: 1))
    }

    @Test("degrees are written with seven decimals and no rounding")
    func description() {
        let place = Coordinate(longitude: -711_190_001, latitude: 5)
        #expect(place.description == "-71.1190001,0.0000005")
    }

    @Test(
        "what is no place on the globe is refused with the reason",
        arguments: [
            (Double.nan, 0.0, CoordinateError.Kind.notFinite),
            (0.0, Double.infinity, .notFinite), (-Double.infinity, 0, .notFinite),
            (0.0, 91.0, .latitude), (0.0, -90.000_001, .latitude), (181.0, 0.0, .longitude),
        ])
    func refusals(longitude: Double, latitude: Double, kind: CoordinateError.Kind) {
        do {
            _ = try Coordinate(longitudeDegrees: longitude, latitudeDegrees: latitude)
            Issue.record("\(longitude),\(latitude) was taken")
        } catch {
            #expect(error.kind == kind)
        }
    }

    @Test("a ring needs three different neighbours and forgets repeated ones")
    func rings() {
        #expect(ring([(0, 0), (1, 0), (0, 0)]) == nil)
        #expect(ring([(0, 0), (0, 0), (4, 0), (4, 4), (4, 4), (0, 0)])?.vertices.count == 3)
    }

    @Test("a ring's doubled area is exact over half the globe")
    func area() {
        let square = ring([
            (-1_800_000_000, -900_000_000), (1_800_000_000, -900_000_000),
            (1_800_000_000, 900_000_000), (-1_800_000_000, 900_000_000),
        ])
        let expected = Int128(3_600_000_000) * Int128(1_800_000_000) * 2
        #expect(square?.doubledArea == expected)
        #expect(square?.reversed.doubledArea == -expected)
    }

    @Test("a place is inside a ring exactly if the angles to its vertices add up to a turn")
    func locationAgreesWithAngles() throws {
        var random = SeededGenerator(seed: 20_261_124)
        var counts = [0, 0, 0]
        for _ in 0..<400 {
            // A star around the origin does not cross itself, whatever its radii are.
            let vertices = (0..<9).map { index -> (Int32, Int32) in
                let angle = (Double(index) + 0.4 * Double.random(in: 0...1, using: &random)) / 9
                let radius = Double.random(in: 4...20, using: &random)
                return (
                    Int32(radius * cos(2 * .pi * angle)), Int32(radius * sin(2 * .pi * angle))
                )
            }
            guard let ring = ring(vertices), Shape.area([Polygon(shell: ring)]).invalidity == nil
            else { continue }
            for _ in 0..<50 {
                let place = Coordinate(
                    longitude: .random(in: -20...20, using: &random),
                    latitude: .random(in: -20...20, using: &random))
                let isOnBorder = ring.edges.contains { isOnSegment(place, $0, $1) }
                var turn = 0.0
                for (a, b) in ring.edges {
                    let (ax, ay) = (a.longitude - place.longitude, a.latitude - place.latitude)
                    let (bx, by) = (b.longitude - place.longitude, b.latitude - place.latitude)
                    turn += atan2(Double(ax * by - ay * bx), Double(ax * bx + ay * by))
                }
                let expected: Location =
                    isOnBorder ? .border : abs(turn) > .pi ? .inside : .outside
                #expect(ring.location(of: place) == expected)
                counts[isOnBorder ? 0 : abs(turn) > .pi ? 1 : 2] += 1
            }
        }
        #expect(counts.allSatisfy { $0 > 100 })
    }

    @Test("a ring that shrinks to nothing on the lattice is refused with its place")
    func collapse() {
        let tiny = [
            Position(x: 1, y: 1), Position(x: 1.000_000_01, y: 1), Position(x: 1, y: 1.000_000_01),
        ]
        #expect(throws: SnapProblem.collapsed(tiny[0])) {
            try Shape(snapping: .areas([[tiny]]))
        }
        let flat = [Position(x: 0, y: 0), Position(x: 1, y: 1), Position(x: 2, y: 2)]
        #expect(throws: SnapProblem.collapsed(flat[0])) {
            try Shape(snapping: .areas([[flat]]))
        }
    }

    @Test("a figure of eight has no area and still crosses itself")
    func figureOfEight() throws {
        let eight = [(0, 0), (2, 2), (2, 0), (0, 2)].map { Position(x: $0.0, y: $0.1) }
        let shape = try Shape(snapping: .areas([[eight]]))
        guard case .selfCrossing = try #require(shape.invalidity) else {
            Issue.record("not told as crossing itself")
            return
        }
    }
}

extension CoordinateError {
    /// The case without its numbers: NaN equals nothing.
    enum Kind: Sendable { case notFinite, latitude, longitude }

    var kind: Kind {
        switch self {
        case .notFinite: .notFinite
        case .latitudeOutOfRange: .latitude
        case .longitudeOutOfRange: .longitude
        }
    }
}
