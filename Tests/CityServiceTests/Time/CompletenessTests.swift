import City
import CityService
import Foundation
import TestSupport
import Testing

@Suite("What a delivery says is complete")
struct CompletenessTests {
    private static let header = "code,category,owner,lon,lat\n"
    private static let one = "99010101001000001,component/01001,SW,120.0005,30.0005\n"

    /// What vanishes if the file is complete so far.
    private func vanished(
        _ town: TestCity, _ areas: [String], _ categories: [String] = [],
        _ rows: String = one
    ) throws -> [String] {
        let file = try town.folder.write(Self.header + rows, to: "\(UUID().uuidString).csv")
        var reading = TestCity.reading
        reading.completeness = .part(areas: areas, categories: categories)
        let name = try town.city.deliveries.stage(file, as: .components, reading).delivery
        return try town.city.deliveries.check(name).result.vanished.map { String($0.dropFirst(6)) }
    }

    @Test("components vanish that lie in the areas, those of a zone with who administers it")
    func areas() throws {
        let town = try TestCity.sample()
        let west = ["01037000001", "01037000002", "04007000001"]
        let east = ["01001000002", "01001000003", "01001000004"]
        #expect(try vanished(town, ["990101"]) == west)
        #expect(try vanished(town, ["990102"]) == east)
        #expect(try vanished(town, ["990101", "990102"]) == west + east)
        // The zone's code begins like the eastern district's.
        #expect(try vanished(town, ["990102900"]) == ["01037000002"])
        #expect(try vanished(town, ["990101001001"]) == ["01037000001", "04007000001"])
        #expect(try vanished(town, ["990101002"]) == [])
    }

    @Test("components vanish that are of the categories, within the areas if some are named")
    func categories() throws {
        let town = try TestCity.sample()
        #expect(try vanished(town, [], ["01037"]) == ["01037000001", "01037000002"])
        #expect(
            try vanished(town, ["990102"], ["component/01001", "01037"])
                == ["01001000002", "01001000003", "01001000004"])
        #expect(try vanished(town, ["990102"], ["01037"]) == [])
    }

    @Test("a component on a border vanishes with the lower code alone; rows elsewhere make none")
    func border() throws {
        let town = try TestCity.sample()
        _ = try town.city.deliveries.set(
            "99010101001000099", in: .components,
            to: [
                .init(field: "category", value: "01001"), .init(field: "lon", value: "120.003"),
                .init(field: "lat", value: "30.0005"),
            ])
        #expect(try vanished(town, ["990101"]).contains("01001000099"))
        #expect(try !vanished(town, ["990102"]).contains("01001000099"))
        let east = "99010101001000002,component/01001,SW,120.0035,30.0005\n"
        #expect(try vanished(town, ["990101002"], [], east) == [])
    }

    @Test("areas vanish by their chain of parents, and a plan that is published so is undone whole")
    func territory() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let file = try town.folder.write(
            """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {
            "theme": "公厕", "number": "1", "name": "一号"},
            "geometry": {"type": "Point", "coordinates": [120.0045, 30.0005]}}]}
            """, to: "places.geojson")
        var reading = TestCity.reading
        reading.completeness = .part(areas: ["990101"], categories: [])
        let before = try #require(try city.editions().last)
        let (_, outcome) = try city.deliveries.importFile(file, as: .places, reading)
        guard case .published(let edition) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(edition.newRows == 1 && edition.vanishedRows == 1)
        #expect(try city.deliveries.mustUndo(edition.number).contentHash == before.contentHash)
        let grids = try city.deliveries.stage(
            TestCity.sampleFile("unit-grids"), as: .unitGrids, reading
        ).delivery
        #expect(try city.deliveries.check(grids).result.vanished.isEmpty)
        let districts = try city.deliveries.stage(
            TestCity.sampleFile("districts"), as: .districts, reading
        ).delivery
        #expect(try city.deliveries.check(districts).result.vanished.isEmpty)
        let some = town.folder.path("some.geojson")
        let text = try String(
            contentsOfFile: TestCity.sampleFile("communities"), encoding: .utf8)
        let kept = text.split(separator: "\n").filter {
            !$0.contains("990101001002") && !$0.contains("990102900001")
                && !$0.contains("990102001001")
        }.joined(separator: "\n")
        try kept.write(toFile: some, atomically: true, encoding: .utf8)
        let communities = try city.deliveries.stage(some, as: .communities, reading).delivery
        #expect(
            try city.deliveries.check(communities).result.vanished
                == ["990101001002", "990102900001"])
    }

    @Test("an area that is not there, and a layer without places or categories, are refused")
    func refusals() throws {
        let town = try TestCity.sample()
        #expect(throws: CityServiceError.unknownArea("990109")) {
            try vanished(town, ["990101", "990109"])
        }
        #expect(throws: CityServiceError.unknownCategory(try CategoryKey("component/99999"))) {
            try vanished(town, [], ["99999"])
        }
        var reading = TestCity.reading
        for (areas, categories, bound) in [
            (["990101"], [String](), "place"), ([], ["01001"], "category"),
        ] {
            reading.completeness = .part(areas: areas, categories: categories)
            #expect(throws: CityServiceError.nothingToBound(layer: "posts", by: bound)) {
                try town.city.deliveries.stage(TestCity.sampleFile("posts"), as: .posts, reading)
            }
        }
    }

    @Test("what is complete is kept as it was said")
    func coding() throws {
        for completeness in [
            Completeness.nothing, .layer, .withdrawn,
            .part(areas: ["990101"], categories: ["component/01001"]),
        ] {
            let data = try JSONEncoder().encode(completeness)
            #expect(try JSONDecoder().decode(Completeness.self, from: data) == completeness)
        }
        #expect(
            Completeness.part(areas: ["a"], categories: ["c"]).sentence?.english
                == "areas a, categories c")
    }
}
