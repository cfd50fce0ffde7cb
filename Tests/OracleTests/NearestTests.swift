import CProj
import CityStore
import Foundation
import TestSupport
import Testing

@testable import City
@testable import Geo

@Suite("The nearest on the real city", .serialized)
struct NearestTests {
    private let ellipsoid: geod_geodesic = {
        var ellipsoid = geod_geodesic()
        geod_init(&ellipsoid, 6_378_137, 1 / 298.257222101)
        return ellipsoid
    }()

    /// The length of the geodesic between two positions in degrees, by PROJ.
    private func geodesic(_ a: Position, _ b: Position) -> Double {
        var metres = 0.0
        withUnsafePointer(to: ellipsoid) { geod_inverse($0, a.y, a.x, b.y, b.x, &metres, nil, nil) }
        return metres
    }

    /// The place of an edge nearest to a position, found in a plane of the surveyors' series for the
    /// lengths of a degree.
    private func nearest(_ place: Position, _ a: Position, _ b: Position) -> (Position, Double) {
        let latitude = place.y * .pi / 180
        let shrink = 111_412.84 * cos(latitude) - 93.5 * cos(3 * latitude)
        let stretch = 111_132.95 - 559.85 * cos(2 * latitude)
        let (ax, ay) = ((a.x - place.x) * shrink, (a.y - place.y) * stretch)
        let (dx, dy) = ((b.x - a.x) * shrink, (b.y - a.y) * stretch)
        let square = dx * dx + dy * dy
        let share = square == 0 ? 0 : min(1, max(0, -(ax * dx + ay * dy) / square))
        let (x, y) = (ax + share * dx, ay + share * dy)
        return (
            Position(x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y)),
            (x * x + y * y).squareRoot()
        )
    }

    private func position(_ place: Coordinate) -> Position {
        Position(x: place.longitudeDegrees, y: place.latitudeDegrees)
    }

    private func randomPlaces(_ count: Int, in box: Box, seed: UInt64) -> [Coordinate] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            Coordinate(
                longitude: .random(in: box.west...box.east, using: &random),
                latitude: .random(in: box.south...box.north, using: &random))
        }
    }

    /// Compares the index's winner with that of looking at every edge of every feature.
    private func compare(
        _ index: FeatureIndex, _ features: [(number: Int32, shape: Shape)], _ places: [Coordinate]
    ) -> (worst: Double, wrong: Int) {
        let edges = features.flatMap { feature -> [(Int32, Position, Position)] in
            if case .points(let points) = feature.shape {
                return points.map { (feature.number, position($0), position($0)) }
            }
            return feature.shape.edges.map { (feature.number, position($0), position($1)) }
        }
        var worst = 0.0
        var wrong = 0
        for place in places {
            let origin = position(place)
            var candidates: [(number: Int32, place: Position, metres: Double)] = []
            var best = Double.infinity
            for (number, a, b) in edges {
                let (at, metres) = nearest(origin, a, b)
                if metres < best + 1 { candidates.append((number, at, metres)) }
                best = min(best, metres)
            }
            let exact = candidates.filter { $0.metres < best + 1 }.map {
                (number: $0.number, metres: geodesic(origin, $0.place))
            }
            let shortest = exact.map(\.metres).min() ?? .infinity
            let winners = Set(exact.filter { $0.metres <= shortest + 0.01 }.map(\.number))
            let found = index.nearest(to: Metric(at: place), within: 20_000)
            guard let first = found.min(by: { $0.metres < $1.metres }),
                winners.contains(first.number)
            else {
                wrong += 1
                continue
            }
            worst = max(worst, abs(first.metres - shortest))
        }
        return (worst, wrong)
    }

    @Test("the nearest segment is the one that looking at all of them finds, to the centimetre")
    func segments() throws {
        let index = try Cambridge.index()
        let features = try Cambridge.register().contents().segments.map {
            (number: try #require(index.segments.number(of: $0.code)), shape: Shape.lines($0.lines))
        }
        let places = randomPlaces(1000, in: index.book.index(of: .district).box, seed: 90_002)
        let (worst, wrong) = compare(index.segments.index, features, places)
        print("nearest segment: 1000 places, \(wrong) wrong, distance off by \(worst) m at most")
        #expect(wrong == 0)
        #expect(worst < 0.01)
    }

    @Test(
        "the nearest component of a category is the one that looking at all of them finds",
        arguments: ["01037", "01013", "04007"])
    func components(code: String) throws {
        let index = try Cambridge.index()
        let key = CategoryKey(kind: .component, code: code)
        let components = try Cambridge.register().contents().components
        let features = try components.filter { $0.category == key }.map {
            (number: try #require(index.component(codeOrDevice: $0.code)), shape: $0.shape)
        }
        #expect(features.count > 1000)
        let places = randomPlaces(1000, in: index.book.index(of: .district).box, seed: 90_003)
        let category = try #require(index.number(of: key))
        let found = try #require(index.components.packed.indexes[Int(category)])
        let (worst, wrong) = compare(found, features, places)
        print("nearest \(key): 1000 places, \(wrong) wrong, distance off by \(worst) m at most")
        #expect(wrong == 0)
        #expect(worst < 0.01)
    }
}
