import City
import Foundation
import Geo
import TestSupport
import Testing

@Suite("Verdicts")
struct VerdictTests {
    private func answer(
        _ contents: CityContents, _ column: Double, _ row: Double, _ category: CategoryKey? = nil
    ) throws -> VerdictReport {
        let day = try #require(Town.day)
        let index = CityIndex(contents, on: day)
        return index.report(
            index.verdict(
                for: Question(place: Town.place(column, row), category: category, day: day)))
    }

    @Test("without any finer rule the district's organization must act")
    func territory() throws {
        let report = try answer(Town.contents(), 0.5, 0.5, Town.litter)
        #expect(report.organization?.code == "west")
        #expect(report.organization?.status == "certain")
        #expect(report.basis.filter { $0.result == "decided" }.map(\.rule) == ["territory"])
    }

    @Test(
        "a place exactly on a shared border belongs to the lower code, whatever the order of rows")
    func border() throws {
        var contents = Town.contents()
        #expect(try answer(contents, 1, 0.5).place.district?.code == "E")
        contents.areas.reverse()
        #expect(try answer(contents, 1, 0.5).place.district?.code == "E")
    }

    @Test("outside the city nobody is named, and the nearest district with its distance is")
    func outside() throws {
        let report = try answer(Town.contents(), 2.5, 0.5)
        #expect(report.place.coverage == "outside")
        #expect(report.organization == nil)
        #expect(report.place.nearestDistrict?.code == "E")
        // Half a block of 0.001° at 30° N on the ellipsoid: 48.24 m.
        #expect(abs((report.place.nearestDistrict?.distanceInMetres ?? 0) - 48.24) < 0.02)
    }

    @Test("where no organization is named at all the city itself is")
    func city() throws {
        var contents = Town.contents()
        contents.areas[0].organization = nil
        #expect(try answer(contents, 0.5, 0.5).organization?.code == "town")
    }

    @Test("a matter about covers finds the cover, and its record decides before a mandate")
    func component() throws {
        var contents = Town.contents()
        contents.components = [
            Component(
                code: "C1", category: Town.cover, owner: "water", shape: Town.point(0.5, 0.5))
        ]
        contents.mandates = [
            Mandate(code: "M", category: .group("manhole"), organization: "roads")
        ]
        let near = try answer(contents, 0.51, 0.5, Town.coverMatter)
        #expect(near.component?.code == "C1")
        #expect(near.organization?.code == "water")
        #expect(near.organization?.competent?.code == "roads")
        #expect(!near.unregistered)
        let far = try answer(contents, 0.9, 0.5, Town.coverMatter)
        #expect(far.component == nil)
        #expect(far.unregistered)
        #expect(far.organization?.code == "roads")
        #expect(far.organization?.status == "likely")
    }

    @Test("two components equally near are one outcome if they agree, and contested if not")
    func ties() throws {
        var contents = Town.contents()
        contents.components = [
            Component(
                code: "C1", category: Town.cover, owner: "water", shape: Town.point(0.4, 0.5)),
            Component(
                code: "C2", category: Town.cover, owner: "water", shape: Town.point(0.6, 0.5)),
        ]
        #expect(try answer(contents, 0.5, 0.5, Town.cover).organization?.status == "certain")
        contents.components[1].owner = "roads"
        let contested = try answer(contents, 0.5, 0.5, Town.cover)
        #expect(contested.organization?.status == "contested")
        #expect(contested.candidates.map(\.organization.code) == ["water", "roads"])
        #expect(contested.candidates.map(\.share) == [0.5, 0.5])
        #expect(contested.candidates.map(\.through) == [["C1"], ["C2"]])
        #expect(contested.candidates[0].question == "Is C1 meant? Then WATER.")
        #expect(contested.candidates[0].questionInChinese == "是否指C1？若是，由WATER负责。")
    }

