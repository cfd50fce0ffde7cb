import City
import Foundation
import TestSupport
import Testing

@testable import CityService

@Suite("Grown cities")
struct DemoTests {
    private let folder = Result { try TemporaryFolder() }
    private let gisdata = [Repository.path("gisdata")]

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
        let grown = try GrownCity("shigatse", seed: 1, components: 300, gisdata: gisdata)
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
