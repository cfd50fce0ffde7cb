import City
import CityService
import Geo
import TestSupport
import Testing

@Suite("Deliveries in a wrong reference system")
struct DatumDeliveryTests {
    private let file = Repository.path("gisdata/sample/faults/map-shift.csv")

    @Test("a map's coordinates are refused with one finding that names the shift and its rows")
    func named() throws {
        let town = try TestCity.sample()
        let deliveries = try town.city.deliveries
        let (report, outcome) = try deliveries.importFile(
            file, as: .components, TestCity.reading)
        #expect(outcome == .refused)
        let finding = try #require(report.result.findings.first)
        #expect(report.result.findings.count == 1)
        #expect(finding.rule == .datumSuspected)
        #expect(finding.english.contains("GCJ-02"))
        #expect(finding.english.hasPrefix("7 of 7 rows"))
        #expect(finding.english.contains("--accept-correction"))
    }

    @Test("an accepted correction puts every row where it is, and the edition records it")
    func accepted() throws {
        let town = try TestCity.sample()
        let deliveries = try town.city.deliveries
        var reading = TestCity.reading
        reading.acceptsCorrection = true
        let (report, outcome) = try deliveries.importFile(file, as: .components, reading)
        guard case .published(let edition) = outcome else {
            Issue.record("\(report.lines(file: file))")
            return
        }
        #expect(report.summary.correction == "gcj02")
        #expect(edition.correction == "gcj02")
        #expect(try town.city.editions().last?.correction == "gcj02")
        #expect(report.result.findings.isEmpty)
        // The shift is the same over the town to half a metre, and so is what it leaves.
        #expect(report.moved.map { $0.farthest < 2 } ?? true)
        #expect(report.counts.filter { $0.rows > 0 }.map(\.change) == [.moved])
    }

    @Test("consent without a fault changes nothing")
    func withoutFault() throws {
        let town = try TestCity.sample()
        var reading = TestCity.reading
        reading.acceptsCorrection = true
        let (report, outcome) = try town.city.deliveries.importFile(
            Repository.path("gisdata/sample/components.csv"), as: .components, reading)
        #expect(outcome == .unchanged && report.summary.correction == nil)
    }
}
