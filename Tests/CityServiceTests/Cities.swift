import City
import CityFiles
import CityService
import Foundation
import TestSupport

/// A city in a folder of its own, made by the ordinary import.
struct TestCity {
    let folder: TemporaryFolder
    var path: String { folder.path("city.db") }

    init(code: String = "990100", scheme: CodeScheme = .national) throws {
        folder = try TemporaryFolder()
        try CityOnDisk.create(
            path: folder.path("city.db"),
            settings: CitySettings(name: "样例市", code: code, scheme: scheme))
    }

    var city: CityOnDisk { get throws { try CityOnDisk(path: path) } }

    /// The layers of the sample town in the order in which they can be delivered.
    static let layers = [
        "organizations", "people", "districts", "subdistricts", "communities", "unit-grids",
        "management-grids", "responsibility-grids", "evaluation-grids", "road-chief-segments",
        "components", "places", "posts", "duties", "mandates", "partitions", "rulings",
        "precedence", "channels", "time-limits", "calendar", "cases",
    ]

    /// The sample town of `gisdata/sample`.
    static func sample() throws -> TestCity {
        let town = try TestCity()
        let deliveries = try town.city.deliveries
        for catalogue in ["components", "matters"] {
            try town.expectImport(
                deliveries, Repository.path("gisdata/catalogue/\(catalogue)-2026.csv"),
                "categories")
        }
        for layer in layers { try town.expectImport(deliveries, sampleFile(layer), layer) }
        return town
    }

    /// The file of a layer of the sample town.
    static func sampleFile(_ layer: String) -> String {
        // The file `cases.csv` holds questions with their answers.
        let name = layer == "cases" ? "past-cases" : layer
        let base = Repository.path("gisdata/sample/\(name)")
        return FileManager.default.fileExists(atPath: base + ".csv")
            ? base + ".csv" : base + ".geojson"
    }

    /// How the sample town's files are read.
    static var reading: Deliveries.Reading {
        var reading = Deliveries.Reading()
        reading.referenceSystem = "EPSG:4490"
        return reading
    }

    private func expectImport(_ deliveries: Deliveries, _ file: String, _ layer: String) throws {
        let (report, outcome) = try deliveries.importFile(
            file, as: try Deliveries.layer(layer), Self.reading)
        if case .published = outcome { return }
        throw Refused(lines: report.lines(file: file))
    }

    private struct Refused: Error { var lines: [String] }
}
