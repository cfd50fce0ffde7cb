import City
import CityService
import CityStore
import Foundation
import TestSupport
import Testing

@Suite("Differences between editions")
struct DifferenceTests {
    /// What an export says of each row: cells by column.
    private typealias Rows = [String: [String: String]]

    private func exported(_ layer: Layer, _ edition: Int, _ town: TestCity) throws -> Rows {
        var writing = Export.Writing()
        writing.edition = edition
        let path = town.folder.path("\(layer.name)-\(UUID().uuidString).csv")
        try town.city.export.write(layer, to: path, writing)
        let rows = try Table.read(path)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["code"] ?? "", $0) })
    }

    /// A town whose components and organizations were changed at random in some editions.
    private func changedTown(_ editions: Int, _ random: inout SeededGenerator) throws -> TestCity {
        let town = try TestCity.sample()
        for number in 0..<editions {
            var lines = ["code,category,owner,note,lon,lat"]
            for component in 0..<12 where Int.random(in: 0..<3, using: &random) > 0 {
                let owner = ["SW", "DX", ""].randomElement(using: &random) ?? ""
                let note = ["a", "b", ""].randomElement(using: &random) ?? ""
                let east = Int.random(in: 1...3, using: &random)
                lines.append(
                    "990101010010002\(component + 10),component/01001,\(owner),\(note),"
                        + "120.000\(east),30.000\(component % 9)5")
            }
            var reading = TestCity.reading
            reading.completeness = .part(areas: [], categories: ["01001"])
            // Three covers of the town are named by others or stay for every round.
            lines += (1...4).map {
                "9901010100100000\($0),component/01001,SW,,120.0005,30.000\($0)"
            }
            let file = try town.folder.write(
                lines.joined(separator: "\n") + "\n", to: "round-\(number).csv")
            let (report, outcome) = try town.city.deliveries.importFile(
                file, as: .components, reading)
            if outcome == .refused { throw Edits.NotPublished(lines: report.lines(file: file)) }
        }
        return town
    }

    @Test(
        "differences are what two exports differ in, for every pair of editions", arguments: [7, 8])
    func againstExports(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let town = try changedTown(5, &random)
        let last = try #require(try town.city.editions().last?.number)
        for from in (last - 5)...last {
            for to in (last - 5)...last {
                let differences = try town.city.differences(from: from, to: to, in: .components)
                let (old, new) = (
                    try exported(.components, from, town), try exported(.components, to, town)
                )
                let keys = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
                #expect(differences.rows.map(\.key) == keys.sorted())
                for row in differences.rows { try check(row, old[row.key], new[row.key]) }
            }
        }
    }

    private func check(
        _ row: RowDifference, _ old: [String: String]?, _ new: [String: String]?
    ) throws {
        guard let old, let new else {
            #expect(row.change == (old == nil ? .new : .vanished))
            #expect(row.columns.isEmpty && row.movedMetres == nil)
            return
        }
        let columns = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        let isMoved = columns.contains { ["geometry", "WKT", "lon", "lat"].contains($0) }
        #expect(row.columns.contains("geometry") == isMoved)
        let texts = columns.subtracting(["geometry", "WKT", "lon", "lat"])
        #expect(Set(row.columns).subtracting(["geometry"]) == texts)
        let expected: RowChange =
            texts.contains("owner") ? .reowned : isMoved ? .moved : .changed
        #expect(row.change == expected)
        if isMoved {
            let metres = Self.metres(Self.place(old), Self.place(new))
            #expect(abs(try #require(row.movedMetres) - metres) < 0.01 * metres + 0.01)
        }
    }

    private static func place(_ row: [String: String]) -> (Double, Double) {
        let text = row["geometry"] ?? row["WKT"] ?? "\(row["lon"] ?? "") \(row["lat"] ?? "")"
        let numbers = text.split { !"0123456789.".contains($0) }.compactMap { Double($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : (0, 0)
    }

    /// On a sphere, which is near enough for some hundred metres.
    private static func metres(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
        let metresPerDegree = 111_195.0
        return hypot((a.0 - b.0) * cos(a.1 * .pi / 180), a.1 - b.1) * metresPerDegree
    }

    @Test("an export of an earlier edition is, byte for byte, the export that was made then")
    func exportAsOf() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let then = try #require(try city.editions().last?.number)
        func export(_ layer: Layer, _ name: String, _ edition: Int?) throws -> Data {
            var writing = Export.Writing()
            writing.edition = edition
            let path = town.folder.path(name)
            try city.export.write(layer, to: path, writing)
            return FileManager.default.contents(atPath: path) ?? Data()
        }
        var files: [String: Data] = [:]
        for layer in Layer.all {
            files[layer.name] = try export(layer, "\(layer.name)-then.csv", nil)
        }
        for edit in Edits.columns { try Edits.change(edit.layer, in: city) }
        for layer in Layer.all {
            let now = try export(layer, "\(layer.name)-now.csv", nil)
            let asOf = try export(layer, "\(layer.name)-asof.csv", then)
            #expect(now != files[layer.name], "\(layer.name)")
            #expect(asOf == files[layer.name], "\(layer.name)")
        }
    }

    @Test("an edition and its undoing differ in nothing, and people are told by their codes")
    func net() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let before = try #require(try city.editions().last?.number)
        let changed = try Edits.change("people", in: city).number
        let rows = try city.differences(from: before, to: changed).rows
        #expect(rows.map(\.key) == ["RY-01"] && rows.map(\.columns) == [["organization"]])
        #expect(rows.first?.change == .reowned)
        #expect(!(try city.differences(from: 0, to: changed, in: .people)).csv.contains("样例"))
        let undone = try city.deliveries.mustUndo(changed).number
        #expect(try city.differences(from: before, to: undone).rows.isEmpty)
        #expect(throws: CityStoreError.noEdition(undone + 1, current: undone)) {
            try city.differences(from: 0, to: undone + 1)
        }
    }
}
