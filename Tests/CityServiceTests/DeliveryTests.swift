import City
import CityFiles
import CityService
import Foundation
import Geo
import TestSupport
import Testing

@Suite("Deliveries")
struct DeliveryTests {
    private let header = "code,category,owner,lon,lat\n"
    private let good = "99010101001000201,component/01001,SW,120.0003,30.0003\n"
    private let bad = "99010101001000202,component/01001,NOBODY,120.0004,30.0003\n"

    @Test("the same files give the same content hash, in whatever order and however often")
    func deterministic() throws {
        let one = try TestCity.sample()
        let two = try TestCity.sample()
        let hash = try #require(try one.city.editions().last?.contentHash)
        #expect(try two.city.editions().last?.contentHash == hash)
        for layer in TestCity.layers.reversed() {
            let (_, outcome) = try two.city.deliveries.importFile(
                TestCity.sampleFile(layer), as: try Deliveries.layer(layer), TestCity.reading)
            #expect(outcome == .unchanged, "\(layer)")
        }
        #expect(try two.city.editions().last?.contentHash == hash)
    }

    @Test("an import with one bad row changes nothing and leaves nothing behind")
    func refused() throws {
        let town = try TestCity.sample()
        let file = try town.folder.write(header + good + bad, to: "a.csv")
        let before = try town.city.editions()
        let (report, outcome) = try town.city.deliveries.importFile(
            file, as: .components, TestCity.reading)
        #expect(outcome == .refused)
        #expect(report.result.findings.map(\.row) == [3])
        #expect(try town.city.editions() == before)
        #expect(!FileManager.default.fileExists(atPath: town.folder.path("city.staging")))
    }

