import Foundation
import Geo
import TestSupport
import Testing

@testable import City

@Suite("A packed city")
struct PackedCityTests {
    /// A town with every kind of rule, and components of every shape.
    private func contents() throws -> CityContents {
        var contents = Town.contents()
        contents.segments = [
            RoadChiefSegment(
                code: "S1", name: "东街", roadLevel: "市管", halfWidth: 12, organization: "roads",
                lines: [try #require(Line([Town.place(0, 0.5), Town.place(2, 0.5)]))])
        ]
        contents.components = (0..<300).map { number in
            let (x, y) = (Double(number % 20) / 10.3, Double(number / 20) / 16.1)
            var component = Component(
                code: "C\(number * 7919 % 1000)-\(number)", category: Town.cover,
                owner: ["water", "roads", nil][number % 3],
                responsiblePerson: number.isMultiple(of: 5) ? "P\(number)" : nil,
                device: number.isMultiple(of: 9) ? "D\(number)" : nil, shape: Town.point(x, y))
            if number.isMultiple(of: 10) { component.jointOrganizations = ["clean", "water"] }
            if number.isMultiple(of: 37) {
                component.shape = .points([Town.place(x, y), Town.place(x + 0.01, y)])
            }
            return component
        }
        contents.components.append(
            Component(
                code: "BED", category: CategoryKey(kind: .component, code: "04001"),
                owner: "clean", shape: .area(Town.square(0.2, 0.2, 0.4, 0.4))))
        contents.mandates = [
            Mandate(code: "M1", category: .group("manhole"), organization: "roads"),
            Mandate(
                code: "M2", category: .one(Town.litter), territory: "E", roadLevel: "市管",
                organization: "clean"),
        ]
        contents.posts = [
            Post(
                code: "G1", role: .chief, title: "路长", rank: 1, person: "P-1",
                targetLayer: "road-chief-segments", target: "S1"),
            Post(
                code: "G2", role: .holder, person: "P-2", targetLayer: "districts", target: "W",
                categories: [.group("manhole")]),
        ]
        return contents
    }

    private func questions(_ day: Day) -> [Question] {
        var random = SeededGenerator(seed: 77)
        let categories = [
            nil, Town.cover, Town.coverMatter, Town.litter,
            CategoryKey(kind: .component, code: "04001"),
        ]
        return (0..<500).map { number in
            Question(
                place: Town.place(
                    .random(in: -0.2...2.2, using: &random), .random(in: -0.2...1.2, using: &random)
                ),
                category: categories[number % categories.count], day: day, wantsMargin: true)
        }
    }

    private func reports(_ index: CityIndex, _ day: Day) -> [VerdictReport] {
        questions(day).map { index.report(index.verdict(for: $0)) }
    }

    @Test("an index taken from its bytes gives the same reports")
    func bytes() throws {
        let day = try #require(Town.day)
        let index = CityIndex(try contents(), on: day)
        var bytes: [UInt8] = []
        var writer = PackedWriter { bytes += $0 }
        try index.write(to: &writer)
        var reader = PackedReader(PackedBytes(count: bytes.count) { $0.copyBytes(from: bytes) })
        let copy = try CityIndex(from: &reader)
        #expect(reports(copy, day) == reports(index, day))
        #expect(copy.component(codeOrDevice: "D9") == index.component(codeOrDevice: "D9"))
        #expect(copy.days == index.days)
    }

    @Test("components that changed since lie on top as if the city had been packed anew")
    func changes() throws {
        let day = try #require(Town.day)
        var contents = try contents()
        let before = CityIndex(contents, on: day)
        var moved = contents.components[4]
        moved.shape = Town.point(1.71, 0.33)
        moved.device = "NEW"
        var reowned = contents.components[5]
        reowned.owner = "clean"
        let gone = contents.components[6].code
        let added = Component(
            code: "ADDED", category: Town.cover, maintainer: "clean", jointOrganizations: ["roads"],
            responsiblePerson: "P-NEW", shape: Town.point(1.2, 0.9))
        contents.components[4] = moved
        contents.components[5] = reowned
        contents.components.remove(at: 6)
        contents.components.append(added)
        contents.edition = 1
        let anew = CityIndex(contents, on: day)
        let onTop = try #require(
            before.later(
                edition: 1,
                changes: [
                    (moved.code, moved), (reowned.code, reowned), (gone, nil),
                    (added.code, added),
                ]))
        #expect(reports(onTop, day) == reports(anew, day))
        #expect(onTop.componentCount == anew.componentCount)
        #expect(onTop.component(codeOrDevice: gone) == nil)
        #expect(onTop.component(codeOrDevice: "NEW") == onTop.component(codeOrDevice: moved.code))
        // One after the other is the same as all at once.
        let twice = before.later(edition: 1, changes: [(moved.code, moved), (gone, nil)])?
            .later(edition: 1, changes: [(added.code, added), (reowned.code, reowned)])
        #expect(try reports(#require(twice), day) == reports(anew, day))
    }

    @Test("a component of a category that the packed catalogue lacks asks for packing anew")
    func unknownCategory() throws {
        let day = try #require(Town.day)
        let index = CityIndex(try contents(), on: day)
        let strange = Component(
            code: "X", category: CategoryKey(kind: .component, code: "99999"),
            shape: Town.point(1, 1))
        #expect(index.later(edition: 1, changes: [("X", strange)]) == nil)
    }

    @Test("a batch answers each question as it is answered alone")
    func batch() throws {
        let day = try #require(Town.day)
        let index = CityIndex(try contents(), on: day)
        let queries = questions(day).map(index.query)
        var answered: Set<Int> = []
        index.forEachVerdict(on: queries) { number, verdict in
            answered.insert(number)
            #expect(verdict == index.verdict(for: queries[number]))
        }
        #expect(answered.count == queries.count)
    }

    @Test("a report is written as the bytes that encoding it gives")
    func json() throws {
        let day = try #require(Town.day)
        let index = CityIndex(try contents(), on: day)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for var report in reports(index, day).prefix(200) {
            report.place.city.name = "\"quoted\\\" \u{8}\u{C}\n\r\t\u{1}\u{1F} 城/市 🌆"
            #expect(try Data(report.json()) == encoder.encode(report))
        }
    }

    @Test("codes of digits keep their text and the order of their bytes")
    func codes() {
        let codes = ["1", "10", "2", "0010", "00100", "12345678901234567", "1234567890123456"]
        let keys = codes.map { CodeColumn.key($0) }
        #expect(!keys.contains(nil))
        let sorted = codes.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect(
            codes.sorted { (CodeColumn.key($0) ?? 0) < (CodeColumn.key($1) ?? 0) } == sorted)
        var collector = CodeCollector()
        for code in codes { collector.append(code) }
        let column = collector.column(in: Array(0..<Int32(codes.count)))
        #expect(codes.indices.allSatisfy { column[$0] == codes[$0] })
        #expect(CodeColumn.key("") == nil)
        #expect(CodeColumn.key("12A") == nil)
        #expect(CodeColumn.key("123456789012345678") == nil)
        collector.append("L-17")
        let mixed = collector.column(in: Array(0...Int32(codes.count)))
        #expect(mixed[0] == "1" && mixed[codes.count] == "L-17")
    }

    @Test("the days of an index end where an area begins or ends")
    func days() throws {
        let day = try #require(Town.day)
        var contents = Town.contents()
        #expect(CityIndex(contents, on: day).days.contains(day))
        contents.areas[0].start = Day(year: 2026, month: 2, day: 1)
        contents.areas[1].end = Day(year: 2026, month: 4, day: 1)
        let days = CityIndex(contents, on: day).days
        let inside = try ["2026-02-01", "2026-03-31"].map { try Day($0) }
        let outside = try ["2026-01-31", "2026-04-01"].map { try Day($0) }
        #expect(inside.allSatisfy(days.contains))
        #expect(!outside.contains(where: days.contains))
    }
}
