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
        var reader = RowReader(
            layer: layer, match: try HeaderMatch(headers: headers, layer: layer),
            scheme: .national)
        var collector = SourceCollector()
        collector.add(
            number: 7, values: headers.map { texts[$0] }, geometry: geometry, { _ in })
        collector.finish { batch in reader.read(batch) { $0 } }
        let rows = reader.finish()
        #expect(rows.findings.allSatisfy { $0.row == 7 })
        #expect(rows.table.numbers == [7])
        return (rows.table.row(0, rows.texts), rows.findings.map(\.rule))
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

    @Test("characters that are one and the same are kept as one")
    func normalForm() throws {
        let (row, _) = try read(.organizations, ["code": "\u{F92C}", "name": "e\u{301}"])
        #expect(row.values[0]?.unicodeScalars.map(\.value) == [0x90CE])
        #expect(row.values[1]?.unicodeScalars.map(\.value) == [0xE9])
    }

    @Test("rule kinds and distances that mean nothing are found, not let fall")
    func words() throws {
        func rules(_ rules: String, _ reach: String) throws -> [Finding.Rule] {
            try read(
                .precedence,
                [
                    "chain": "organization", "category": "*", "rules": rules,
                    "segment_reach": reach,
                ]
            ).rules
        }
        #expect(try rules("component;territory", "25") == [])
        #expect(try rules("ruling;mandat", "25") == [.valueForm])
        for reach in ["-1", "1e9", "inf"] { #expect(try rules("component", reach) == [.valueForm]) }
    }

    @Test("what is wrong with a row by itself is found when it is read")
    func findings() throws {
        let bad = try read(
            .components,
            ["code": "12", "category": "thing/1", "initial_date": "soon", "extension": "[]"])
        #expect(Set(bad.rules) == [.codeForm, .valueForm])
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
        _ rows: [LayerRow], registered: [LayerRow] = [], isWhole: Bool = false,
        naming: [String: String] = [:]
    ) throws -> CheckResult {
        let day = try #require(Town.day)
        var known = Registered(settings: Town.settings)
        known.naming = naming
        return DeliveryCheck(
            comparison(.districts, rows, registered: registered), registered: known,
            completeness: isWhole ? .layer : .nothing, on: day
        ).run()
    }

    /// Rows beside registered ones, which are in the order of keys.
    private func comparison(
        _ layer: Layer, _ rows: [LayerRow], registered: [LayerRow] = []
    ) -> Comparison {
        let delivered = DeliveredRows(layer: layer, rows: rows)
        var texts = delivered.texts
        var table = RowTable(layer: layer)
        for row in registered.sorted(by: { $0.key(in: layer) < $1.key(in: layer) }) {
            table.append(
                number: table.count + 1, values: row.values.map { texts.place(of: $0) },
                shape: row.shape, texts: &texts)
        }
        return Comparison(delivered, registered: table, texts: texts)
    }

    @Test("gaps and overlaps are judged as the layer would stand after publication")
    func coverage() throws {
        let west = district("W", Town.square(0, 0, 1, 1))
        let east = district("E", Town.square(1, 0, 2, 1))
        let wide = district("W", Town.square(0, 0, 1.5, 1))
        #expect(try check([east], registered: [west]).findings.isEmpty)
        let overlap = try check([wide], registered: [west, east])
        #expect(overlap.findings.map(\.rule) == [.gridOverlap])
        #expect(overlap.refusesLayer)
        // The whole layer is delivered without the neighbour that it would overlap.
        let whole = try check([wide], registered: [west, east], isWhole: true)
        #expect(whole.findings.isEmpty)
        #expect(whole.vanished == ["E"])
        #expect(whole.changes == [.moved])
    }

    @Test("an area counts for its neighbours until the day on which it ends")
    func lifetimes() throws {
        let end = Layer.districts.fields.firstIndex { $0.column == "end_date" } ?? 0
        var whole = district("A", Town.square(0, 0, 2, 1))
        let part = district("B", Town.square(0, 0, 1, 1))
        whole.values[end] = "9999-12-31"
        #expect(try check([whole, part]).findings.map(\.rule) == [.gridOverlap])
        whole.values[end] = "2026-03-01"
        #expect(try check([whole, part]).findings.isEmpty)
    }

    @Test("a rejected row of a whole layer leaves its registered form to be judged")
    func rejectedRowOfWhole() throws {
        let organization = Layer.districts.fields.firstIndex { $0.column == "organization" } ?? 0
        let west = district("W", Town.square(0, 0, 1, 1))
        let east = district("E", Town.square(1, 0, 2, 1))
        var shrunk = district("W", Town.square(0, 0, 0.5, 1))
        shrunk.values[organization] = "nobody"
        let result = try check(
            [shrunk, district("E", Town.square(0.5, 0, 2, 1))], registered: [west, east],
            isWhole: true)
        #expect(Set(result.findings.map(\.rule)) == [.organizationUnknown, .gridOverlap])
    }

    @Test("a row that others name cannot vanish")
    func vanishing() throws {
        let west = district("W", Town.square(0, 0, 1, 1))
        let east = district("E", Town.square(1, 0, 2, 1))
        let result = try check(
            [west], registered: [west, east], isWhole: true, naming: ["E": "posts"])
        #expect(result.findings.map(\.rule) == [.referenceMissing])
        #expect(result.refusesLayer)
    }

    @Test("no finding about a row repeats a telephone number or a name")
    func personal() throws {
        var row = LayerRow(values: ["13800138000", "张三", nil, "nobody"])
        let result = DeliveryCheck(
            comparison(.people, [row]),
            registered: Registered(settings: Town.settings), completeness: .nothing,
            on: try #require(Town.day)
        ).run()
        #expect(Set(result.findings.map(\.rule)) == [.personCodePersonal, .organizationUnknown])
        row = LayerRow(values: Layer.posts.fields.map { _ in nil })
        for (column, text) in [
            ("code", "P"), ("role", "holder"), ("person", "张三 13800138000"),
            ("target_layer", "organizations"), ("target", "o"),
        ] {
            row.values[Layer.posts.fields.firstIndex { $0.column == column } ?? 0] = text
        }
        let posts = DeliveryCheck(
            comparison(.posts, [row]),
            registered: Registered(settings: Town.settings, keys: ["organizations": ["o"]]),
            completeness: .nothing, on: try #require(Town.day)
        ).run()
        #expect(posts.findings.map(\.rule) == [.referenceMissing])
        for finding in result.findings + posts.findings {
            for text in [finding.english, finding.chinese, finding.group, finding.key ?? ""] {
                #expect(!text.contains("13800138000") && !text.contains("张三"))
            }
        }
    }

    @Test("the same row twice is rejected once, and the first one stays")
    func duplicates() throws {
        let west = district("W", Town.square(0, 0, 1, 1))
        let result = try check([west, west])
        #expect(result.findings.map(\.rule) == [.codeDuplicate])
        #expect(result.changes == [.new, nil])
    }

    @Test("rows without a code are not each other's duplicates")
    func codeless() throws {
        let row = LayerRow(
            values: Layer.districts.fields.map { $0.column == "name" ? "unnamed" : nil },
            shape: district("W", Town.square(0, 0, 1, 1)).shape)
        #expect(try check([row, row]).findings.filter { $0.rule == .codeDuplicate }.isEmpty)
    }

    @Test("the same delivery against the same register says the same")
    func pure() throws {
        let rows = [
            district("W", Town.square(0, 0, 1.5, 1)), district("E", Town.square(1, 0, 2, 1)),
            district("W", []),
        ]
        #expect(try check(rows) == check(rows))
    }
}
