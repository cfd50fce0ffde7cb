import Geo
import Testing

@testable import City

/// A delivery of areas beside what is registered, as literals.
struct GridCase {
    var layer = Layer.unitGrids
    var scheme = CodeScheme.national
    var registered: [LayerRow] = []
    var territory: [String: [LayerRow]] = [:]
    var retired: [String: RetiredArea] = [:]
    var isWhole = false

    /// A row of an area on a rectangle of blocks.
    static func row(
        _ layer: Layer, _ code: String, _ ground: [Polygon], _ values: [String: String] = [:]
    ) -> LayerRow {
        var values = values
        values["code"] = code
        if layer.field("name")?.isMandatory == true { values["name"] = code }
        return LayerRow(
            values: layer.fields.map { values[$0.column] },
            shape: ground.isEmpty ? nil : .area(ground))
    }

    func result(_ rows: LayerRow...) -> CheckResult {
        result(rows)
    }

    func result(_ rows: [LayerRow]) -> CheckResult {
        let comparison = comparison(rows)
        var known = Registered(
            settings: CitySettings(name: "Town", code: "990100", scheme: scheme))
        known.levels = territory
        known.retired = retired
        // The parent of the grids, where its ground is of no matter.
        known.keys["communities"] = ["990101001001"]
        for (layer, rows) in territory {
            known.keys[layer] = Set(rows.compactMap { $0.values[0] })
        }
        guard let day = Town.day else {
            return CheckResult(findings: [], changes: [], vanished: [])
        }
        return DeliveryCheck(
            comparison, registered: known, completeness: isWhole ? .layer : .nothing, on: day
        ).run()
    }

    func comparison(_ rows: [LayerRow]) -> Comparison {
        let delivered = DeliveredRows(layer: layer, rows: rows)
        var texts = delivered.texts
        var table = RowTable(layer: layer)
        let ordered = registered.sorted { $0.key(in: layer) < $1.key(in: layer) }
        for (number, row) in ordered.enumerated() {
            table.append(
                number: number + 1, values: row.values.map { texts.place(of: $0) },
                shape: row.shape, texts: &texts)
        }
        return Comparison(delivered, registered: table, texts: texts)
    }
}

@Suite("Gaps and overlaps")
struct CoverageFindingTests {
    @Test("an overlap names both, its square metres and its place; the largest stands first")
    func sizes() {
        var town = GridCase()
        town.scheme = .free
        let findings = town.result(
            GridCase.row(.unitGrids, "A", Town.square(0, 0, 1, 1)),
            GridCase.row(.unitGrids, "B", Town.square(0.9, 0, 2, 1)),
            GridCase.row(.unitGrids, "C", Town.square(1.5, 0, 3, 1))
        ).findings
        #expect(findings.map(\.rule) == [.gridOverlap, .gridOverlap])
        #expect(findings.map(\.key) == ["B", "A"])
        // A block is 96.49 m × 110.85 m.
        #expect(findings[0].english.hasPrefix("B and C both cover 5,348 m² at "))
        #expect(findings[1].english.hasPrefix("A and B both cover 1,070 m² at "))
    }
}

@Suite("Areas inside their parents")
struct ParentOutsideTests {
    private let community = "990101001001"

    private func town() -> GridCase {
        var town = GridCase()
        town.territory["communities"] = [
            GridCase.row(.communities, community, Town.square(0, 0, 4, 4)),
            GridCase.row(.communities, "990101001002", Town.square(4, 0, 8, 4)),
        ]
        return town
    }

    private func grid(_ number: String, _ ground: [Polygon], _ values: [String: String] = [:])
        -> LayerRow
    {
        GridCase.row(.unitGrids, community + number, ground, values)
    }

    @Test("grids that fill their community are no findings, and neither are grids of a part of it")
    func inside() {
        let rows = [
            grid("001", Town.square(0, 3, 1, 4)), grid("002", Town.square(1, 3, 2, 4)),
            grid("003", Town.square(0, 2, 1, 3)),
        ]
        #expect(town().result(rows).findings == [])
    }

