import Geo
import TestSupport
import Testing

@testable import City

@Suite("What is nearby")
struct NearbyTests {
    private let lamp = CategoryKey(kind: .component, code: "01037")

    private func contents(_ random: inout SeededGenerator) -> CityContents {
        var contents = Town.contents()
        contents.categories.append(
            Category(standard: Category.standardOf2026, key: lamp, name: "lamp"))
        contents.components = Standing.strewn(600, side: 400_000, &random).enumerated().map {
            Component(
                code: "C\(1000 + $0)", category: $0.isMultiple(of: 3) ? lamp : Town.cover,
                shape: .points([$1]))
        }
        return contents
    }

    @Test("the nearest components of a category are those that measuring all of them finds")
    func components() throws {
        var random = SeededGenerator(seed: 50_302)
        let contents = contents(&random)
        let first = CityIndex(contents, on: try #require(Town.day))
        let moved = Component(code: "C1001", category: Town.cover, shape: Town.point(1, 1))
        let later = try #require(first.later(edition: 1, changes: [("C1001", moved)]))
        var changed = contents
        changed.components[1] = moved
        for (index, contents) in [(first, contents), (later, changed)] {
            for place in Standing.strewn(20, side: 400_000, &random) {
                for limit in [1, 7, 50] {
                    let expected = contents.components.filter { $0.category == Town.cover }
                        .map { ($0.code, Metric.distance(place, $0.shape.box.centre)) }
                        .filter { $0.1 <= 1500 }
                        .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(limit)
                    let found = index.nearby(
                        .one(Town.cover), around: place, within: 1500, limit: limit)
                    #expect(
                        found.map { index.code(ofComponent: $0.number) } == expected.map(\.0))
                    #expect(zip(found, expected).allSatisfy { abs($0.metres - $1.1) < 1e-6 })
                }
            }
        }
        let group = first.nearby(
            .group("manhole"), around: Town.place(1, 1), within: 20_000, limit: 50)
        #expect(
            group
                == first.nearby(
                    .one(Town.cover), around: Town.place(1, 1), within: 20_000, limit: 50))
        #expect(!first.hasComponents(of: .group("none")))
        #expect(first.hasComponents(of: .one(lamp)))
    }

    @Test("the nearest places of a theme are those that measuring all of them finds")
    func places() {
        var random = SeededGenerator(seed: 50_303)
        let all = Standing.strewn(500, side: 600_000, &random).enumerated().map {
            Place(
                theme: $0.isMultiple(of: 4) ? "公厕" : "停车场", number: "\(100 + $0)",
                shape: .points([$1]))
        }
        let book = PlaceBook(all)
        #expect(book.themes == ["停车场", "公厕"])
        for place in Standing.strewn(30, side: 600_000, &random) {
            let expected = all.filter { $0.theme == "公厕" }
                .map { ($0.code, Metric.distance(place, $0.shape.box.centre)) }
                .filter { $0.1 <= 3000 }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(9)
            let found = book.nearby(theme: "公厕", around: place, within: 3000, limit: 9)
            #expect(found.map { book.codes[Int($0.number)] } == expected.map(\.0))
            #expect(zip(found, expected).allSatisfy { abs($0.metres - $1.1) < 1e-6 })
        }
        #expect(book.nearby(theme: "小区", around: Town.place(0, 0), within: 9, limit: 9).isEmpty)
    }

    @Test("within an area of a theme the distance is nothing, and the place is where it was asked")
    func areas() throws {
        let book = PlaceBook([
            Place(
                theme: "小区", number: "1", name: "a", organization: "O",
                shape: .area(Town.square(0, 0, 1, 1)))
        ])
        let found = book.nearby(
            theme: "小区", around: Town.place(0.5, 0.5), within: 100, limit: 5)
        #expect(found == [Nearby(number: 0, place: Town.place(0.5, 0.5), metres: 0)])
        #expect(book.organization(of: 0) == "O" && book.theme(of: 0) == "小区")
        #expect(book.box(of: 0) == Box(Town.place(0, 0), Town.place(1, 1)))
        #expect(book.middle(of: 0) == Town.place(0.5, 0.5))
    }
}
