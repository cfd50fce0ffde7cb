import Geo
import Testing

@testable import City

@Suite("Rules about one row")
struct RowRulesTests {
    private func rules(
        _ layer: Layer, hasShape: Bool = false, _ values: [String: String]
    ) throws -> [Finding.Rule] {
        let row = LayerRow(
            values: layer.fields.map { values[$0.column] },
            shape: hasShape ? .area(Town.square(0, 0, 1, 1)) : nil)
        let delivered = DeliveredRows(layer: layer, rows: [row])
        let context = CheckContext(
            comparison: Comparison(
                delivered, registered: RowTable(layer: layer), texts: delivered.texts),
            registered: Registered(settings: Town.settings), vanished: [],
            day: try #require(Town.day))
        let rules: [any CheckRule] = [
            TimeOrder(), DutyParts(), PartitionHolder(), RulingSubject(), LimitValue(),
        ]
        let findings = rules.flatMap { $0.findings(in: context) }
        #expect(findings.allSatisfy { $0.row == 1 && $0.severity == .error })
        return findings.map(\.rule)
    }

    @Test("a partition is held by an organization or a person")
    func partition() throws {
        #expect(try rules(.partitions, [:]) == [.fieldMissing])
        #expect(try rules(.partitions, ["organization": "a"]) == [])
        #expect(try rules(.partitions, ["person": "P"]) == [])
    }

    @Test("a ruling is about a component or some ground")
    func ruling() throws {
        #expect(try rules(.rulings, [:]) == [.fieldMissing])
        #expect(try rules(.rulings, ["component": "c"]) == [])
        #expect(try rules(.rulings, hasShape: true, [:]) == [])
    }

    @Test("a duty is somebody's, and who stands in is said")
    func duty() throws {
        #expect(try rules(.duties, ["kind": "shift"]) == [.fieldMissing])
        #expect(try rules(.duties, ["kind": "shift", "post": "p"]) == [])
        #expect(try rules(.duties, ["kind": "deputy", "person": "P"]) == [.fieldMissing])
        #expect(try rules(.duties, ["kind": "deputy", "person": "P", "deputy": "Q"]) == [])
        #expect(try rules(.duties, ["kind": "leave", "person": "P"]) == [])
    }

    @Test("nothing ends before it begins; a single day is a time, a single instant is none")
    func order() throws {
        let subject = ["organization": "a", "component": "c"]
        func days(_ from: String, _ to: String, _ layer: Layer) throws -> [Finding.Rule] {
            try rules(layer, subject.merging(["valid_from": from, "valid_to": to]) { $1 })
        }
        for layer in [Layer.partitions, .rulings, .posts] {
            #expect(try days("2026-03-02", "2026-03-01", layer) == [.timeOrder])
            #expect(try days("2026-03-01", "2026-03-01", layer) == [])
        }
        func instants(_ from: String, _ to: String) throws -> [Finding.Rule] {
            try rules(
                .duties, ["kind": "shift", "post": "p", "from_time": from, "to_time": to])
        }
        #expect(try instants("2026-03-01T08:00+08:00", "2026-03-01T08:00+08:00") == [.timeOrder])
        #expect(try instants("2026-03-01T08:00+08:00", "2026-03-01T01:00+00:00") == [])
        #expect(try instants("2026-03-01T08:00+08:00", "not read") == [])
    }

    @Test("a time limit leaves some time")
    func limit() throws {
        for bad in ["0.0", "-2.0"] {
            #expect(try rules(.timeLimits, ["limit_value": bad]) == [.valueForm])
        }
        #expect(try rules(.timeLimits, ["limit_value": "0.5"]) == [])
    }

    @Test("other layers are asked nothing of this")
    func none() throws {
        #expect(try rules(.components, [:]) == [])
        #expect(try rules(.organizations, [:]) == [])
    }
}

@Suite("Partitions over partitions")
struct PartitionOverlapTests {
    private func claim(
        _ key: String, _ polygons: [Polygon], _ patterns: [CategoryPattern] = [.one(Town.litter)],
        row: Int? = 1, from: String? = nil, to: String? = nil
    ) -> PartitionClaim {
        PartitionClaim(
            row: row, key: key, patterns: patterns, from: Day(stored: from), to: Day(stored: to),
            polygons: polygons)
    }

    private func pairs(_ claims: PartitionClaim...) -> [String] {
        PartitionClaims(catalogue: Town.catalogue).findings(claims).map {
            #expect($0.severity == .warning && $0.rule == .partitionOverlap)
            return "\($0.key ?? "") \($0.group.split(separator: " ")[1])"
        }.sorted()
    }