    @Test("a part outside is a warning with its square metres and its share, in its row")
    func part() {
        let findings = town().result(
            grid("001", Town.square(0, 3, 1, 4)), grid("002", Town.square(3.5, 3, 4.25, 4))
        ).findings
        #expect(findings.map(\.rule) == [.gridOutsideParent])
        #expect(findings.map(\.severity) == [.warning])
        #expect(findings.map(\.row) == [2])
        #expect(findings[0].english.contains("with 2,674 m² (33 %) outside 990101001001"))
    }

    @Test("a grid of which most lies in another community has a wrong code")
    func elsewhere() {
        let result = town().result(grid("001", Town.square(5, 2, 6, 3)))
        #expect(result.findings.map(\.rule) == [.gridOutsideParent])
        #expect(result.findings.map(\.severity) == [.error])
        #expect(result.rejectedRows == 1)
    }

    @Test("an area may lie where its code says or where it is administered")
    func zone() {
        let named = ["administered_by": "990101001002"]
        #expect(town().result(grid("001", Town.square(5, 2, 6, 3), named)).findings == [])
        #expect(town().result(grid("001", Town.square(1, 2, 2, 3), named)).findings == [])
    }

    @Test("a retired grid may lie anywhere")
    func retired() {
        let over = ["end_date": "2025-01-01"]
        #expect(town().result(grid("001", Town.square(5, 2, 6, 3), over)).findings == [])
    }

    @Test("a redrawn community names the grids that fall out, most first, once")
    func cut() {
        var town = GridCase(layer: .communities)
        town.registered = [GridCase.row(.communities, community, Town.square(0, 0, 4, 4))]
        town.territory["subdistricts"] = [
            GridCase.row(.subdistricts, "990101001", Town.square(0, 0, 8, 8))
        ]
        town.territory["unit-grids"] = [
            grid("001", Town.square(0, 3, 1, 4)), grid("002", Town.square(2, 3, 3, 4)),
            grid("003", Town.square(3, 3, 4, 4)),
        ]
        let findings = town.result(
            GridCase.row(.communities, community, Town.square(0, 0, 2.5, 4))
        ).findings
        #expect(findings.map(\.rule) == [.gridOutsideParent])
        #expect(findings.map(\.row) == [1])
        #expect(
            findings[0].english.contains(
                "leaves out 16,043 m² of 2 of its unit-grids: 990101001001003 (10,695 m²)"))
        let same = GridCase.row(.communities, community, Town.square(0, 0, 4, 4))
        #expect(town.result(same).findings == [])
    }
}

@Suite("Retired codes")
struct RetiredCodeTests {
    private let layer = Layer.responsibilityGrids

    private func rule(_ town: GridCase, _ row: LayerRow) -> [String] {
        town.result(row).findings.map { "\($0.rule.rawValue) \($0.severity.rawValue)" }
    }

    @Test("a code that an edition took out comes back for its own ground only")
    func gone() {
        var town = GridCase(layer: layer)
        town.retired = ["A": RetiredArea(edition: 4, shape: .area(Town.square(0, 0, 1, 1)))]
        let row = { GridCase.row(layer, "A", $0) }
        #expect(rule(town, row(Town.square(3, 0, 4, 1))) == ["code-reused error"])
        #expect(rule(town, row(Town.square(0.5, 0, 1.5, 1))) == ["code-reused error"])
        #expect(rule(town, row(Town.square(0, 0, 1, 1))) == ["code-reused warning"])
        #expect(rule(town, row(Town.square(0, 0, 1.01, 1))) == ["code-reused warning"])
        #expect(rule(town, GridCase.row(layer, "B", Town.square(3, 0, 4, 1))) == [])
    }

    @Test("a code with an end date is retired from that day on")
    func ended() {
        var town = GridCase(layer: layer)
        let ground = Town.square(0, 0, 1, 1)
        let over = ["end_date": "2026-03-01"]
        town.registered = [GridCase.row(layer, "A", ground, over)]
        #expect(rule(town, GridCase.row(layer, "A", ground, over)) == [])
        #expect(rule(town, GridCase.row(layer, "A", ground)) == ["code-reused warning"])
        #expect(
            rule(town, GridCase.row(layer, "A", Town.square(4, 0, 5, 1))) == ["code-reused error"])
        let later = ["end_date": "2026-03-02"]
        town.registered = [GridCase.row(layer, "A", ground, later)]
        #expect(rule(town, GridCase.row(layer, "A", Town.square(4, 0, 5, 1))) == [])
    }
}

