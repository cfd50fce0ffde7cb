import TestSupport
import Testing

@testable import Geo

@Suite("Polygons side by side become one")
struct DissolvingTests {
    private func cell(_ column: Int, _ row: Int) throws -> Polygon {
        func corner(_ x: Int, _ y: Int) -> Coordinate {
            Coordinate(longitude: Int32(x * 1000), latitude: Int32(y * 1000))
        }
        let ring = Ring([
            corner(column, row), corner(column + 1, row), corner(column + 1, row + 1),
            corner(column, row + 1),
        ])
        return Polygon(shell: try #require(ring))
    }

    private func area(_ polygons: [Polygon]) -> Int128 {
        polygons.reduce(0) { sum, polygon in
            sum + polygon.holes.reduce(polygon.shell.doubledArea) { $0 + $1.doubledArea }
        }
    }

    @Test("a ring of cells has one shell and one hole")
    func hole() throws {
        let cells = try (0..<9).filter { $0 != 4 }.map { try cell($0 % 3, $0 / 3) }
        let joined = Polygon.dissolved(cells)
        #expect(joined.count == 1)
        #expect(joined[0].holes.count == 1)
        #expect(area(joined) == 2 * 8_000_000)
    }

    @Test("cells that touch at a corner alone stay two")
    func corner() throws {
        let joined = Polygon.dissolved([try cell(0, 0), try cell(1, 1)])
        #expect(joined.count == 2)
        #expect(joined.allSatisfy { $0.shell.vertices.count == 4 })
    }

    @Test("random cells keep their area, and no border runs between two of them")
    func random() throws {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<200 {
            let chosen = (0..<64).filter { _ in Bool.random(using: &random) }
            let joined = Polygon.dissolved(try chosen.map { try cell($0 % 8, $0 / 8) })
            #expect(area(joined) == Int128(chosen.count) * 2_000_000)
            var runs: [Set<Coordinate>: Int] = [:]
            for ring in joined.flatMap(\.rings) {
                for (a, b) in ring.edges { runs[[a, b], default: 0] += 1 }
            }
            #expect(runs.values.allSatisfy { $0 == 1 })
            let isIn = Set(chosen)
            let perimeter = chosen.reduce(0) { sum, place in
                let (column, row) = (place % 8, place / 8)
                let around = [
                    (column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1),
                ]
                return sum
                    + around.count { x, y in
                        !(0..<8).contains(x) || !(0..<8).contains(y) || !isIn.contains(y * 8 + x)
                    }
            }
            #expect(runs.count == perimeter)
        }
    }
}
