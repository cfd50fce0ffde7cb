import City
import Foundation
import Geo
import TestSupport
import Testing

@Suite("Whose a component is")
struct HoldingsTests {
    private func contents() -> CityContents {
        var random = SeededGenerator(seed: 21)
        var contents = Town.contents()
        let organizations = ["water", "roads", "clean", "gone", nil]
        contents.components = (0..<600).map { number in
            var component = Component(
                code: number.isMultiple(of: 7) ? "X\(number)" : "C\(number)",
                category: number.isMultiple(of: 4)
                    ? CategoryKey(kind: .component, code: "04001")
                    : Town.cover,
                shape: Town.point(
                    .random(in: 0...2, using: &random), .random(in: 0...1, using: &random)))
            component.leadOrganization =
                number.isMultiple(of: 5)
                ? organizations.randomElement(
                    using: &random) ?? nil : nil
            component.maintainer = organizations.randomElement(using: &random) ?? nil
            component.owner = organizations.randomElement(using: &random) ?? nil
            return component
        }
        return contents
    }

    /// Who must act by a record, of organizations that are registered.
    private func acting(_ component: Component, _ contents: CityContents) -> String? {
        let known = Set(contents.organizations.map(\.code))
        return [
            component.leadOrganization, component.maintainer, component.owner,
            component.competentDepartment,
        ].compactMap(\.self).first(where: known.contains)
    }

    @Test("an organization has the components for which it must act, page by page in order")
    func organization() throws {
        var contents = contents()
        let day = try #require(Town.day)
        let packed = CityIndex(contents, on: day)
        // Some changes lie on top.
        contents.components[3].maintainer = "water"
        contents.components[3].leadOrganization = nil
        let gone = contents.components.remove(at: 10)
        let index = try #require(
            packed.later(
                edition: 1,
                changes: [
                    (contents.components[3].code, contents.components[3]), (gone.code, nil),
                ]))
        for code in ["water", "roads", "clean"] {
            let expected = contents.components.filter { acting($0, contents) == code }
            let held = index.components(heldBy: code)
            #expect(held.count == expected.count)
            #expect(held.box == Box(expected.map(\.shape.box.centre)))
            #expect(
                held.categories.map(\.count)
                    == ["01001", "04001"].map { category in
                        expected.count { $0.category.code == category }
                    })
            var codes: [String] = []
            while true {
                let page = held.holdings(after: codes.last, limit: 17)
                codes += page.map(\.code)
                if page.count < 17 { break }
            }
            #expect(
                codes == expected.map(\.code).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        }
        #expect(index.components(heldBy: "nobody").count == 0)
    }

    @Test("on an area's ground stand those whose place it holds, of the categories asked for")
    func area() throws {
        let contents = contents()
        let day = try #require(Town.day)
        let index = CityIndex(contents, on: day)
        let middle = Town.place(1, 0).longitude
        for (code, isThere) in [
            ("W", { (place: Coordinate) in place.longitude < middle }),
            ("E", { (place: Coordinate) in place.longitude >= middle }),
        ] {
            let expected = contents.components.filter { isThere($0.shape.box.centre) }
            #expect(index.components(in: .district, code: code, of: []).count == expected.count)
            let covers = index.components(
                in: .district, code: code, of: [.group("manhole"), .one(Town.litter)])
            #expect(covers.count == expected.count { $0.category == Town.cover })
        }
        #expect(index.components(in: .unitGrid, code: "W", of: []).count == 0)
    }
}