@Suite("Lineage")
struct LineageTests {
    private let layer = Layer.responsibilityGrids
    private let over = ["end_date": "2026-01-01"]

    private func sentences(_ town: GridCase, _ rows: LayerRow...) -> [String] {
        let findings = town.result(rows).findings
        #expect(findings.allSatisfy { $0.rule == .lineage && $0.severity == .error })
        return findings.map(\.english)
    }

    private func town(_ codes: String...) -> GridCase {
        var town = GridCase(layer: layer)
        town.registered = codes.enumerated().map { place, code in
            GridCase.row(layer, code, Town.square(Double(place), 0, Double(place) + 1, 1))
        }
        return town
    }

    private func row(
        _ code: String, _ west: Double, _ east: Double, _ values: [String: String] = [:]
    ) -> LayerRow {
        GridCase.row(layer, code, Town.square(west, 0, east, 1), values)
    }

    @Test("the parts of a split cover the retired area exactly")
    func split() {
        let from = ["lineage": "A"]
        #expect(
            sentences(
                town("A"), row("A", 0, 1, over), row("B", 0, 0.5, from), row("C", 0.5, 1, from))
                == [])
        let lost = sentences(
            town("A"), row("A", 0, 1, over), row("B", 0, 0.5, from), row("C", 0.5, 0.75, from))
        #expect(lost.count == 1)
        #expect(lost[0].hasPrefix("B, C come from A and leave out 2,674 m² of it."))
        let both = sentences(
            town("A"), row("A", 0, 1, over), row("B", 0, 0.5, from), row("C", 0.75, 1.25, from))
        #expect(
            both.map { $0.contains("leave out 2,674 m² of it and cover 2,674 m² beyond it") }
                == [true])
    }

    @Test("a part that keeps the code counts")
    func keptCode() {
        let from = ["lineage": "A"]
        #expect(sentences(town("A"), row("A", 0, 0.5), row("B", 0.5, 1, from)) == [])
        #expect(sentences(town("A"), row("A", 0, 0.5), row("B", 0.75, 1, from)).count == 1)
    }

    @Test("a merged area covers all that went into it, a new code's or an old one's")
    func merge() {
        let (a, b) = (row("A", 0, 1, over), row("B", 1, 2, over))
        #expect(sentences(town("A", "B"), a, b, row("C", 0, 2, ["lineage": "A;B"])) == [])
        #expect(sentences(town("A", "B"), row("A", 0, 2, ["lineage": "B"]), b) == [])
        let short = sentences(town("A", "B"), a, b, row("C", 0, 1.5, ["lineage": "A;B"]))
        #expect(short.map { $0.hasPrefix("C come from A, B and leave out 5,348 m²") } == [true])
    }

    @Test("several areas redrawn at once are one account")
    func family() {
        let rows = [
            row("A", 0, 1, over), row("B", 1, 2, over), row("C", 0, 0.7, ["lineage": "A"]),
            row("D", 0.7, 2, ["lineage": "A;B"]),
        ]
        #expect(town("A", "B").result(rows).findings == [])
    }

    @Test("a predecessor that an edition took out long ago is known, others are not")
    func known() {
        var town = GridCase(layer: layer)
        town.retired = ["A": RetiredArea(edition: 2, shape: .area(Town.square(0, 0, 1, 1)))]
        #expect(sentences(town, row("B", 0, 1, ["lineage": "A"])) == [])
        let unknown = sentences(town, row("B", 0, 1, ["lineage": "X"]))
        #expect(
            unknown == [
                "The area comes from X, which responsibility-grids never had. Correct lineage."
            ])
    }

    @Test("what was registered with its lineage is not told again")
    func again() {
        var town = town("A")
        town.registered.append(row("B", 5, 6, ["lineage": "A"]))
        #expect(sentences(town, row("B", 5, 6, ["lineage": "A"])) == [])
    }
}
