import City
import Geo
import Testing

@Suite("A sample for the datum detective")
struct DatumReservoirTests {
    private func sample(_ row: Int) -> DatumSample? {
        DatumSample(
            row: row, key: nil, category: nil,
            geometry: .points([Position(x: Double(row), y: 0)]))
    }

    @Test("a row that lies nowhere is no sample", arguments: [Double.infinity, -.infinity, .nan])
    func nowhere(x: Double) {
        #expect(
            DatumSample(
                row: 1, key: nil, category: nil, geometry: .points([Position(x: x, y: 0)])) == nil)
        let ring = [(0.0, 0.0), (1, 0), (1, 1), (x, 1), (0, 0)].map { Position(x: $0.0, y: $0.1) }
        let area = DatumSample(row: 1, key: nil, category: nil, geometry: .areas([[ring]]))
        #expect(area?.vertices.allSatisfy { $0.x.isFinite } ?? true)
    }

    @Test("of few rows every one is taken")
    func few() {
        var reservoir = DatumReservoir()
        for row in 0..<100 { reservoir.offer { sample(row) } }
        #expect(reservoir.samples.map(\.row) == Array(0..<100))
    }

    @Test("of many rows as many as it holds, each once, from everywhere alike, the same each time")
    func many() {
        func taken() -> [Int] {
            var reservoir = DatumReservoir(capacity: 1000)
            for row in 0..<50_000 { reservoir.offer { sample(row) } }
            return reservoir.samples.map(\.row)
        }
        let rows = taken()
        #expect(Set(rows).count == 1000)
        #expect(taken() == rows)
        // A tenth of the rows gives 100 of the samples, ± 30 in all but one case of a thousand.
        for tenth in 0..<10 {
            let count = rows.count { $0 / 5000 == tenth }
            #expect((70...130).contains(count), "\(tenth): \(count)")
        }
    }

    @Test("rows without a geometry take no room")
    func noGeometry() {
        var reservoir = DatumReservoir(capacity: 10)
        for row in 0..<20 { reservoir.offer { row.isMultiple(of: 2) ? nil : sample(row) } }
        #expect(reservoir.samples.count == 10)
        #expect(DatumSample(row: 1, key: nil, category: nil, geometry: .areas([])) == nil)
    }

    @Test("the middle of an area is that of its ground, however it is drawn, without its holes")
    func middles() throws {
        func square(_ from: Double, _ to: Double, _ steps: Int) -> [Position] {
            let corners = [(from, from), (to, from), (to, to), (from, to)]
            return corners.enumerated().flatMap { side, corner in
                let next = corners[(side + 1) % 4]
                return (0..<(side == 0 ? steps : 1)).map { step in
                    let share = Double(step) / Double(side == 0 ? steps : 1)
                    return Position(
                        x: corner.0 + share * (next.0 - corner.0),
                        y: corner.1 + share * (next.1 - corner.1))
                }
            }
        }
        let drawn = try #require(
            DatumSample(
                row: 1, key: nil, category: nil, geometry: .areas([[square(0, 4, 50)]])))
        #expect(abs(drawn.middle.x - 2) < 1e-9 && abs(drawn.middle.y - 2) < 1e-9)
        #expect(drawn.vertices.count == 32)
        let holed = try #require(
            DatumSample(
                row: 1, key: nil, category: nil,
                geometry: .areas([[square(0, 4, 1), square(0, 2, 1).reversed()]])))
        // 16 of middle 2 less 4 of middle 1 are 12 of middle 28/12.
        #expect(abs(holed.middle.x - 28.0 / 12) < 1e-9)
        let line = try #require(
            DatumSample(
                row: 1, key: nil, category: nil,
                geometry: .lines([
                    [Position(x: 0, y: 0), Position(x: 0.1, y: 0), Position(x: 10, y: 0)]
                ])))
        #expect(abs(line.middle.x - 5) < 1e-9)
    }
}
