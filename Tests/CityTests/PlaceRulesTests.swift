import Geo
import TestSupport
import Testing

@testable import City

@Suite("Where things stand")
struct PlaceRulesTests {
    private let day: Day

    init() throws { day = try #require(Town.day) }

    private func grid(_ code: String, _ polygons: [Polygon]) -> LayerRow {
        var row = LayerRow(
            values: Layer.unitGrids.fields.map { _ in nil }, shape: .area(polygons))
        row.values[0] = code
        return row
    }

    private func place(_ x: Int32, _ y: Int32) -> Coordinate {
        Coordinate(longitude: 1_200_000_001 + x, latitude: 300_000_001 + y)
    }

    @Test("a declared grid is told if it is not the one that covers the place", arguments: 1...3)
    func declared(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let codes = ["A", "B", "C", "D"]
        let named = codes.map(Optional.some) + [nil, "X"]
        let squares = [
            Town.square(0, 0, 1, 1), Town.square(1, 0, 2, 1), Town.square(0, 1, 1, 2),
            Town.square(1, 1, 2, 2),
        ]
        let grids = zip(codes, squares).map { grid($0, $1) }
        let things = Standing.strewn(500, side: 20_001, &random).enumerated().map {
            Standing.Thing(
                code: "T\($0)", category: "component/\($0)", place: $1,
                grid: named.randomElement(using: &random) ?? nil)
        }
        let told = Standing.check(things, grids: grids, day: day).findings
            .filter { $0.rule == .areaDeclared }.compactMap(\.row)
        let expected = things.enumerated().compactMap { number, thing -> Int? in
            guard let named = thing.grid else { return nil }
            let covering = zip(codes, squares).filter {
                Shape.area($1).location(of: thing.place) != .outside
            }
            return covering.contains { $0.0 == named } ? nil : number + 1
        }
        #expect(expected.count > 100)
        #expect(told == expected)
    }

    @Test("a place on a border is in either grid, and of a third the lower code is proposed")
    func border() {
        let grids = [grid("B", Town.square(0, 0, 1, 1)), grid("A", Town.square(1, 0, 2, 1))]
        let border = Town.place(1, 0.5)
        let things = ["A", "B", "C"].map {
            Standing.Thing(code: $0, category: "component/\($0)", place: border, grid: $0)
        }
        let findings = Standing.check(things, grids: grids, day: day).findings
            .filter { $0.rule == .areaDeclared }
        #expect(findings.map(\.row) == [3])
        #expect(findings.first?.english.contains("lies in A.") == true)
    }

    @Test("a row that moves far beyond the others is told, and it alone")
    func jump() {
        let before = (0..<200).map {
            Standing.Thing(code: "T\($0)", place: place(Int32($0) * 1_003, 0))
        }
        var after = before
        for number in after.indices {
            after[number].place = place(Int32(number) * 1_003 + 60, Int32(number % 7))
        }
        #expect(Standing.check(after, registered: before, day: day).findings.isEmpty)
        after[120].place = place(120 * 1_003, 4_007)
        let findings = Standing.check(after, registered: before, day: day).findings
        #expect(findings.map(\.rule) == [.jump])
        #expect(findings.first?.row == 121)
    }

    @Test(
        "what counts as a jump follows the delivery: 20 m at least, and no more than the rest did")
    func bounds() {
        #expect(PlaceJump.bound(usual: 0.3, of: 19) == 100)
        #expect(PlaceJump.bound(usual: 0.3, of: 20) == 20)
        #expect(PlaceJump.bound(usual: 5, of: 20) == 50)
        #expect(PlaceJump.bound(usual: 50, of: 20) == 150)
    }

    @Test("a whole delivery that lacks a quarter of a category is told with both counts")
    func totals() {
        let registered = (0..<400).map { number in
            Standing.Thing(
                code: "T\(number)", category: number < 240 ? "component/01001" : "component/x",
                place: place(Int32(number) * 1_003, 0))
        }
        func told(_ delivered: [Standing.Thing]) -> [String] {
            Standing.check(delivered, registered: registered, isWhole: true, day: day).findings
                .filter { $0.rule == .suspiciousTotal }.map(\.english)
        }
        #expect(told(registered).isEmpty)
        #expect(told(Array(registered.dropFirst(48))).isEmpty)
        #expect(told(Array(registered.dropFirst(60))).count == 1)
        #expect(
            told(Array(registered.dropFirst(60))).first?.hasPrefix(
                "component/01001: 180 components would stand after the delivery, 240 are") == true)
    }

    @Test("rows at one place are told once for the place, and not again as doubles")
    func crowded() {
        var things = (0..<1_000).map {
            Standing.Thing(code: "T\($0)", place: place(Int32($0) * 1_003, 0))
        }
        for number in 300..<319 { things[number].place = place(7, 90_001) }
        let few = Standing.check(things, day: day).findings
        #expect(few.count == 18 && few.allSatisfy { $0.rule == .nearDuplicate })
        things[319].place = place(7, 90_001)
        let many = Standing.check(things, day: day).findings
        #expect(many.map(\.rule) == [.suspiciousTotal])
        #expect(many.first?.english.hasPrefix("20 of 1000 rows") == true)
    }

    @Test("a hundred rows of four decimals are told once, ninety-nine and surveyed ones not")
    func rounded() {
        func things(_ rounded: Int) -> [Standing.Thing] {
            (0..<1_000).map { number in
                Standing.Thing(
                    code: "T\(number)",
                    place: number < rounded
                        ? Coordinate(
                            longitude: 1_200_000_000 + Int32(number) * 1_000,
                            latitude: 300_001_000) : place(Int32(number) * 1_003, 7_001))
            }
        }
        #expect(Standing.check(things(99), day: day).findings.isEmpty)
        let findings = Standing.check(things(100), day: day).findings
        #expect(findings.map(\.rule) == [.coordinatesRounded])
        #expect(findings.first?.english.hasPrefix("100 of 1000 rows") == true)
    }
}
