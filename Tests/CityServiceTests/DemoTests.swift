import City
import Foundation
import TestSupport
import Testing

@testable import CityService
@testable import DemoCity

@Suite("Grown cities")
struct DemoTests {
    private let folder = Result { try TemporaryFolder() }
    private let gisdata = [Repository.path("gisdata")]

    /// A village on the outline of one district of Shigatse.
    private let village = Preset(
        name: "shigatse", cityName: "日喀则市", code: "540200", squareKilometres: 2,
        districts: ["540228"], subdistricts: 1, communities: 3, unitGrids: 80,
        responsibilityGrids: 4, segments: 8, cityOrganizations: 27, districtOrganizations: 15,
        components: 300, coverShare: 0.4, centres: [(89.262, 29.108, 1)])

    @Test("a city that does not exist is refused with the names of those that do")
    func unknown() {
        #expect(throws: CityServiceError.unknownDemoCity("atlantis", known: GrownCity.names)) {
            try GrownCity("atlantis", seed: 1, components: nil, gisdata: gisdata)
        }
    }

    @Test("without the published data it is said where they were looked for")
    func missing() {
        #expect(
            throws: CityServiceError.noPublishedData(city: "kaifeng", folders: ["/nowhere"])
        ) {
            try GrownCity("kaifeng", seed: 1, components: nil, gisdata: ["/nowhere"])
        }
    }

    @Test("a grown city passes the ordinary check, and nothing is left beside it")
    func create() throws {
        let folder = try folder.get()
        let path = folder.path("city.db")
        let grown = try GrownCity(village, seed: 1, components: 300, gisdata: gisdata)
        let editions = try grown.create(path: path) { _, _, _ in }
        #expect(editions.count == 14)
        #expect(editions.allSatisfy { $0.rejectedRows == 0 && $0.warnings == 0 })
        #expect(try CityOnDisk(path: path).faults().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["city.db"])
        #expect(throws: CityServiceError.fileExists(path)) {
            try grown.create(path: path) { _, _, _ in }
        }
    }
}