    @Test("rejected rows can be left out, and are counted in the edition")
    func withoutRejected() throws {
        let town = try TestCity.sample()
        let file = try town.folder.write(header + good + bad, to: "a.csv")
        let deliveries = try town.city.deliveries
        let name = try deliveries.stage(file, as: .components, TestCity.reading).delivery
        #expect(
            throws: CityServiceError.refused(delivery: name, rejectedRows: 1, layerErrors: 0)
        ) { try deliveries.publish(name) }
        let edition = try #require(try deliveries.publish(name, withoutRejected: true).edition)
        #expect(edition.newRows == 1 && edition.rejectedRows == 1)
        #expect(throws: CityServiceError.alreadyPublished(delivery: name, edition: edition.number))
        {
            try deliveries.publish(name)
        }
    }

    @Test("a check says what is new, moved, retyped, reowned, changed and unchanged")
    func differences() throws {
        let town = try TestCity.sample()
        let lines = [
            "99010101001000001,component/01001,SW,120.0006,30.0005",
            "99010201001000002,component/01001,SW,120.0035,30.0005",
            "99010201001000003,component/01001,SW,120.00351,30.0005",
            "99010101001000009,component/01001,SW,120.0003,30.0003",
        ]
        let file = try town.folder.write(
            header + lines.map { $0 + "\n" }.joined(), to: "a.csv")
        var reading = TestCity.reading
        reading.completeness = .layer
        let name = try town.city.deliveries.stage(file, as: .components, reading).delivery
        let result = try town.city.deliveries.check(name).result
        // The file says nothing of maintainers and names: they stay as they are.
        #expect(result.changes == [.moved, .unchanged, .reowned, .new])
        #expect(result.vanished.count == 4)
    }

    @Test("imports at the same time all come in, one after the other")
    func parallelImports() async throws {
        let town = try TestCity.sample()
        let before = try #require(try town.city.editions().last?.number)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                let file = try town.folder.write(
                    "code,name\nN\(number),N\n", to: "n\(number).csv")
                let path = town.path
                group.addTask {
                    _ = try CityOnDisk(path: path).deliveries.importFile(file, as: .organizations)
                }
            }
            try await group.waitForAll()
        }
        #expect(try town.city.editions().last?.number == before + 4)
        #expect(try town.city.faults().isEmpty)
    }

    @Test("what a file says cannot steer a terminal")
    func controlCharacters() throws {
        let town = try TestCity.sample()
        let file = try town.folder.write(
            header + good.replacing("SW", with: "\u{1B}[2JSW"), to: "a.csv")
        let name = try town.city.deliveries.stage(file, as: .components, TestCity.reading).delivery
        let lines = try town.city.deliveries.check(name).lines(file: "a.csv")
        #expect(!lines.joined().contains("\u{1B}"))
        #expect(lines.joined().contains("\\u{1B}[2JSW"))
    }

    @Test("every earlier edition still answers as it did")
    func asOf() throws {
        let town = try TestCity.sample()
        let before = try #require(try town.city.editions().last?.number)
        let file = try town.folder.write(
            "code,category,organization\nQZ-01,matter/06010,YL\n", to: "m.csv")
        let (_, outcome) = try town.city.deliveries.importFile(file, as: .mandates)
        guard case .published = outcome else {
            Issue.record("\(outcome)")
            return
        }
        var request = LiveCity.Request()
        request.at = "120.0005,30.0035"
        request.category = "matter/06010"
        #expect(try town.city.live().answer(request).organization?.code == "YL")
        #expect(try town.city.live(asOf: before).answer(request).organization?.code == "HW")
    }

    @Test("a file without a reference system is refused with how to say it")
    func noReferenceSystem() throws {
        let town = try TestCity.sample()
        let file = try town.folder.write(header + good, to: "a.csv")
        #expect(throws: CityServiceError.noReferenceSystem(file: "a.csv")) {
            try town.city.deliveries.stage(file, as: .components)
        }
    }

    @Test("coordinates of a public map come in where they belong")
    func shiftedDelivery() throws {
        let town = try TestCity.sample()
        let file = try town.folder.write(
            header + "99010101001000201,component/01001,SW,120.0048610,29.9979349\n", to: "a.csv")
        var reading = Deliveries.Reading()
        reading.referenceSystem = "gcj02"
        let (_, outcome) = try town.city.deliveries.importFile(file, as: .components, reading)
        guard case .published = outcome else {
            Issue.record("\(outcome)")
            return
        }
        var request = LiveCity.Request()
        request.code = "99010101001000201"
        let place = try town.city.live().answer(request).place
        #expect(abs(place.at[0] - 120.0002) < 1e-5 && abs(place.at[1] - 30.0004) < 1e-5)
    }

    @Test("headers of both standards are recognised, and the surveyor can name others")
    func headers() throws {
        let town = try TestCity.sample()
        let standard = try town.folder.write(
            "ObjID,SmallClass,DeptCode2,lon,lat\n" + good, to: "a.csv")
        var reading = TestCity.reading
        let (_, first) = try town.city.deliveries.importFile(standard, as: .components, reading)
        let own = try town.folder.write(
            "编码,类别,权属,lon,lat\n" + good.replacing("000201", with: "000202"), to: "b.csv")
        #expect(throws: HeaderError.self) {
            try town.city.deliveries.stage(own, as: .components, reading)
        }
        reading.columns = ["编码": "code", "类别": "category", "权属": "owner"]
        let (_, second) = try town.city.deliveries.importFile(own, as: .components, reading)
        for outcome in [first, second] {
            guard case .published = outcome else {
                Issue.record("\(outcome)")
                return
            }
        }
    }

    @Test("reports come as one line a finding, as points and as JSON")
    func reports() throws {
        let town = try TestCity.sample()
        let file = try town.folder.write(header + good + bad, to: "a.csv")
        let name = try town.city.deliveries.stage(file, as: .components, TestCity.reading).delivery
        let report = try town.city.deliveries.check(name)
        let csv = try report.text(.csv).split(separator: "\n")
        #expect(csv.count == 3)
        #expect(csv[1].hasPrefix("3,99010101001000202,error,organization-unknown,120.0004000,"))
        #expect(csv[2].contains("2 rows in = 1 to publish + 0 unchanged + 1 rejected + 0 waived"))
        #expect(try report.text(.html).contains("<h1>a.csv</h1>"))
        for form in [CheckReport.Form.json, .geojson] {
            let object = try JSONSerialization.jsonObject(with: Data(try report.text(form).utf8))
            #expect(object is [String: Any])
        }
        #expect(
            report.lines(file: "a.csv").first
                == """
                a.csv:3: error: owner: NOBODY is not among the registered organizations. \
                Register it first, or correct the code. [organization-unknown]
                """)
    }

    @Test(
        "an export comes back in as nothing new, in every format and vocabulary",
        arguments: ["gpkg", "geojson", "geojsonl", "csv", "fgb", "shp"], Vocabulary.allCases)
    func exportRoundTrip(ending: String, vocabulary: Vocabulary) throws {
        let town = try TestCity.sample()
        for layer in try TestCity.layers.map({ try Deliveries.layer($0) }) {
            // Names of people leave in no format.
            if layer == .people { continue }
            if ending == "fgb", Self.withRowsOfNoGeometry.contains(layer) { continue }
            let path = town.folder.path("\(layer.name).\(ending)")
            var writing = Export.Writing()
            writing.vocabulary = vocabulary
            // These are written with geometries only.
            if ["fgb", "shp"].contains(ending), layer.geometry == .none { continue }
            let (count, losses) = try town.city.export.write(layer, to: path, writing)
            #expect(count > 0 && losses.isEmpty)
            let (report, outcome) = try town.city.deliveries.importFile(
                path, as: layer, TestCity.reading)
            #expect(outcome == .unchanged, "\(layer.name) \(report.lines(file: path))")
            #expect(report.rowsIn == count)
        }
    }

    /// The layers of the sample town of which some rows, or all, are stated by members or components.
    private static let withRowsOfNoGeometry: Set<Layer> = [
        .managementGrids, .responsibilityGrids, .rulings,
    ]

    @Test("a FlatGeobuf loses no row in silence", arguments: withRowsOfNoGeometry)
    func rowsWithoutGeometry(layer: Layer) throws {
        let town = try TestCity.sample()
        let path = town.folder.path("a.fgb")
        #expect(throws: VectorFileError.self) { try town.city.export.write(layer, to: path) }
        #expect(!FileManager.default.fileExists(atPath: path))
        var writing = Export.Writing()
        writing.acceptsLosses = true
        guard layer != .managementGrids else {
            // None of them has ground of its own.
            #expect(throws: VectorFileError.geometryNeeded(path: path)) {
                try town.city.export.write(layer, to: path, writing)
            }
            return
        }
        let (count, losses) = try town.city.export.write(layer, to: path, writing)
        #expect(losses.count == 1 && losses[0].contains("would be left out"))
        let (report, outcome) = try town.city.deliveries.importFile(
            path, as: layer, TestCity.reading)
        #expect(outcome == .unchanged && report.rowsIn == count && count > 0)
    }

    @Test("what a format cannot hold is listed before anything is written")
    func exportLosses() throws {
        let town = try TestCity.sample()
        let path = town.folder.path("components.xlsx")
        let before = try town.folder.contents()
        #expect(throws: VectorFileError.self) {
            try town.city.export.write(.components, to: path)
        }
        #expect(try town.folder.contents().keys.sorted() == before.keys.sorted())
        var writing = Export.Writing()
        writing.acceptsLosses = true
        let (count, losses) = try town.city.export.write(.components, to: path, writing)
        #expect(count == 7 && losses.count == 1 && losses[0].hasPrefix("7 rows (1, 2, 3, 4, 5, …)"))
    }

    @Test("shifted coordinates are not written where every reader would take them as true ones")
    func shiftedExport() throws {
        let town = try TestCity.sample()
        var writing = Export.Writing()
        writing.referenceSystem = "gcj02"
        let path = town.folder.path("c.geojson")
        #expect(throws: CityServiceError.shiftNotSaid(system: "GCJ-02", path: path)) {
            try town.city.export.write(.components, to: path, writing)
        }
        #expect(
            try town.city.export.write(.components, to: town.folder.path("c.csv"), writing)
                .rowCount == 7)
    }

    @Test("a delivery that waits is found by its layer, unless two of that layer wait")
    func foundByLayer() throws {
        let town = try TestCity.sample()
        let deliveries = try town.city.deliveries
        let grids = Repository.path("gisdata/sample/unit-grids.geojson")
        let first = try deliveries.stage(grids, as: .unitGrids, TestCity.reading)
        #expect(try deliveries.check("unit-grids").summary.delivery == first.delivery)
        #expect(throws: (any Error).self) { try deliveries.check("grids") }
        let second = try deliveries.stage(grids, as: .unitGrids, TestCity.reading)
        #expect(throws: (any Error).self) { try deliveries.check("unit-grids") }
        try deliveries.discard(second.delivery)
        try deliveries.discard("unit-grids")
        #expect(throws: (any Error).self) { try deliveries.check(first.delivery) }
    }

    @Test("an organization that others name cannot vanish with a whole delivery")
    func vanishing() throws {
        let town = try TestCity.sample()
        var reading = TestCity.reading
        reading.completeness = .layer
        let file = try town.folder.write("code,name\nSW,水务集团\n", to: "o.csv")
        let (report, outcome) = try town.city.deliveries.importFile(
            file, as: .organizations, reading)
        #expect(outcome == .refused)
        #expect(report.result.findings.count == 9)
        let district = try town.folder.write(
            try String(contentsOfFile: TestCity.sampleFile("districts"), encoding: .utf8)
                .split(separator: "\n").filter { !$0.contains("\"990102\"") }
                .joined(separator: "\n").replacing("},\n]", with: "}\n]"), to: "d.geojson")
        let (_, second) = try town.city.deliveries.importFile(district, as: .districts, reading)
        #expect(second == .refused)
        #expect(report.result.findings.allSatisfy { $0.rule == .referenceMissing && $0.row == nil })
    }

    @Test("people leave the city without names and numbers, also in earlier editions")
    func people() throws {
        let town = try TestCity.sample()
        let path = town.folder.path("people.csv")
        #expect(try town.city.export.write(.people, to: path).rowCount == 7)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("RY-01") && !text.contains("样例甲") && !text.contains("000-0001"))
    }
}

