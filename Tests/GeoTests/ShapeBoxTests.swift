import Geo
import Testing

@Suite("Shapes and boxes")
struct ShapeBoxTests {
    private let box = Box(west: 10, south: 10, east: 20, north: 20)

    private func places(_ numbers: [(Int32, Int32)]) -> [Coordinate] {
        numbers.map { Coordinate(longitude: $0.0, latitude: $0.1) }
    }

    private func square(_ low: Int32, _ high: Int32) throws -> Ring {
        try #require(Ring(places([(low, low), (high, low), (high, high), (low, high)])))
    }

    @Test("a line meets a box that it enters, runs through, cuts a corner of, or touches")
    func lines() throws {
        let cases: [([(Int32, Int32)], Bool)] = [
            ([(0, 0), (15, 15)], true), ([(0, 15), (30, 15)], true), ([(9, 12), (12, 9)], true),
            ([(8, 12), (12, 8)], true), ([(8, 11), (11, 8)], false), ([(0, 20), (30, 20)], true),
            ([(0, 21), (30, 21)], false), ([(21, 0), (21, 30)], false),
            ([(20, 30), (20, 20)], true),
        ]
        for (vertices, expected) in cases {
            let line = try #require(Line(places(vertices)))
            #expect(Shape.lines([line]).meets(box) == expected, "\(vertices)")
        }
    }

    @Test("an area meets a box around it, inside it and beside it, but not one in its hole")
    func areas() throws {
        func meets(_ polygon: Polygon) -> Bool { Shape.area([polygon]).meets(box) }
        #expect(meets(Polygon(shell: try square(0, 100))))
        #expect(meets(Polygon(shell: try square(12, 13))))
        #expect(meets(Polygon(shell: try square(20, 30))))
        #expect(!meets(Polygon(shell: try square(21, 30))))
        #expect(!meets(Polygon(shell: try square(0, 100), holes: [try square(5, 25)])))
        #expect(meets(Polygon(shell: try square(0, 100), holes: [try square(5, 15)])))
    }

    @Test("a point on the border of a box meets it")
    func points() {
        #expect(Shape.points(places([(20, 10)])).meets(box))
        #expect(!Shape.points(places([(21, 10)])).meets(box))
    }
}
