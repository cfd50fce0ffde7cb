import Geo
import TestSupport
import Testing

@Suite("Measured ground")
struct MeasuredGroundTests {
    private func place(_ x: Int32, _ y: Int32) -> Coordinate {
        Coordinate(longitude: 1_200_000_000 + x, latitude: 300_000_000 + y)
    }

    private func polygon(_ places: [(Int32, Int32)], holes: [[(Int32, Int32)]] = []) throws
        -> Polygon
    {
        Polygon(
            shell: try #require(Ring(places.map { place($0.0, $0.1) })),
            holes: try holes.map { try #require(Ring($0.map { place($0.0, $0.1) })) })
    }

    private func block(_ west: Int32, _ south: Int32, _ east: Int32, _ north: Int32) throws
        -> MeasuredGround
    {
        MeasuredGround([
            try polygon([(west, south), (east, south), (east, north), (west, north)])
        ])
    }

    /// Square metres of a square lattice unit at 30° N: 0.0964863 m × 0.1108525 m per 10 units.
    private let unit = 0.0096486 * 0.0110853

    private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-4 * max(abs(b), 1) }

    @Test("blocks have in common what their rectangles have")
    func blocks() throws {
        let one = try block(0, 0, 10_000, 10_000)
        #expect(isNear(one.squareMetres, 1e8 * unit))
        #expect(try isNear(one.squareMetres(in: block(4_000, 7_000, 20_000, 9_000)), 12e6 * unit))
        #expect(isNear(one.squareMetres(in: one), one.squareMetres))
        #expect(try one.squareMetres(in: block(10_000, 0, 20_000, 10_000)) == 0)
        #expect(try one.squareMetres(in: block(50_000, 0, 60_000, 10_000)) == 0)
        #expect(try isNear(one.squareMetres(in: block(2_000, 2_000, 3_000, 3_000)), 1e6 * unit))
    }

    @Test("a hole is not ground, and an island in it is not in common")
    func holes() throws {
        let ring = MeasuredGround([
            try polygon(
                [(0, 0), (9_000, 0), (9_000, 9_000), (0, 9_000)],
                holes: [[(3_000, 3_000), (6_000, 3_000), (6_000, 6_000), (3_000, 6_000)]])
        ])
        #expect(isNear(ring.squareMetres, 72e6 * unit))
        #expect(try ring.squareMetres(in: block(4_000, 4_000, 5_000, 5_000)) < 1e-6)
        #expect(try isNear(ring.squareMetres(in: block(0, 0, 4_500, 4_500)), 18e6 * unit))
    }

    @Test("slanted ground against slanted ground agrees with counting places")
    func slanted() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<20 {
            let one = try triangle(&random)
            let two = try triangle(&random)
            var hits = 0
            let step: Int32 = 100
            for x in stride(from: step / 2, to: 20_000, by: Int(step)) {
                for y in stride(from: step / 2, to: 20_000, by: Int(step)) {
                    let place = place(x, y)
                    if one.shell.location(of: place) == .inside,
                        two.shell.location(of: place) == .inside
                    {
                        hits += 1
                    }
                }
            }
            let counted = Double(hits) * Double(step) * Double(step) * unit
            let measured = MeasuredGround([one]).squareMetres(in: MeasuredGround([two]))
            // Only cells on the border can be counted wrongly.
            #expect(abs(measured - counted) < 0.01 * 4e8 * unit)
        }
    }

    private func triangle(_ random: inout SeededGenerator) throws -> Polygon {
        while true {
            let corners = (0..<3).map { _ in
                (
                    Int32.random(in: 0...20_000, using: &random),
                    Int32.random(in: 0...20_000, using: &random)
                )
            }
            let ring = try #require(Ring(corners.map { place($0.0, $0.1) }))
            if ring.doubledArea != 0 { return Polygon(shell: ring) }
        }
    }

    @Test("what the lattice did to a border is not outside, a hand's breadth more is")
    func resolution() throws {
        let parent = try block(0, 0, 50_000, 50_000)
        #expect(try block(40_000, 0, 50_001, 10_000).squareMetres(outside: [parent]) == 0)
        let out = try block(40_000, 0, 50_010, 10_000).squareMetres(outside: [parent])
        #expect(isNear(out, 1e5 * unit))
        let halves = [try block(0, 0, 5_000, 10_000), try block(5_000, 0, 10_000, 10_000)]
        #expect(try block(0, 0, 10_000, 10_000).squareMetres(outside: halves) == 0)
        #expect(MeasuredGround([]).squareMetres == 0)
    }
}