@Suite("Batches")
struct BatchTests {
    @Test("the same questions to the same edition give the same bytes")
    func deterministic() throws {
        let town = try TestCity.sample()
        let text = try String(
            contentsOfFile: Repository.path("gisdata/sample/cases.csv"), encoding: .utf8)
        let first = try town.city.live().answerBatch(text)
        #expect(try town.city.live().answerBatch(text) == first)
        #expect(first.count == 26)
        #expect(first.text.split(separator: "\n").count == 27)
    }

    @Test("a batch with rows that cannot be asked answers none and names them all by line")
    func faults() throws {
        let town = try TestCity.sample()
        let text = """
            id,lon,lat,category
            a,120.0005,30.0005,matter/06010
            b,120.0005,x,matter/06010
            c,120.0005,30.0005,06010
            d,30.0005,120.0005,
            e,nan,30.0005,
            """
        do {
            _ = try town.city.live().answerBatch(text)
            Issue.record("answered")
        } catch {
            let sentence = "\(error)"
            for line in 3...6 { #expect(sentence.contains("line \(line): "), "\(line)") }
            #expect(!sentence.contains("line 2: "))
            #expect(sentence.contains("Nothing was answered"))
        }
    }

    @Test("a quotation that never ends loses no rows in silence")
    func openQuote() throws {
        let town = try TestCity.sample()
        let text = "id,lon,lat,note\na,120.0005,30.0005,\"oops\nb,120.0005,30.0005,x\n"
        #expect(throws: CityServiceError.quoteOpen(line: 2)) {
            try town.city.live().answerBatch(text)
        }
    }

