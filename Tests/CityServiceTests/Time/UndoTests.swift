import City
import CityService
import CityStore
import Foundation
import TestSupport
import Testing

@Suite("Undoing")
struct UndoTests {
    @Test("the first edition of every layer is undone and done again, and hashes agree")
    func everyLayerNew() throws {
        let town = try TestCity()
        let city = try town.city
        var hash: String?
        func deliver(_ file: String, _ layer: String) throws -> Edition {
            let (report, outcome) = try city.deliveries.importFile(
                file, as: try Deliveries.layer(layer), TestCity.reading)
            guard case .published(let edition) = outcome else {
                throw Edits.NotPublished(lines: report.lines(file: file))
            }
            return edition
        }
        let catalogues = ["components", "matters"].map {
            (Repository.path("gisdata/catalogue/\($0)-2026.csv"), "categories")
        }
        for (file, layer) in catalogues + TestCity.layers.map({ (TestCity.sampleFile($0), $0) }) {
            let edition = try deliver(file, layer)
            let undone = try city.deliveries.mustUndo(edition.number)
            #expect(undone.vanishedRows == edition.newRows)
            if let hash { #expect(undone.contentHash == hash, "\(layer)") }
            let again = try city.deliveries.mustUndo(undone.number)
            #expect(again.contentHash == edition.contentHash, "\(layer)")
            #expect(again.newRows == edition.newRows)
            // The names of people did not come back.
            if layer == "people" {
                #expect(again.warnings == again.newRows)
                #expect(try deliver(file, layer).changedRows == again.newRows)
            }
            hash = edition.contentHash
        }
        #expect(try city.faults().isEmpty)
        let plain = try TestCity.sample()
        let last = try plain.city.editions().last
        #expect(try city.editions().last?.contentHash == last?.contentHash)
    }

    @Test("a change in every layer is undone to the hash before, and done again")
    func everyLayerChanged() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let before = try #require(try city.editions().last?.contentHash)
        for edit in Edits.columns {
            let changed = try Edits.change(edit.layer, in: city)
            #expect(changed.contentHash != before, "\(edit.layer)")
            let undone = try city.deliveries.mustUndo(changed.number)
            #expect(undone.contentHash == before, "\(edit.layer)")
            // What became of the names of people between editions cannot be told.
            if edit.layer == "people" { continue }
            let again = try city.deliveries.mustUndo(undone.number)
            #expect(again.contentHash == changed.contentHash, "\(edit.layer)")
            #expect(try city.deliveries.mustUndo(changed.number).contentHash == before)
        }
        #expect(try city.faults().isEmpty)
    }

