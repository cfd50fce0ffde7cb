import City
import CityService
import Foundation
import TestSupport
import Testing

@Suite("Every layer")
struct EveryLayerTests {
    private static let later = [
        "duties", "partitions", "rulings", "channels", "time-limits", "calendar", "cases",
    ]

    private func imported(
        _ town: TestCity, _ path: String, _ layer: String
    ) throws -> (report: CheckReport, outcome: Deliveries.ImportOutcome) {
        try town.city.deliveries.importFile(
            path, as: try Deliveries.layer(layer), TestCity.reading)
    }

    @Test("the sample town has rows in every layer, and no check has anything to say about them")
    func clean() throws {
        let town = try TestCity.sample()
        #expect(Set(TestCity.layers + ["categories"]) == Set(Layer.all.map(\.name)))
        let editions = try town.city.editions()
        #expect(Set(editions.map(\.layer)) == Set(Layer.all.map(\.name)))
        #expect(editions.allSatisfy { $0.newRows > 0 && $0.warnings == 0 })
        for layer in TestCity.layers {
            let (report, outcome) = try imported(town, TestCity.sampleFile(layer), layer)
            #expect(outcome == .unchanged && report.result.findings.isEmpty, "\(layer)")
        }
    }

    @Test("a layer goes out and comes back in with zero changes", arguments: later)
    func roundTrip(layer: String) throws {
        let town = try TestCity.sample()
        for ending in ["csv", "geojson", "gpkg", "shp", "fgb"] {
            let described = try Deliveries.layer(layer)
            // These are written with geometries only.
            if ["shp", "fgb"].contains(ending), described.geometry == .none { continue }
            // One of the rulings is about a component.
            if ending == "fgb", described == .rulings { continue }
            let path = town.folder.path("\(layer).\(ending)")
            #expect(try town.city.export.write(described, to: path).rowCount > 0)
            let (report, outcome) = try imported(town, path, layer)
            #expect(outcome == .unchanged, "\(ending): \(report.lines(file: path))")
            #expect(report.result.findings.isEmpty)
        }
    }

    @Test("what a layer said in an earlier edition can be exported", arguments: later)
    func asOf(layer: String) throws {
        let town = try TestCity.sample()
        let described = try Deliveries.layer(layer)
        let before = try #require(try town.city.editions().last?.number)
        #expect(try town.city.export.write(described, to: town.folder.path("now.csv")).rowCount > 0)
        let columns =
            described.fields.map(\.column) + (described.geometry == .none ? [] : ["geometry"])
        let row = try #require(Self.oneMoreRow(layer))
        let file = try town.folder.write(
            "\(columns.joined(separator: ","))\n\(row)\n", to: "more.csv")
        let (report, outcome) = try imported(town, file, layer)
        guard case .published = outcome else {
            Issue.record("\(report.lines(file: file))")
            return
        }
        var writing = Export.Writing()
        writing.edition = before
        _ = try town.city.export.write(described, to: town.folder.path("then.csv"), writing)
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: town.folder.path(name), encoding: .utf8)
        }
        #expect(try text("then.csv") == text("now.csv"))
        #expect(try town.city.faults().isEmpty)
    }

    /// A row that the sample town does not have, in the order of the layer's columns.
    private static func oneMoreRow(_ layer: String) -> String? {
        let square =
            "\"POLYGON ((120.005 30.0,120.006 30.0,120.006 30.001,120.005 30.001,120.005 30.0))\""
        return switch layer {
        case "duties": "ZB-77,shift,GW-06,,,,,6-7,08:00-12:00,"
        case "partitions": "BQ-77,,matter/06017,HW,,,,,\(square)"
        case "rulings": "QR-77,,,HW,,,,,\(square)"
        case "channels": "SMS,短信,gcj02,68%,,,"
        case "time-limits": "matter/06012,,1,天,,"
        case "calendar": "2026-05-01,节假日,,劳动节"
        case "cases": "AJ-77,matter/06012,2026-03-01 08:00,,,,,,POINT (120.0005 30.0005)"
        default: nil
        }
    }

    @Test("a city's published table of limits comes in with the catalogue that it numbers by")
    func publishedLimits() throws {
        let town = try TestCity.sample()
        _ = try imported(
            town, Repository.path("gisdata/catalogue/components-legacy.csv"), "categories")
        let file = Repository.path("gisdata/catalogue/time-limits-sample.csv")
        let name = try town.city.deliveries.stage(file, as: .timeLimits).delivery
        let result = try town.city.deliveries.check(name).result
        // One of the thirty classes is the city's own.
        #expect(Set(result.findings.map(\.rule)) == [.categoryUnknown])
        #expect(Set(result.findings.map(\.group)).count == 1)
        let published = try town.city.deliveries.publish(name, withoutRejected: true)
        #expect(published.edition?.newRows == 119 - result.rejectedRows)
    }

    @Test("a duty names people by their codes and leaves no name where codes go")
    func people() throws {
        let town = try TestCity.sample()
        let file = try town.folder.write(
            "code,kind,person,deputy\nZB-90,shift,样例甲 000-0001,\nZB-91,leave,RY-01,样例乙\n",
            to: "d.csv")
        let (report, outcome) = try imported(town, file, "duties")
        #expect(outcome == .refused)
        #expect(report.result.findings.map(\.rule) == [.referenceMissing, .referenceMissing])
        let said = report.lines(file: "d.csv").joined() + (try report.text(.json))
        #expect(!said.contains("样例") && !said.contains("000-0001"))
    }
}
