import Geo
import TestSupport
import Testing

@Suite("Coverage")
struct CoverageTests {
    private func rectangle(
        _ west: Int32, _ south: Int32, _ east: Int32, _ north: Int32, holes: [Ring] = []
    ) throws -> [Polygon] {
        [Polygon(shell: try ring(west, south, east, north), holes: holes)]
    }

    private func ring(
        _ west: Int32, _ south: Int32, _ east: Int32, _ north: Int32
    ) throws -> Ring {
        try #require(
            Ring([
                Coordinate(longitude: west, latitude: south),
                Coordinate(longitude: east, latitude: south),
                Coordinate(longitude: east, latitude: north),
                Coordinate(longitude: west, latitude: north),
            ]))
    }

    private func faults(_ areas: [[Polygon]]) -> [CoverageFault] {
        CoverageCheck(areas.enumerated().map { (number: Int32($0), polygons: $1) }).faults()
    }

    @Test("areas that meet edge to edge have no fault, even where three meet at a T")
    func seamless() throws {
        #expect(
            faults([
                try rectangle(0, 0, 10, 10), try rectangle(10, 0, 20, 5),
                try rectangle(10, 5, 20, 10),
            ]).isEmpty)
    }

    @Test("areas apart from each other leave no gap: the ground between them is outside")
    func islands() throws {
        #expect(faults([try rectangle(0, 0, 1, 1), try rectangle(5, 5, 6, 6)]).isEmpty)
    }

    @Test("a hole that another area fills is no gap")
    func filledHole() throws {
        let hole = try ring(3, 3, 6, 6)
        #expect(
            faults([try rectangle(0, 0, 10, 10, holes: [hole]), try rectangle(3, 3, 6, 6)])
                .isEmpty)
    }

    @Test("a hole that nothing fills is a gap with its one neighbour")
    func openHole() throws {
        let hole = try ring(3, 3, 6, 6)
        let found = faults([try rectangle(0, 0, 10, 10, holes: [hole])])
        #expect(found.count == 1)
        guard case .gap(let gap)? = found.first else { return }
        #expect(gap.neighbours == [0])
        #expect(gap.ring.doubledArea == 18)
    }

    /// An area over the line from 0,0 to 1001,1, whose middle is not on the lattice, and one under it.
    private func faults(under: [(Int32, Int32)]) throws -> [CoverageFault] {
        func area(_ places: [(Int32, Int32)]) throws -> [Polygon] {
            let ring = Ring(places.map { Coordinate(longitude: $0.0, latitude: $0.1) })
            return [Polygon(shell: try #require(ring))]
        }
        return faults([
            try area([(0, 0), (1001, 1), (1001, 500), (0, 500)]),
            try area(under + [(0, 0), (0, -500), (1001, -500), (1001, 1)]),
        ])
    }

    @Test(
        "a sliver thinner than the lattice is a gap on one side of an edge, an overlap on the other"
    )
    func thinSlivers() throws {
        let gaps = try faults(under: [(300, 0)])
        #expect(gaps.count == 1)
        guard case .gap(let gap)? = gaps.first else {
            Issue.record("\(gaps)")
            return
        }
        #expect(gap.ring.doubledArea == 300)
        let overlaps = try faults(under: [(700, 1)])
        #expect(overlaps.count == 1)
        guard case .overlap(0, 1, _)? = overlaps.first else {
            Issue.record("\(overlaps)")
            return
        }
    }

    @Test("a sliver of one lattice unit between two areas is a gap once both ends are closed")
    func sliver() throws {
        let found = faults([
            try rectangle(0, 0, 10, 10), try rectangle(11, 0, 20, 10),
            try rectangle(0, -5, 20, 0), try rectangle(0, 10, 20, 15),
        ])
        #expect(found.count == 1)
        guard case .gap(let gap)? = found.first else { return }
        #expect(gap.neighbours == [0, 1, 2, 3])
        #expect(gap.ring.doubledArea == 20)
    }

    @Test("areas that overlap by one lattice unit are found as a pair, once")
    func overlap() throws {
        let found = faults([try rectangle(0, 0, 11, 10), try rectangle(10, 0, 20, 10)])
        #expect(found.count == 1)
        guard case .overlap(0, 1, _)? = found.first else {
            Issue.record("\(found)")
            return
        }
    }

    @Test("an area inside another one, and one delivered twice, overlap")
    func buried() throws {
        let inside = faults([try rectangle(0, 0, 10, 10), try rectangle(3, 3, 6, 6)])
        let twice = faults([try rectangle(0, 0, 10, 10), try rectangle(0, 0, 10, 10)])
        for found in [inside, twice] {
            #expect(found.count == 1)
            guard case .overlap(0, 1, _)? = found.first else {
                Issue.record("\(found)")
                return
            }
        }
    }

    @Test("of a hundred cells any one taken out leaves a gap of its size among its neighbours")
    func everyCellTakenOut() throws {
        var random = SeededGenerator(seed: 7)
        // The cells' corners are moved about, so that edges are not parallel to the axes.
        var corners: [[Coordinate]] = []
        for row in 0...10 {
            corners.append(
                (0...10).map { column in
                    Coordinate(
                        longitude: Int32(column * 1000) + .random(in: -300...300, using: &random),
                        latitude: Int32(row * 1000) + .random(in: -300...300, using: &random))
                })
        }
        let cells = try (0..<100).map { number -> [Polygon] in
            let (row, column) = (number / 10, number % 10)
            let places = [
                corners[row][column], corners[row][column + 1], corners[row + 1][column + 1],
                corners[row + 1][column],
            ]
            return [Polygon(shell: try #require(Ring(places)))]
        }
        #expect(faults(cells).isEmpty)
        for missing in 0..<100 {
            let (row, column) = (missing / 10, missing % 10)
            let isInside = (1..<9).contains(row) && (1..<9).contains(column)
            var left = cells
            left[missing] = []
            let found = faults(left)
            #expect(found.count == (isInside ? 1 : 0))
            guard isInside, case .gap(let gap)? = found.first else { continue }
            #expect(gap.ring.doubledArea == cells[missing][0].shell.doubledArea)
            #expect(
                gap.neighbours
                    == [missing - 10, missing - 1, missing + 1, missing + 10].map(Int32.init))
        }
    }
}
