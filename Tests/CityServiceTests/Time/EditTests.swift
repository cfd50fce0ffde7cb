import City
import CityService
import CityStore
import Foundation
import Geo
import TestSupport
import Testing

@Suite("Single edits")
struct EditTests {
    private func set(
        _ city: CityOnDisk, _ layer: Layer, _ key: String, _ fields: [String: String]
    ) throws -> (report: CheckReport, outcome: Deliveries.ImportOutcome) {
        try city.deliveries.set(
            key, in: layer,
            to: fields.sorted { $0.key < $1.key }.map { .init(field: $0.key, value: $0.value) })
    }

    private func row(_ town: TestCity, _ layer: Layer, _ key: String) throws -> LayerRow? {
        try Register(path: town.path).row(of: layer, key: key)
    }

    @Test("a column that is named changes, an empty one is emptied, all others stay")
    func columns() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let key = "99010101001000001"
        var expected = try #require(try row(town, .components, key))
        let (_, outcome) = try set(
            city, .components, key, ["maintainer": "", "备注": "已核", "state": "完好"])
        guard case .published(let edition) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(edition.changedRows == 1 && edition.newRows == 0)
        for (column, text) in [("maintainer", nil), ("note", "已核"), ("state", "完好")] {
            let place = try #require(Layer.components.fields.firstIndex { $0.column == column })
            expected.values[place] = text
        }
        #expect(try row(town, .components, key) == expected)
        #expect(try set(city, .components, key, ["state": "完好"]).outcome == .unchanged)
        _ = try set(city, .components, key, ["lon": "120.0006", "lat": "30.0005"])
        expected.shape = try .points([
            .init(longitudeDegrees: 120.0006, latitudeDegrees: 30.0005)
        ])
        #expect(try row(town, .components, key) == expected)
    }

    @Test("an unknown code is a new row if all that it needs is there, and a finding if not")
    func new() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let before = try city.editions().count
        let lacking = try set(city, .places, "公厕/7", ["lon": "120.0012", "lat": "30.0012"])
        #expect(lacking.outcome == .refused)
        #expect(lacking.report.result.findings.map(\.rule) == [.fieldMissing])
        let homeless = try set(city, .places, "公厕/7", ["name": "七号公厕"])
        #expect(homeless.report.result.findings.map(\.rule) == [.geometryMissing])
        #expect(try city.editions().count == before)
        #expect(try city.deliveries.waiting().isEmpty)
        let (_, outcome) = try set(
            city, .places, "公厕/7", ["name": "七号公厕", "lon": "120.0012", "lat": "30.0012"])
        guard case .published(let edition) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(edition.newRows == 1)
        #expect(try row(town, .places, "公厕/7")?.values[2] == "七号公厕")
    }

    @Test("a key of several columns is taken apart where they meet, also at a category's stroke")
    func keys() throws {
        let town = try TestCity.sample()
        let city = try town.city
        for (layer, key, fields) in [
            (Layer.timeLimits, "matter/06013/夜间", ["limit_value": "2", "limit_unit": "小时"]),
            (.timeLimits, "*/", ["limit_value": "3", "limit_unit": "天"]),
            (.precedence, "person/matter/06013", ["rules": "segment"]),
        ] {
            let (report, outcome) = try set(city, layer, key, fields)
            guard case .published = outcome else {
                Issue.record("\(key): \(report.lines(file: "set"))")
                continue
            }
            #expect(try row(town, layer, key) != nil)
            #expect(try set(city, layer, key, fields).outcome == .unchanged)
        }
    }

    @Test("a field that is no column, a key that changes and half a place are refused")
    func refusals() throws {
        let town = try TestCity.sample()
        let city = try town.city
        #expect(throws: HeaderError.noSuchColumn("colour", layer: .organizations)) {
            try set(city, .organizations, "SW", ["colour": "red"])
        }
        #expect(throws: CityServiceError.keySet("SW")) {
            try set(city, .organizations, "SW", ["code": "SW2"])
        }
        #expect(throws: CityServiceError.notACoordinate("120.1,")) {
            try set(city, .components, "99010101001000001", ["lon": "120.1"])
        }
        let (report, outcome) = try set(city, .organizations, "SW", ["parent": "NOBODY"])
        #expect(outcome == .refused)
        #expect(report.result.findings.map(\.rule) == [.organizationUnknown])
    }

    @Test("posts that are handed over end and begin, and whoever holds them answers on each day")
    func handOver() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let first = try Day("2026-03-01")
        let before = try #require(try city.editions().last?.number)
        let (_, outcome) = try city.deliveries.handOver(from: "RY-04", to: "RY-03", on: first)
        guard case .published(let edition) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        let rows = try city.differences(from: before, to: edition.number).rows
        // GW-05 was over long ago.
        #expect(rows.map(\.key) == ["GW-06", "GW-06.2"])
        #expect(rows.map(\.change) == [.changed, .new])
        #expect(rows.map(\.columns) == [["valid_to"], []])
        for (day, person) in [("2026-02-28", "RY-04"), ("2026-03-01", "RY-03")] {
            let posts = try Register(path: town.path).rows(of: .posts)
            let held = posts.filter {
                $0.values[0]?.hasPrefix("GW-06") == true && ($0.values[9] ?? "") <= day
                    && day <= ($0.values[10] ?? "9999")
            }
            #expect(held.map { $0.values[4] } == [person])
        }
        _ = try city.deliveries.handOver(from: "RY-03", to: "RY-01", on: try Day("2026-04-01"))
        let codes = try Register(path: town.path).rows(of: .posts).compactMap { $0.values[0] }
        #expect(codes.contains("GW-06.3") && codes.contains("GW-04.2"))
        // One that has not begun is only given another holder.
        _ = try city.deliveries.handOver(from: "RY-01", to: "RY-02", on: first)
        let post = try #require(try row(town, .posts, "GW-06.3"))
        #expect(post.values[4] == "RY-02" && post.values[9] == "2026-04-01")
        #expect(try city.faults().isEmpty)
    }

    @Test("nobody hands over nothing, or to somebody who is not registered, whose name is not told")
    func handOverRefusals() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let day = try Day("2026-03-01")
        #expect(throws: CityServiceError.unknownPerson(isFirst: false)) {
            try city.deliveries.handOver(from: "RY-04", to: "样例甲", on: day)
        }
        #expect(throws: CityServiceError.unknownPerson(isFirst: true)) {
            try city.deliveries.handOver(from: "样例甲", to: "RY-04", on: day)
        }
        #expect(throws: CityServiceError.noPosts(from: day)) {
            try city.deliveries.handOver(from: "RY-05", to: "RY-04", on: day)
        }
        #expect(!"\(CityServiceError.unknownPerson(isFirst: true))".contains("样例"))
    }
}