    @Test("the order of rules is data: a city may ask the segment before the component")
    func precedence() throws {
        var contents = Town.contents()
        contents.components = [
            Component(code: "C1", category: Town.cover, owner: "water", shape: Town.point(0.5, 0.5))
        ]
        contents.segments = [
            RoadChiefSegment(
                code: "S", organization: "roads",
                lines: [try #require(Line([Town.place(0, 0.5), Town.place(1, 0.5)]))])
        ]
        #expect(try answer(contents, 0.5, 0.5, Town.cover).organization?.code == "water")
        contents.precedences = [
            Precedence(
                chain: .organization, category: .one(Town.cover), rules: [.segment, .component])
        ]
        #expect(try answer(contents, 0.5, 0.5, Town.cover).organization?.code == "roads")
        #expect(try answer(contents, 0.5, 0.5, Town.coverMatter).organization?.code == "roads")
    }

    @Test("of mandates the narrower territory counts, then the narrower category")
    func mandates() throws {
        var contents = Town.contents()
        contents.mandates = [
            Mandate(code: "1", category: .all, organization: "clean"),
            Mandate(code: "2", category: .one(Town.litter), organization: "roads"),
            Mandate(code: "3", category: .all, territory: "W", organization: "water"),
        ]
        #expect(try answer(contents, 1.5, 0.5, Town.litter).organization?.code == "roads")
        #expect(try answer(contents, 1.5, 0.5).organization?.code == "clean")
        #expect(try answer(contents, 0.5, 0.5, Town.litter).organization?.code == "water")
    }

    @Test("a post counts on the days of its term only")
    func terms() throws {
        var contents = Town.contents()
        let march = try #require(Day(year: 2026, month: 3, day: 1))
        contents.posts = [
            Post(
                code: "P1", role: .holder, person: "before", targetLayer: "districts", target: "W",
                validTo: Day(year: 2026, month: 2, day: 28)),
            Post(
                code: "P2", role: .holder, person: "now", targetLayer: "districts", target: "W",
                validFrom: march),
        ]
        let index = CityIndex(contents, on: march)
        func holder(_ day: Day) -> String? {
            index.report(index.verdict(for: Question(place: Town.place(0.5, 0.5), day: day)))
                .person?.contact
        }
        #expect(holder(march) == "now")
        #expect(holder(try #require(Day(year: 2026, month: 2, day: 28))) == "before")
    }

    @Test("two holders of one rank are contested")
    func twoHolders() throws {
        var contents = Town.contents()
        contents.posts = ["a", "b"].map {
            Post(
                code: $0, role: .holder, rank: 1, person: $0, targetLayer: "districts", target: "W")
        }
        #expect(try answer(contents, 0.5, 0.5).person?.status == "contested")
    }

    @Test("an area that is administered by another one follows that one's organization")
    func administeredBy() throws {
        var contents = Town.contents()
        contents.areas.append(
            Area(
                kind: .subdistrict, code: "zone", administeredBy: "W",
                polygons: Town.square(1, 0, 2, 1)))
        let report = try answer(contents, 1.5, 0.5)
        #expect(report.place.district?.code == "E")
        #expect(report.organization?.code == "west")
    }

    @Test("in the national scheme the prefix of a code names the parent")
    func prefixes() throws {
        let contents = CityContents(
            settings: CitySettings(name: "市", code: "210100", scheme: .national),
            areas: [
                Area(
                    kind: .district, code: "210102", organization: "office",
                    polygons: Town.square(5, 5, 6, 6)),
                Area(kind: .unitGrid, code: "210102001003017", polygons: Town.square(0, 0, 1, 1)),
            ], organizations: [Organization(code: "office", name: "Office")])
        let report = try answer(contents, 0.5, 0.5)
        #expect(report.place.coverage == "grid")
        #expect(report.place.district?.code == "210102")
        #expect(report.organization?.code == "office")
    }

    @Test("areas and segments count within their lifetime only")
    func lifetimes() throws {
        var contents = Town.contents()
        contents.areas[0].end = Day(year: 2026, month: 3, day: 1)
        #expect(try answer(contents, 0.5, 0.5).place.coverage == "outside")
        contents.areas[0].end = Day(year: 2026, month: 3, day: 2)
        #expect(try answer(contents, 0.5, 0.5).place.coverage == "grid")
    }

    @Test("a mandate of whoever administers a place applies there, whatever lies on the ground")
    func administrator() throws {
        var contents = Town.contents()
        contents.areas.append(
            Area(
                kind: .subdistrict, code: "S", administeredBy: "E",
                polygons: Town.square(0.2, 0.2, 0.8, 0.8)))
        contents.mandates = [
            Mandate(code: "M", category: .one(Town.litter), territory: "E", organization: "clean")
        ]
        #expect(try answer(contents, 0.5, 0.5, Town.litter).organization?.code == "clean")
        #expect(try answer(contents, 0.1, 0.1, Town.litter).organization?.code == "west")
    }

    @Test("the margin is the distance at which the answer changes")
    func margin() throws {
        var contents = Town.contents()
        contents.components = [
            Component(
                code: "C1", category: Town.cover, owner: "water", shape: Town.point(0.2, 0.5)),
            Component(
                code: "C2", category: Town.cover, owner: "roads", shape: Town.point(0.5, 0.8)),
        ]
        let day = try #require(Town.day)
        let index = CityIndex(contents, on: day)
        var random = SeededGenerator(seed: 11)
        for category in [Town.litter, Town.cover] {
            for _ in 0..<40 {
                let place = Town.place(
                    .random(in: 0.02...1.98, using: &random),
                    .random(in: 0.02...0.98, using: &random))
                var question = Question(place: place, category: category, day: day)
                question.wantsMargin = true
                let verdict = index.verdict(for: question)
                guard let margin = verdict.marginInMetres else { continue }
                // Nothing differs well within the margin, and something does just beyond it.
                let inside = others(index, question, within: margin - 0.3)
                #expect(inside == 0, "\(place) \(category) \(margin)")
                let beyond = others(index, question, within: margin + 3)
                #expect(beyond > 0, "\(place) \(category) \(margin)")
            }
        }
    }

    /// How many of the places on rings around a question have another acting organization.
    private func others(_ index: CityIndex, _ question: Question, within metres: Double) -> Int {
        guard metres > 0 else { return 0 }
        let acting = index.verdict(for: question).organization?.acting
        let metric = Metric(at: question.place)
        var count = 0
        for ring in 1...6 {
            for step in 0..<120 {
                let angle = Double(step) / 60 * .pi
                let reach = metres * Double(ring) / 6
                var other = question
                other.wantsMargin = false
                other.place = Coordinate(
                    longitude: question.place.longitude
                        + Int32(reach * cos(angle) / metric.metresPerLongitudeUnit),
                    latitude: question.place.latitude
                        + Int32(reach * cos(angle - .pi / 2) / metric.metresPerLatitudeUnit))
                let found = index.verdict(for: other).organization?.acting
                if found != acting { count += 1 }
            }
        }
        return count
    }
}
