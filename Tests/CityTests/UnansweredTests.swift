import Foundation
import Geo
import TestSupport
import Testing

@testable import City

@Suite("Places that nobody answers for")
struct UnansweredTests {
    /// Three districts of three unit grids each; a responsibility grid over the lower six.
    private func contents() -> CityContents {
        var contents = Town.contents()
        contents.areas = []
        for column in 0..<3 {
            let west = Double(column)
            contents.areas.append(
                Area(
                    kind: .district, code: "D\(column)",
                    polygons: Town.square(west, 0, west + 1, 3)))
            for row in 0..<3 {
                let south = Double(row)
                contents.areas.append(
                    Area(
                        kind: .unitGrid, code: "U\(column)\(row)",
                        polygons: Town.square(west, south, west + 1, south + 1)))
            }
            contents.areas.append(
                Area(
                    kind: .responsibilityGrid, code: "R\(column)",
                    polygons: Town.square(west, 0, west + 1, 2)))
            contents.segments.append(
                RoadChiefSegment(
                    code: "S\(column)", roadLevel: column == 0 ? "市管" : nil,
                    lines: [
                        Line([
                            Town.place(west + 0.2, 2.2), Town.place(west + 0.5, 2.5),
                            Town.place(west + 0.8, 2.8),
                        ])
                    ].compactMap(\.self)))
        }
        return contents
    }

    private func unanswered(_ contents: CityContents) throws -> [String: [String]] {
        let day = try #require(Town.day)
        let index = CityIndex(contents, on: day)
        let found = index.unanswered(on: day)
        return [
            "areas": found.areas.map { index.book.codes[Int($0)] },
            "segments": found.segments.map { index.segments.codes[Int($0)] },
            "vacant": found.vacantGrids.map { index.book.codes[Int($0)] }
                + found.vacantSegments.map { index.segments.codes[Int($0)] },
        ]
    }

    @Test("without organizations, posts and mandates nobody answers anywhere")
    func nobody() throws {
        let found = try unanswered(contents())
        #expect(found["areas"]?.count == 12)
        #expect(found["segments"] == ["S0", "S1", "S2"])
        #expect(found["vacant"] == ["R0", "R1", "R2", "S0", "S1", "S2"])
    }

    @Test("a district's organization answers for all in it, but leaves its grids without a holder")
    func district() throws {
        var contents = contents()
        contents.areas[0].organization = "west"
        let found = try unanswered(contents)
        #expect(found["areas"]?.contains { $0.hasPrefix("U0") || $0 == "R0" } == false)
        #expect(found["areas"]?.count == 8)
        #expect(found["segments"] == ["S1", "S2"])
        #expect(found["vacant"]?.contains("R0") == true)
    }

    @Test("a mandate for one road level answers for the segments of that level alone")
    func roadLevel() throws {
        var contents = contents()
        contents.mandates = [
            Mandate(code: "M", category: .all, roadLevel: "市管", organization: "roads")
        ]
        let found = try unanswered(contents)
        #expect(found["segments"] == ["S1", "S2"])
        #expect(found["areas"]?.count == 12)
    }

    @Test("a component of which no role is registered is without an owner, also one changed since")
    func components() throws {
        var contents = contents()
        contents.components = [
            Component(code: "A", category: Town.cover, shape: Town.point(0.1, 0.1)),
            Component(code: "B", category: Town.cover, owner: "water", shape: Town.point(0.2, 0.1)),
            Component(code: "C", category: Town.cover, owner: "gone", shape: Town.point(0.3, 0.1)),
        ]
        let day = try #require(Town.day)
        let index = CityIndex(contents, on: day)
        func codes(_ index: CityIndex) -> [String] {
            index.unanswered(on: day).components.map { index.components.code(of: $0) }.sorted()
        }
        #expect(codes(index) == ["A", "C"])
        var bereft = contents.components[1]
        bereft.owner = nil
        let later = try #require(
            index.later(edition: 1, changes: [("B", bereft), ("C", nil)]))
        #expect(codes(later) == ["A", "B"])
    }

    @Test("in 200 random towns exactly those places are found that no rule reaches")
    func random() throws {
        var random = SeededGenerator(seed: 91)
        var reached = 0
        for _ in 0..<200 {
            var contents = contents()
            rule(&contents, &random)
            let found = try unanswered(contents)
            let expected = contents.areas.filter { $0.kind != .district }.filter { area in
                let holds =
                    [area.code, "D\(area.code.dropFirst().prefix(1))"]
                    + (area.kind == .unitGrid && !area.code.hasSuffix("2")
                        ? ["R\(area.code.dropFirst().prefix(1))"] : [])
                return !contents.speaks(for: holds)
            }.map(\.code)
            #expect(found["areas"] == expected.sorted { isUnit($0, before: $1) })
            reached += 12 - expected.count
            let segments = (0..<3).filter {
                !contents.speaks(for: ["S\($0)", "U\($0)2", "D\($0)"])
            }
            #expect(found["segments"] == segments.map { "S\($0)" })
        }
        // Neither everything nor nothing: the towns do ask the question.
        #expect((200..<2200).contains(reached))
    }

    private func isUnit(_ left: String, before right: String) -> Bool {
        (left.hasPrefix("R") ? 1 : 0, left) < (right.hasPrefix("R") ? 1 : 0, right)
    }

    private func rule(_ contents: inout CityContents, _ random: inout SeededGenerator) {
        let place = contents.areas.indices.randomElement(using: &random) ?? 0
        contents.areas[place].organization = ["water", "gone"].randomElement(using: &random)
        for number in 0..<Int.random(in: 0...3, using: &random) {
            let area = contents.areas[contents.areas.indices.randomElement(using: &random) ?? 0]
            var post = Post(
                code: "G\(number)", role: .holder, person: "P",
                targetLayer: area.kind.layer.name, target: area.code)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: post.validTo = Day(year: 2026, month: 2, day: 28)
            case 1: post.categories = [.one(Town.litter)]
            case 2: post.role = .deputy
            case 3:
                post.role = .chief
                (post.targetLayer, post.target) = ("road-chief-segments", "S1")
            default: break
            }
            contents.posts.append(post)
        }
        if Bool.random(using: &random) {
            let area = contents.areas[contents.areas.indices.randomElement(using: &random) ?? 0]
            contents.mandates.append(
                Mandate(
                    code: "M", category: .all, territory: area.code,
                    organization: ["roads", "gone"].randomElement(using: &random) ?? ""))
        }
    }
}

extension CityContents {
    /// Whether an organization, a post or a mandate of the literal town names one of some codes.
    fileprivate func speaks(for codes: [String]) -> Bool {
        let known = organizations.map(\.code)
        return areas.contains { area in
            codes.contains(area.code) && area.organization.map(known.contains) == true
        }
            || posts.contains { post in
                codes.contains(post.target) && post.categories.isEmpty && post.validTo == nil
                    && post.role == (post.target.hasPrefix("S") ? .chief : .holder)
            }
            || mandates.contains { mandate in
                mandate.territory.map(codes.contains) == true
                    && known.contains(mandate.organization)
            }
    }
}