    private let ground = Town.square(0, 0, 2, 2)

    @Test("the same ground, a part of it and an island in it are told; neighbours are not")
    func relations() {
        let one = claim("A", ground)
        #expect(pairs(one, claim("B", ground)) == ["B A"])
        #expect(pairs(one, claim("B", Town.square(1, 1, 3, 3))) == ["B A"])
        #expect(pairs(one, claim("B", Town.square(0.5, 0.5, 1, 1))) == ["B A"])
        #expect(pairs(one, claim("B", Town.square(2, 0, 3, 2))) == [])
        #expect(pairs(one, claim("B", Town.square(2, 2, 3, 3))) == [])
        #expect(pairs(one, claim("B", Town.square(5, 5, 6, 6))) == [])
    }

    @Test("of three on the same ground every pair is told")
    func three() {
        #expect(
            pairs(claim("A", ground), claim("B", ground), claim("C", ground))
                == ["B A", "C A", "C B"])
    }

    @Test("only claims of equal rank are at odds: a category is served before its group")
    func categories() {
        let cover = claim("A", ground, [.one(Town.cover)])
        #expect(pairs(cover, claim("B", ground, [.one(Town.litter)])) == [])
        #expect(pairs(cover, claim("B", ground, [.group("manhole")])) == [])
        #expect(pairs(cover, claim("B", ground, [.all])) == [])
        #expect(pairs(cover, claim("B", ground, [.one(Town.litter), .one(Town.cover)])) == ["B A"])
        #expect(pairs(claim("A", ground, [.all]), claim("B", ground, [.all])) == ["B A"])
    }

    @Test("two groups are at odds if they have a category in common")
    func groups() {
        let both = Category(
            standard: "own", key: Town.cover, name: "cover", groups: ["manhole", "iron"])
        let rule = PartitionClaims(catalogue: [both])
        let claims = [
            claim("A", ground, [.group("manhole")]), claim("B", ground, [.group("iron")]),
            claim("C", ground, [.group("wood")]),
        ]
        #expect(rule.findings(claims).map(\.key) == ["B"])
    }

    @Test("one after the other is no overlap; the last day counts")
    func time() {
        let until = claim("A", ground, to: "2026-03-01")
        #expect(pairs(until, claim("B", ground, from: "2026-03-02")) == [])
        #expect(pairs(until, claim("B", ground, from: "2026-03-01")) == ["B A"])
    }

    @Test("what was registered before is not told again, and the delivered row is the one told")
    func registered() {
        let old = claim("Z", ground, row: nil)
        #expect(pairs(old, claim("Y", ground, row: nil)) == [])
        #expect(pairs(old, claim("A", ground, row: 3)) == ["A Z"])
    }

    @Test("a delivery of a partition over a registered one is published with a warning")
    func check() throws {
        func row(_ code: String) -> LayerRow {
            var row = LayerRow(
                values: Layer.partitions.fields.map { _ in nil }, shape: .area(ground))
            row.values[0] = code
            row.values[2] = "matter/06010"
            row.values[3] = "clean"
            return row
        }
        let delivered = DeliveredRows(layer: .partitions, rows: [row("B")])
        var texts = delivered.texts
        var registered = RowTable(layer: .partitions)
        registered.append(
            number: 9, values: row("A").values.map { texts.place(of: $0) },
            shape: .area(ground), texts: &texts)
        let comparison = Comparison(delivered, registered: registered, texts: texts)
        func result(_ isWhole: Bool) throws -> CheckResult {
            DeliveryCheck(
                comparison,
                registered: Registered(
                    settings: Town.settings, keys: ["organizations": ["clean"]],
                    categories: Town.catalogue),
                completeness: isWhole ? .layer : .nothing, on: try #require(Town.day)
            ).run()
        }
        #expect(try result(false).findings.map(\.rule) == [.partitionOverlap])
        #expect(try result(false).findings.map(\.row) == [1])
        #expect(try result(false).rejectedRows == 0)
        #expect(try result(true).findings == [], "the old one vanishes")
    }
}

@Suite("Layers with rules of their own")
struct LayerCareTests {
    @Test("a case lies outside the city with a warning, everything else with an error")
    func outside() {
        for layer in Layer.all {
            #expect(layer.severityOutside == (layer == .cases ? .warning : .error))
        }
    }

    @Test("areas and partitions are judged as a whole, cases and components row by row")
    func whole() {
        let whole = Layer.all.filter(\.isCheckedWhole)
        #expect(Set(whole) == Set(AreaKind.allCases.map(\.layer) + [.partitions]))
    }
}
