import City
import Geo
import Testing

@Suite("Headers")
struct HeaderMatchTests {
    @Test(
        "a header means a column by the surveyor's word, its name, or an alias")
    func order() throws {
        let match = try HeaderMatch(
            headers: ["ObjID", "CODE", "SmallClass", "编码", "extra"], layer: .components,
            told: ["编码": "code"])
        #expect(match.positions[0] == 3)
        #expect(match.positions[1] == 2)
        #expect(match.unused == ["ObjID", "CODE", "extra"])
        let plain = try HeaderMatch(headers: ["ObjID", "SmallClass"], layer: .components)
        #expect(plain.positions[0] == 0)
        #expect(plain.unused.isEmpty)
    }

    @Test("a mandatory column without a header is told with the headers that there are")
    func missing() {
        #expect(
            throws: HeaderError.columnMissing("category", layer: .components, headers: ["code"])
        ) { try HeaderMatch(headers: ["code"], layer: .components) }
        #expect(throws: Never.self) {
            try HeaderMatch(
                headers: ["code"], layer: .components, defaults: ["category": "component/01001"])
        }
    }

    @Test("an assignment of what does not exist is refused")
    func nonsense() {
        #expect(throws: HeaderError.noSuchHeader("x", headers: ["code"])) {
            try HeaderMatch(headers: ["code"], layer: .organizations, told: ["x": "name"])
        }
        #expect(throws: HeaderError.noSuchColumn("x", layer: .organizations)) {
            try HeaderMatch(headers: ["code"], layer: .organizations, told: ["code": "x"])
        }
    }
}

@Suite("Reading rows")
struct RowReaderTests {
    private func read(
        _ layer: Layer, _ texts: [String: String], _ geometry: PlanarGeometry? = nil
    ) throws -> (row: LayerRow, rules: [Finding.Rule]) {
        let headers = texts.keys.sorted()
        let reader = RowReader(
            layer: layer, match: try HeaderMatch(headers: headers, layer: layer),
            scheme: .national)
        let source = SourceRow(number: 7, values: headers.map { texts[$0] }, geometry: geometry)
        let (staged, findings) = reader.read(source) { $0 }
        #expect(findings.allSatisfy { $0.row == 7 })
        return (staged.row, findings.map(\.rule))
    }

    private func value(_ row: LayerRow, _ column: String, _ layer: Layer) -> String? {
        layer.fields.firstIndex { $0.column == column }.flatMap { row.values[$0] }
    }

    private let point = PlanarGeometry.points([Position(x: 120, y: 30)])

    @Test("values are kept in one form, however they were written")
    func canonical() throws {
        let layer = Layer.components
        let (row, rules) = try read(
            layer,
            [
                "code": " 99010101001000001 ", "category": "01001", "initial_date": "2026/3/1",
                "joint_organizations": "a； b;", "extension": "{ \"b\": 1, \"a\": \"x/y\" }",
                "note": "   ",
            ], point)
        #expect(rules.isEmpty)
        #expect(value(row, "code", layer) == "99010101001000001")
        #expect(value(row, "category", layer) == "component/01001")
        #expect(value(row, "initial_date", layer) == "2026-03-01")
        #expect(value(row, "joint_organizations", layer) == "a;b")
        #expect(value(row, "extension", layer) == "{\"a\":\"x/y\",\"b\":1}")
        #expect(value(row, "note", layer) == nil)
        #expect(row.shape == .points([Coordinate(longitude: 1_200_000_000, latitude: 300_000_000)]))
    }

    @Test("what is wrong with a row by itself is found when it is read")
    func findings() throws {
        let bad = try read(
            .components,
            ["code": "12", "category": "thing/1", "initial_date": "soon", "extension": "[]"])
        #expect(
            Set(bad.rules) == [.codeForm, .valueForm, .geometryMissing])
        let line = PlanarGeometry.lines([[Position(x: 0, y: 0), Position(x: 1, y: 1)]])
        #expect(
            try read(.districts, ["code": "990101", "name": "x"], line).rules == [.geometryInvalid])
        let off = PlanarGeometry.points([Position(x: 500_000, y: 3_300_000)])
        #expect(
            try read(.components, ["code": "99010101001000001", "category": "01001"], off).rules
                == [.geometryInvalid])
    }
}

@Suite("Checks against what is registered")
struct DeliveryCheckTests {
    private func district(_ code: String, _ polygons: [Polygon]) -> LayerRow {
        var row = LayerRow(
            values: Layer.districts.fields.map { _ in nil }, shape: .area(polygons))
        row.values[0] = code
        row.values[1] = code
        return row
    }

    private func check(
        _ rows: [LayerRow], registered: [LayerRow] = [], isWhole: Bool = false
    ) -> CheckResult {
        var known = Registered(settings: Town.settings)
        for row in registered { known.rows[row.key(in: .districts)] = row }
        return DeliveryCheck(
            layer: .districts,
            rows: rows.enumerated().map { StagedRow(number: $0 + 1, row: $1) },
            registered: known, isWhole: isWhole
        ).run()
    }

    @Test("gaps and overlaps are judged as the layer would stand after publication")
    func coverage() {
        let west = district("W", Town.square(0, 0, 1, 1))
        let east = district("E", Town.square(1, 0, 2, 1))
        let wide = district("W", Town.square(0, 0, 1.5, 1))
        #expect(check([east], registered: [west]).findings.isEmpty)
        let overlap = check([wide], registered: [west, east])
        #expect(overlap.findings.map(\.rule) == [.gridOverlap])
        #expect(overlap.refusesLayer)
        // The whole layer is delivered without the neighbour that it would overlap.
        let whole = check([wide], registered: [west, east], isWhole: true)
        #expect(whole.findings.isEmpty)
        #expect(whole.vanished == ["E"])
        #expect(whole.changes == [.moved])
    }

    @Test("the same row twice is rejected once, and the first one stays")
    func duplicates() {
        let west = district("W", Town.square(0, 0, 1, 1))
        let result = check([west, west])
        #expect(result.findings.map(\.rule) == [.codeDuplicate])
        #expect(result.changes == [.new, nil])
    }

    @Test("the same delivery against the same register says the same")
    func pure() {
        let rows = [
            district("W", Town.square(0, 0, 1.5, 1)), district("E", Town.square(1, 0, 2, 1)),
            district("W", []),
        ]
        #expect(check(rows) == check(rows))
    }
}