    @Test(
        "what vanished with a whole layer is back to the last byte, in whatever order it was undone"
    )
    func vanished() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let before = try #require(try city.editions().last)
        var reading = TestCity.reading
        reading.completeness = .layer
        for (layer, header, row) in [
            ("places", "theme,number,name,lon,lat", "易涝点,1,桥下,120.0012,30.0012"),
            ("time-limits", "category,limit_value,limit_unit", "matter/01001,1.5,小时"),
        ] {
            let file = try town.folder.write("\(header)\n\(row)\n", to: "\(layer).csv")
            let (report, outcome) = try city.deliveries.importFile(
                file, as: try Deliveries.layer(layer), reading)
            guard case .published = outcome else {
                Issue.record("\(report.lines(file: file))")
                return
            }
        }
        _ = try city.deliveries.mustUndo(before.number + 1)
        let undone = try city.deliveries.mustUndo(before.number + 2)
        #expect(undone.contentHash == before.contentHash)
        #expect(try city.faults().isEmpty)
    }

    @Test("an edition is not undone when a later one changed one of its rows, which is named")
    func changedSince() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let first = try Edits.change("organizations", in: city)
        let key = try Edits.firstKey("organizations", in: city)
        _ = try city.deliveries.set(
            key, in: .organizations, to: [.init(field: "short_name", value: "短")])
        let later = try #require(try city.editions().last?.number)
        let expected = CityStoreError.changedSince(
            edition: first.number, later: later, layer: "organizations", key: key)
        #expect(throws: expected) { try city.deliveries.undo(first.number) }
        #expect("\(expected)".contains("edition \(later)") && "\(expected)".contains(key))
        #expect(try city.editions().last?.number == later)
        // A row beside it does not matter.
        _ = try city.deliveries.mustUndo(later)
        _ = try city.deliveries.mustUndo(first.number)
    }

    @Test("an edition is not undone while rows name what it added, in other layers or its own")
    func stillNamed() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let deliveries = city.deliveries
        func set(_ layer: Layer, _ key: String, _ column: String, _ value: String) throws -> Int {
            let (report, outcome) = try deliveries.set(
                key, in: layer, to: [.init(field: column, value: value)])
            guard case .published(let edition) = outcome else {
                throw Edits.NotPublished(lines: report.lines(file: "set"))
            }
            return edition.number
        }
        let added = try set(.organizations, "NEW", "name", "新单位")
        for (layer, key, column) in [
            (Layer.components, "99010101001000001", "owner"), (.organizations, "HW", "parent"),
        ] {
            let named = try set(layer, key, column, "NEW")
            let (report, outcome) = try deliveries.undo(added)
            #expect(outcome == .refused)
            #expect(report.result.findings.map(\.rule) == [.referenceMissing])
            #expect(report.result.findings.first?.group == "reference-missing \(layer.name)")
            #expect(try city.editions().last?.number == named)
            _ = try deliveries.mustUndo(named)
        }
        _ = try deliveries.mustUndo(added)
        #expect(try deliveries.waiting().isEmpty)
    }

    @Test("names that were erased do not come back, and names of today are not lost")
    func people() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let header = "code,name,telephone,organization\n"
        func deliver(_ rows: String, _ completeness: Completeness = .nothing) throws -> Int {
            var reading = TestCity.reading
            reading.completeness = completeness
            let file = try town.folder.write(header + rows, to: "p-\(UUID().uuidString).csv")
            let (report, outcome) = try city.deliveries.importFile(file, as: .people, reading)
            guard case .published(let edition) = outcome else {
                throw Edits.NotPublished(lines: report.lines(file: file))
            }
            return edition.number
        }
        func stored() throws -> String {
            try Register(path: town.path).rows(of: .people).map {
                $0.values.map { $0 ?? "-" }.joined(separator: " ")
            }.joined(separator: "\n")
        }
        // An erased telephone stays erased when the move to another organization is undone.
        let moved = try deliver("RY-01,样例甲,,DQ\n")
        _ = try city.deliveries.mustUndo(moved)
        #expect(try stored().contains("RY-01 样例甲 - SZ"))
        // Whoever was corrected after the edition that added them is not thrown away with it.
        let added = try deliver("RY-77,误名,000-0077,SZ\n")
        let corrected = try deliver("RY-77,样例癸,000-0077,SZ\n")
        #expect(
            throws: CityStoreError.changedSince(
                edition: added, later: corrected, layer: "people", key: "RY-77")
        ) { try city.deliveries.undo(added) }
        // A change of a name alone is in no edition: there is nothing to undo.
        #expect(try city.deliveries.undo(corrected).outcome == .unchanged)
        #expect(try stored().contains("RY-77 样例癸 000-0077 SZ"))
        #expect(try stored().contains("〔") == false)
    }

    @Test("there is no undoing of an edition that is not there, nor of none")
    func noEdition() throws {
        let town = try TestCity.sample()
        let city = try town.city
        let last = try #require(try city.editions().last?.number)
        for number in [-1, 0, last + 1] {
            #expect(throws: CityStoreError.noEdition(number, current: last)) {
                try city.deliveries.undo(number)
            }
        }
    }
}