    @Test("quotes, byte order marks and Windows line ends are taken as spreadsheets write them")
    func spreadsheets() throws {
        let town = try TestCity.sample()
        let text = "\u{FEFF}\"id\",\"lon\",\"lat\"\r\n\"a, \"\"b\"\"\",120.0005,30.0005\r\n"
        let answer = try town.city.live().answerBatch(text)
        #expect(
            answer.text.split(separator: "\n")[1].hasPrefix("\"a, \"\"b\"\"\",grid,990100,990101,"))
    }
}

@Suite("Washington DC")
struct WashingtonTests {
    @Test(
        "the ward of at least 99.85 % of 22,427 labelled requests is the labelled one",
        .enabled(if: Repository.shared("realdata/dc") != nil, "needs the shared real data"))
    func wards() throws {
        let folder = try #require(Repository.shared("realdata/dc"))
        let city = try TestCity(code: "dc", scheme: .free)
        var reading = Deliveries.Reading()
        reading.referenceSystem = "EPSG:4326"
        reading.columns = ["WARD": "code"]
        let (report, outcome) = try city.city.deliveries.importFile(
            "\(folder)/boundaries/ward-2012.geojson.gz", as: .districts, reading)
        guard case .published = outcome else {
            Issue.record("\(report.lines(file: "ward-2012"))")
            return
        }
        let live = try city.city.live()
        let requests = try VectorFile(path: "\(folder)/requests/dc_311_2016_30days.csv.gz")
        let ward = try #require(requests.fields.firstIndex(of: "WARD"))
        var labelled = 0
        var right = 0
        var texts: [String] = []
        try requests.forEachBatch { batch in
            texts += batch.newTexts
            for row in batch.rows {
                guard case .points(let places)? = row.geometry, row.values[ward] >= 0,
                    texts[Int(row.values[ward])] != "NULL"
                else { continue }
                var request = LiveCity.Request()
                request.at = "\(places[0].x),\(places[0].y)"
                labelled += 1
                let code = try live.answer(request).place.district?.code
                if code == texts[Int(row.values[ward])] { right += 1 }
            }
        }
        #expect(labelled == 22_427)
        #expect(Double(right) / Double(labelled) >= 0.9985)
    }
}
