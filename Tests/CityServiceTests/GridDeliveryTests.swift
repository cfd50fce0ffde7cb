import City
import CityService
import Foundation
import TestSupport
import Testing

@Suite("Grids that change")
struct GridDeliveryTests {
    /// A block of the sample town as GeoJSON, `column` and `row` counted from the south-west.
    private func feature(
        _ west: Double, _ south: Double, _ east: Double, _ north: Double, _ properties: String
    ) -> String {
        func at(_ column: Double, _ row: Double) -> String {
            "[\(120 + column / 1000),\(30 + row / 1000)]"
        }
        let ring = [
            at(west, south), at(east, south), at(east, north), at(west, north), at(west, south),
        ].joined(separator: ",")
        return """
            {"type":"Feature","properties":{\(properties)},\
            "geometry":{"type":"Polygon","coordinates":[[\(ring)]]}}
            """
    }

    private func file(_ features: String..., in folder: TemporaryFolder) throws -> String {
        try folder.write(
            """
            {"type":"FeatureCollection","features":[\(features.joined(separator: ","))]}
            """, to: "\(UUID().uuidString).geojson")
    }

    /// The south-western block of the town, split into two halves, its code retired.
    private func split(in town: TestCity) throws -> String {
        try file(
            feature(0, 0, 1, 1, #""code":"990101001001001","end_date":"2025-01-01""#),
            feature(0, 0, 0.4, 1, #""code":"990101001001005","lineage":"990101001001001""#),
            feature(0.4, 0, 1, 1, #""code":"990101001001006","lineage":"990101001001001""#),
            in: town.folder)
    }

    /// Lets the first cover of the town name the unit grid in which it lies.
    private func nameGrid(in town: TestCity) throws {
        let file = try town.folder.write(
            """
            code,category,unit_grid,community
            99010101001000001,component/01001,990101001001001,990101001001

            """, to: "named.csv")
        let (report, _) = try town.city.deliveries.importFile(
            file, as: .components, TestCity.reading)
        #expect(!report.hasErrors)
    }

    @Test("what hangs on a split grid is listed, and its components follow")
    func consequences() throws {
        let town = try TestCity.sample()
        try nameGrid(in: town)
        let deliveries = try town.city.deliveries
        let summary = try deliveries.stage(
            try split(in: town), as: .unitGrids, TestCity.reading)
        let report = try deliveries.check(summary.delivery)
        #expect(report.result.findings.map(\.english) == [])
        let found = try #require(report.consequences)
        #expect(found.retired == ["990101001001001"])
        #expect(found.divided == ["990101001001001"])
        let lines = found.dependents.map { "\($0.rows) \($0.layer) \($0.column)" }
        #expect(lines.contains("1 components unit_grid"))
        #expect(lines.contains("1 management-grids members"))
        #expect(found.componentsToDerive == 1)
        #expect(try report.text(.json).contains("\"componentsToDerive\":1"))

        let before = try #require(try deliveries.rederive(after: summary.delivery))
        try deliveries.discard(before.delivery)
        #expect(try deliveries.publish(summary.delivery).edition != nil)
        let derived = try #require(try deliveries.rederive(after: summary.delivery))
        let (after, edition) = try deliveries.publish(derived.delivery)
        #expect(after.differenceLine == "1 changed")
        #expect(edition != nil)
        #expect(try deliveries.rederive(after: summary.delivery) == nil)
        let out = town.folder.path("out.csv")
        try town.city.export.write(.components, to: out)
        let row = try Table.read(out).first { $0["code"] == "99010101001000001" }
        #expect(row?["unit_grid"] == "990101001001006")
        #expect(row?["community"] == "990101001001")
    }

    @Test("a delivery that affects no area has no consequences")
    func none() throws {
        let town = try TestCity.sample()
        let deliveries = try town.city.deliveries
        let summary = try deliveries.stage(
            TestCity.sampleFile("unit-grids"), as: .unitGrids, TestCity.reading)
        #expect(try deliveries.check(summary.delivery).consequences == nil)
        let other = try deliveries.stage(
            TestCity.sampleFile("organizations"), as: .organizations, TestCity.reading)
        #expect(throws: CityServiceError.notOfUnitGrids(delivery: other.delivery)) {
            try deliveries.rederive(after: other.delivery)
        }
    }

    @Test("a code that a whole delivery left out is retired")
    func retired() throws {
        let town = try TestCity()
        let deliveries = try town.city.deliveries
        func deliver(_ west: Double, _ codes: String..., isWhole: Bool) throws -> [String] {
            var reading = TestCity.reading
            reading.completeness = isWhole ? .layer : .nothing
            let rows = codes.enumerated().map { place, code in
                feature(
                    west + Double(place), 0, west + Double(place) + 1, 1, "\"code\":\"\(code)\"")
            }
            let path = try town.folder.write(
                "{\"type\":\"FeatureCollection\",\"features\":[\(rows.joined(separator: ","))]}",
                to: "\(UUID().uuidString).geojson")
            let (report, _) = try deliveries.importFile(path, as: .managementGrids, reading)
            return report.result.findings.map {
                "\($0.rule.rawValue) \($0.severity.rawValue) \($0.row ?? 0)"
            }
        }
        #expect(try deliver(0, "A", "B", isWhole: true) == [])
        #expect(try deliver(0, "A", isWhole: true) == [])
        #expect(try deliver(3, "B", isWhole: false) == ["code-reused error 1"])
        #expect(try deliver(1, "B", isWhole: false) == ["code-reused warning 1"])
        #expect(try deliver(1, "B", isWhole: false) == [])
    }

    @Test("new grids and components get codes that were never given")
    func proposals() throws {
        let town = try TestCity.sample()
        let deliveries = try town.city.deliveries
        let grids = try file(
            feature(0.5, 0, 1, 0.5, #""name":"d""#), feature(0, 0.5, 0.5, 1, #""name":"a""#),
            feature(0.5, 0.5, 1, 1, #""name":"b""#), feature(0, 0, 0.5, 0.5, #""name":"c""#),
            feature(9, 9, 10, 10, #""name":"far""#), in: town.folder)
        let proposed = try deliveries.proposeCodes(grids, as: .unitGrids, TestCity.reading)
        #expect(
            proposed.codes.map(\.code) == [
                "990101001001008", "990101001001005", "990101001001006", "990101001001007", nil,
            ])
        let out = town.folder.path("coded.geojson")
        try deliveries.write(proposed, to: out)
        #expect(try String(contentsOfFile: out, encoding: .utf8).contains("990101001001008"))
        let things = try town.folder.write(
            """
            code,category,lon,lat
            ,component/01001,120.0003,30.0003
            99010101001000900,component/01001,120.0004,30.0003
            ,component/01001,120.0045,30.0003

            """, to: "things.csv")
        let codes = try deliveries.proposeCodes(things, as: .components, TestCity.reading).codes
        #expect(codes.map(\.row) == [2, 4])
        #expect(codes.map(\.code) == ["99010101001000901", "99010201001000005"])
        #expect(throws: CityServiceError.noCodesFor(layer: "posts")) {
            try deliveries.proposeCodes(things, as: .posts, TestCity.reading)
        }
        #expect(!FileManager.default.fileExists(atPath: town.folder.path("city.staging")))
    }
}
