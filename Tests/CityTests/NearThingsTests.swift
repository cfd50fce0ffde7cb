import Geo
import TestSupport
import Testing

@testable import City

@Suite("Things that stand near one another")
struct NearThingsTests {
    private let spacing = CategorySpacing(apart: 0.5, accuracy: 0.5)
    private let day: Day

    init() throws { day = try #require(Town.day) }

    @Test("the sweep finds each pair once that a look at all pairs finds", arguments: 1...4)
    func pairs(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let places = Standing.strewn(600, side: 4_000, &random)
        var found: [[Int32]: Int] = [:]
        NearSweep.forEachPair(
            of: places.enumerated().map { ($1, Int32($0)) }, nearerThan: 1.2
        ) { one, other, _ in found[[min(one, other), max(one, other)], default: 0] += 1 }
        var expected: Set<[Int32]> = []
        for one in places.indices {
            for other in 0..<one where Metric.distance(places[one], places[other]) < 1.2 {
                expected.insert([Int32(other), Int32(one)])
            }
        }
        #expect(expected.count > 100)
        #expect(Set(found.keys) == expected)
        #expect(found.values.allSatisfy { $0 == 1 })
    }

    @Test("each row that doubles an earlier one is told once, and no other", arguments: 1...4)
    func doubles(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let places = Standing.strewn(400, side: 4_000, &random)
        let kinds = ["component/01001", "component/01037"]
        let things = places.enumerated().map {
            Standing.Thing(code: "T\($0)", category: kinds[$0 % 2], place: $1)
        }
        let result = Standing.check(things, day: day)
        let told = result.findings.filter { $0.rule == .nearDuplicate }.compactMap(\.row)
        let expected = things.indices.filter { later in
            things[..<later].contains {
                // 01037 is not in the town's catalogue: the usual distance is half a metre too.
                $0.category == things[later].category
                    && Metric.distance($0.place, things[later].place) < 0.5
            }
        }
        #expect(!expected.isEmpty)
        #expect(told == expected.map { $0 + 1 })
    }

    @Test("a new code in the place of one that is not delivered is a question, else a double")
    func renamed() throws {
        var random = SeededGenerator(seed: 7)
        let places = Standing.strewn(300, side: 12_000, &random)
        let registered = places.prefix(200).enumerated().map {
            Standing.Thing(code: "R\($0)", place: $1)
        }
        // Some are delivered under their codes, the others are new, some beside registered ones.
        let again = registered.prefix(50)
        let new = places.suffix(100).enumerated().map { number, place in
            Standing.Thing(
                code: "N\(number)",
                place: number < 40
                    ? Coordinate(
                        longitude: places[60 + number].longitude + 40,
                        latitude: places[60 + number].latitude) : place)
        }
        let delivered = again + new
        let result = Standing.check(Array(delivered), registered: registered, day: day)
        var claims: [String: (metres: Double, row: Int)] = [:]
        for (number, thing) in delivered.enumerated() where thing.code.hasPrefix("N") {
            let near = registered.dropFirst(50).filter {
                Metric.distance($0.place, thing.place) < spacing.reach
            }
            guard near.count == 1, let one = near.first else { continue }
            let metres = Metric.distance(one.place, thing.place)
            if metres < claims[one.code]?.metres ?? .infinity {
                claims[one.code] = (metres, number + 1)
            }
        }
        #expect(claims.count > 20)
        let expected = Set(claims.map { "\($1.row) \($0)" })
        #expect(Set(result.likelyMatches.map { "\($0.row) \($0.registeredKey)" }) == expected)
        #expect(
            result.findings.filter { $0.rule == .codeRenamed }.compactMap(\.row)
                == claims.values.map(\.row).sorted())
        #expect(result.likelyMatches.allSatisfy { (0.05...1).contains($0.confidence) })
        #expect(result.changes.count { $0 == .new } == 100)
    }

    @Test("the confidence is the share of things surveyed twice that lie farther apart")
    func confidence() {
        var random = SeededGenerator(seed: 11)
        func error() -> Double {
            // The sum of twelve has the variance 1; each direction has half of the square.
            let sum = (0..<12).reduce(-6.0) { sum, _ in
                sum + Double.random(in: 0..<1, using: &random)
            }
            return sum * spacing.accuracy / 2.0.squareRoot()
        }
        let distances = (0..<20_000).map { _ in
            let (x, y) = (error() - error(), error() - error())
            return (x * x + y * y).squareRoot()
        }
        for metres in [0.1, 0.31, 0.6, 1.0] {
            let share = Double(distances.count { $0 > metres }) / Double(distances.count)
            #expect(abs(share - spacing.confidence(at: metres)) < 0.02)
        }
        #expect(abs(spacing.confidence(at: spacing.reach) - 0.05) < 1e-9)
    }

    @Test("in a delivery of 20,000 rows one cover that was surveyed twice is found, and it alone")
    func seeded() {
        var things = (0..<20_000).map { number in
            Standing.Thing(code: "T\(number)", place: raster(number))
        }
        #expect(Standing.check(things, day: day).findings.isEmpty)
        things[13_000].place = Coordinate(
            longitude: things[400].place.longitude + 20, latitude: things[400].place.latitude)
        let findings = Standing.check(things, day: day).findings
        #expect(findings.map(\.rule) == [.nearDuplicate])
        #expect(findings.first?.row == 13_001)
        #expect(findings.first?.english.contains("T400 in row 401") == true)
    }

    /// Places about two metres apart.
    private func raster(_ number: Int) -> Coordinate {
        Coordinate(
            longitude: 1_200_000_001 + Int32(number % 200) * 211,
            latitude: 300_000_001 + Int32(number / 200) * 193)
    }
}
