import CProj
import Geo
import TestSupport
import Testing

@Suite("Distances")
struct MetricTests {
    /// PROJ's geodesic on the CGCS2000 ellipsoid, in metres.
    private func geodesic(_ a: Coordinate, _ b: Coordinate) -> Double {
        var ellipsoid = geod_geodesic()
        geod_init(&ellipsoid, 6_378_137, 1 / 298.257222101)
        var metres = 0.0
        geod_inverse(
            &ellipsoid, a.latitudeDegrees, a.longitudeDegrees, b.latitudeDegrees,
            b.longitudeDegrees, &metres, nil, nil)
        return metres
    }

    @Test(
        "distances differ from the geodesic by less than the documented error",
        arguments: [(5_000.0, 0.001), (10_000.0, 0.01)])
    func geodesicAgrees(reach: Double, error: Double) throws {
        var random = SeededGenerator(seed: 42)
        var worst = 0.0
        for _ in 0..<20_000 {
            let origin = Coordinate(
                longitude: .random(in: -1_700_000_000...1_700_000_000, using: &random),
                latitude: .random(in: -690_000_000...690_000_000, using: &random))
            let box = Metric(at: origin).box(within: reach / 1.5)
            let other = Coordinate(
                longitude: .random(in: box.west...box.east, using: &random),
                latitude: .random(in: box.south...box.north, using: &random))
            let exact = geodesic(origin, other)
            guard exact <= reach else { continue }
            worst = max(worst, abs(Metric.distance(origin, other) - exact))
        }
        #expect(worst < error)
    }

    @Test("the nearest place of a segment is nearer than every other place on it")
    func nearestIsNearest() {
        var random = SeededGenerator(seed: 43)
        for _ in 0..<500 {
            let origin = Coordinate(longitude: 1_214_000_000, latitude: 312_000_000)
            let ends = (0..<2).map { _ in
                Coordinate(
                    longitude: origin.longitude + .random(in: -20_000...20_000, using: &random),
                    latitude: origin.latitude + .random(in: -20_000...20_000, using: &random))
            }
            let found = Metric(at: origin).nearest(ends[0], ends[1])
            #expect(abs(found.metres - geodesic(origin, found.place)) < 0.02)
            for step in 0...100 {
                let share = Double(step) / 100
                let place = Coordinate(
                    longitude: ends[0].longitude
                        + Int32(Double(ends[1].longitude - ends[0].longitude) * share),
                    latitude: ends[0].latitude
                        + Int32(Double(ends[1].latitude - ends[0].latitude) * share))
                #expect(found.metres <= geodesic(origin, place) + 0.02)
            }
        }
    }

    @Test("the lower bound of a box is never above the distance to a place in it")
    func lowerBound() {
        var random = SeededGenerator(seed: 44)
        for _ in 0..<20_000 {
            let metric = Metric(
                at: Coordinate(
                    longitude: .random(in: 1_000_000_000...1_200_000_000, using: &random),
                    latitude: .random(in: 200_000_000...500_000_000, using: &random)))
            let place = Coordinate(
                longitude: metric.origin.longitude
                    + .random(in: -5_000_000...5_000_000, using: &random),
                latitude: metric.origin.latitude
                    + .random(in: -5_000_000...5_000_000, using: &random))
            var box = Box(place, place)
            box.extend(
                to: Coordinate(
                    longitude: place.longitude + .random(in: 0...100_000, using: &random),
                    latitude: place.latitude + .random(in: 0...100_000, using: &random)))
            #expect(metric.lowerBound(to: box) <= metric.distance(to: place))
        }
    }
}
