import Testing

@testable import Geo

@Suite("Lines in tiles")
struct DrawnLineTests {
    @Test("lines that meet end to end are drawn to where they meet")
    func endToEnd() throws {
        let ends = try [120.0, 120.003, 120.006].map {
            try Coordinate(longitudeDegrees: $0, latitudeDegrees: 30.002)
        }
        let index = LineIndex([
            (number: 0, lines: [try #require(Line([ends[0], ends[1]]))]),
            (number: 1, lines: [try #require(Line([ends[1], ends[2]]))]),
        ])
        var drawn: [Int32] = []
        var brush = TileBrush(TileFrame(TileAddress(of: Mercator.point(ends[1]), zoom: 12)))
        index.draw(with: &brush) { number, geometry in
            if !geometry.isEmpty { drawn.append(number) }
        }
        #expect(drawn == [0, 1])
    }
}
