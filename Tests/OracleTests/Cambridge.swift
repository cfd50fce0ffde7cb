import City
import CityService
import CityStore
import Foundation
import TestSupport
import Testing

/// The real city of `gisdata/cambridge`, made once for all tests of a run by the ordinary import.
enum Cambridge {
    private static let made = Result { try make() }

    /// Its register.
    static func register() throws -> Register { try Register(path: try made.get().path("c.db")) }

    /// Its current edition.
    static func index() throws -> CityIndex {
        let day = Day(year: 2026, month: 3, day: 1)
        return CityIndex(try register().contents(), on: try #require(day))
    }

    private static func make() throws -> TemporaryFolder {
        let folder = try TemporaryFolder.ofRun()
        try CityOnDisk.create(
            path: folder.path("c.db"),
            settings: CitySettings(name: "Cambridge", code: "cambridge", scheme: .free))
        let deliveries = try CityOnDisk(path: folder.path("c.db")).deliveries
        var reading = Deliveries.Reading()
        reading.referenceSystem = "EPSG:4326"
        for (layer, file) in files {
            let (report, _) = try deliveries.importFile(
                Repository.path("gisdata/\(file)"), as: try Deliveries.layer(layer), reading)
            if report.hasErrors { throw Refused(lines: report.lines(file: file)) }
        }
        return folder
    }

    private static let files = [
        ("categories", "catalogue/components-2026.csv"),
        ("organizations", "cambridge/organizations.csv"),
        ("districts", "cambridge/districts.geojson"),
        ("subdistricts", "cambridge/subdistricts.geojson"),
        ("unit-grids", "cambridge/unit-grids.geojson"),
        ("responsibility-grids", "cambridge/responsibility-grids.geojson"),
        ("road-chief-segments", "cambridge/road-chief-segments.geojson"),
        ("components", "cambridge/components.csv"),
    ]

    private struct Refused: Error { var lines: [String] }
}
