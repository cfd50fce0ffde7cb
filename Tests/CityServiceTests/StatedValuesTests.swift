import City
import CityService
import Foundation
import TestSupport
import Testing

/// A census of the sample town that says all that the standard of 2026 asks for.
private struct Census {
    static let columns = [
        "code", "category", "standard", "name", "competent_department", "unit_grid", "state",
        "initial_date", "change_date", "source", "note", "extension", "lon", "lat",
    ]
    var header = columns
    var rows: [[String]]

    /// Covers on a lattice over the south-western block, by line 2 and on.
    init(_ count: Int = 3000) {
        rows = (0..<count).map { number in
            let code = "99010101001" + String(String(1_100_000 + number).suffix(6))
            let (column, row) = (number % 38, number / 38)
            return [
                code, "component/01001", "GB/T 47678.5-2026", "供水井盖", "SZ", "990101001001001",
                "完好", "2026-03-01", "2026-03-02", "实测", "", "",
                String(120.00002 + Double(column) * 0.000012),
                String(30.00002 + Double(row) * 0.000012),
            ]
        }
    }

    /// Puts a value into a row of the file.
    mutating func set(_ column: String, _ value: String, line: Int) {
        guard let index = header.firstIndex(of: column) else { return }
        rows[line - 2][index] = value
    }

    /// Appends a column.
    mutating func add(_ column: String, _ value: (Int) -> String) {
        header.append(column)
        for index in rows.indices { rows[index].append(value(index)) }
    }

    /// Leaves a column out.
    mutating func drop(_ column: String) {
        guard let index = header.firstIndex(of: column) else { return }
        header.remove(at: index)
        for row in rows.indices { rows[row].remove(at: index) }
    }

    var text: String {
        ([header] + rows).map { line in
            line.map {
                $0.contains(where: ",\"".contains) ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0
            }
            .joined(separator: ",") + "\n"
        }.joined()
    }
}

extension TestCity {
    fileprivate func stage(
        _ census: Census, _ reading: Deliveries.Reading = TestCity.reading,
        named name: String = "census.csv"
    ) throws -> DeliverySummary {
        let file = try folder.write(census.text, to: name)
        return try city.deliveries.stage(file, as: .components, reading)
    }

    fileprivate func check(
        _ census: Census, _ reading: Deliveries.Reading = TestCity.reading
    ) throws -> CheckReport {
        try city.deliveries.check(try stage(census, reading).delivery)
    }
}

@Suite("What components say")
struct StatedValuesTests {
    @Test("a census that says everything right is told nothing")
    func clean() throws {
        let report = try TestCity.sample().check(Census())
        #expect(report.result.findings.isEmpty, "\(report.lines(file: "census.csv").prefix(6))")
    }

    @Test("of 3,000 rows the one at fault is found, once, by its rule and row")
    func seeded() throws {
        let faults: [(column: String, value: String, rule: Finding.Rule, isError: Bool)] = [
            ("code", "99010201001999999", .codeDistrict, false),
            ("code", "99020101001999999", .codeDistrict, true),
            ("code", "99010001001999999", .codeDistrict, false),
            ("state", "", .attributeMissing, false),
            ("name", "", .attributeMissing, false),
            ("competent_department", "", .attributeMissing, false),
            ("unit_grid", "", .attributeMissing, false),
            ("initial_date", "", .attributeMissing, false),
            ("state", "良好", .valueDomain, false),
            ("source", "估计", .valueDomain, false),
            ("change_date", "9999-12-31", .dateFuture, false),
            ("change_date", "2026-02-28", .timeOrder, false),
            ("initial_date", "2026-02-30", .valueForm, true),
            ("category", "component/0188", .categoryUnknown, true),
        ]
        let town = try TestCity.sample()
        for (place, fault) in faults.enumerated() {
            var census = Census()
            let line = 17 + place * 200
            census.set(fault.column, fault.value, line: line)
            if fault.rule == .categoryUnknown {
                census.set("code", "9901010188000001", line: line)
            }
            let findings = try town.check(census).result.findings
            #expect(findings.map(\.rule) == [fault.rule], "\(fault)")
            #expect(findings.map(\.row) == [line], "\(fault)")
            #expect((findings.first?.severity == .error) == fault.isError, "\(fault)")
        }
    }

    @Test("an attribute that most rows lack is told once, and rows of no standard lack nothing")
    func missingColumn() throws {
        let town = try TestCity.sample()
        var census = Census()
        census.drop("state")
        let findings = try town.check(census).result.findings
        #expect(findings.map(\.rule) == [.attributeMissing])
        #expect(findings.first?.row == nil)
        #expect(findings.first?.english.hasPrefix("3000 of 3000 rows have no state") == true)
        census.drop("standard")
        #expect(try town.check(census).result.findings.isEmpty)
        var reading = TestCity.reading
        reading.standard = "GB/T 47678.5-2026"
        #expect(try town.check(census, reading).result.findings.map(\.rule) == [.attributeMissing])
    }

    @Test("in a development zone the district of the ground and the administering one are right")
    func zone() throws {
        let town = try TestCity.sample()
        for (code, isRight) in [("990101", true), ("990102", true), ("990100", false)] {
            var census = Census(1)
            census.set("code", code + "01001999999", line: 2)
            census.set("lon", "120.0045", line: 2)
            census.set("lat", "30.0035", line: 2)
            census.drop("standard")
            census.drop("unit_grid")
            let rules = try town.check(census).result.findings.map(\.rule)
            #expect(rules == (isRight ? [] : [.codeDistrict]), "\(code)")
        }
    }

    @Test("on the border both districts are right, and a city of free codes is asked nothing")
    func border() throws {
        let town = try TestCity.sample()
        for code in ["990101", "990102"] {
            var census = Census(1)
            census.set("code", code + "01001999999", line: 2)
            census.set("lon", "120.003", line: 2)
            census.drop("standard")
            census.drop("unit_grid")
            #expect(try town.check(census).result.findings.isEmpty)
        }
        let free = try TestCity(code: "dc", scheme: .free)
        _ = try free.city.deliveries.importFile(
            TestCity.sampleFile("districts"), as: .districts, TestCity.reading)
        var census = Census(1)
        census.drop("competent_department")
        let rules = Set(try free.check(census).result.findings.map(\.rule))
        #expect(rules == [.categoryUnknown, .attributeMissing])
    }
}

@Suite("Categories of other standards")
struct OtherCategoryTests {
    private func census(_ category: String, _ count: Int, standard: String = "") -> Census {
        var census = Census(count)
        for line in 2..<count + 2 {
            let number = String(String(1_100_000 + line).suffix(6))
            census.set("code", "990101\(category)\(number)", line: line)
            census.set("category", category, line: line)
            census.set("standard", standard, line: line)
        }
        return census
    }

    @Test("a known older category is taken as its successor, told once with how many rows")
    func mapped() throws {
        let town = try TestCity.sample()
        let delivered = census("0102", 40, standard: "GB/T 30428.2-2013")
        let report = try town.check(delivered)
        #expect(report.result.findings.map(\.rule) == [.categoryMapped])
        let finding = try #require(report.result.findings.first)
        #expect(finding.severity == .info && finding.row == 2)
        #expect(
            finding.english.hasPrefix(
                "40 rows' category 0102 (GB/T 30428.2-2013) are taken as component/01002."))
        let deliveries = try town.city.deliveries
        #expect(try deliveries.publish(report.summary.delivery).edition?.newRows == 40)
        let path = town.folder.path("out.csv")
        _ = try town.city.export.write(.components, to: path)
        let rows = try Table.read(path).filter { $0["code"]?.utf8.count == 16 }
        #expect(rows.count == 40 && rows.allSatisfy { $0["category"] == "component/01002" })
        let file = try town.folder.write(delivered.text, to: "again.csv")
        let (again, outcome) = try deliveries.importFile(file, as: .components, TestCity.reading)
        #expect(outcome == .unchanged && again.result.findings.count == 1)
    }

    @Test("a code of two meanings waits for its standard to be told")
    func ambiguous() throws {
        let town = try TestCity.sample()
        let report = try town.check(census("0118", 3))
        #expect(
            report.result.findings.map(\.rule) == [
                .categoryUnknown, .categoryUnknown, .categoryUnknown,
            ])
        let sentence = try #require(report.result.findings.first?.english)
        #expect(sentence.contains("component/01018 in GB/T 30428.2-2013"))
        #expect(sentence.contains("component/01037 in CJ/T 214-2007"))
        for (standard, category) in [
            ("GB/T 30428.2-2013", "component/01018"), ("CJ/T 214-2007", "component/01037"),
        ] {
            let told = try town.check(census("0118", 3, standard: standard))
            #expect(told.result.findings.map(\.rule) == [.categoryMapped])
            #expect(told.result.findings[0].english.contains("taken as \(category)"))
        }
    }

    @Test("an unknown category offers to add it; done so, the waiting delivery passes")
    func added() throws {
        let town = try TestCity.sample()
        var delivered = Census(50)
        for line in 2..<42 {
            delivered.set("category", "0188", line: line)
            delivered.set(
                "code", "9901010188\(String(String(1_100_000 + line).suffix(6)))", line: line)
        }
        let report = try town.check(delivered)
        let groups = FindingGroups(report.result.findings).worstFirst
        let remedy = try #require(groups.first?.remedy)
        #expect(groups.count == 1)
        #expect(
            remedy.english == "Add 40 rows' category component/0188 to this city's catalogue.")
        #expect(remedy.words == ["add-category", "component/0188", "--name", "NAME"])
        let name = report.summary.delivery
        let lines = report.lines(file: "census.csv", offering: "wangge accept city.db \(name)")
        #expect(
            lines.last
                == "        wangge accept city.db \(name) add-category component/0188 --name NAME")
        let json = try JSONSerialization.jsonObject(with: Data(report.text(.json).utf8))
        let told = ((json as? [String: Any])?["groups"] as? [[String: Any]])?.first?["remedy"]
        #expect((told as? [String: Any])?["subject"] as? String == "component/0188")
        let deliveries = try town.city.deliveries
        let (edition, again) = try deliveries.addCategory("0188", named: "智能井盖", for: name)
        #expect(edition?.layer == "categories" && edition?.newRows == 1)
        #expect(again.result.findings.isEmpty)
        #expect(try deliveries.addCategory("0188", named: "智能井盖", for: name).edition == nil)
        #expect(try deliveries.publish(name).edition?.newRows == 50)
    }

    @Test("in the standard's own vocabulary the category is the one that the codes state")
    func fromCodes() throws {
        let town = try TestCity.sample()
        var delivered = Census(5)
        delivered.drop("category")
        delivered.header = delivered.header.map {
            Vocabulary.national.header(of: $0, in: .components)
        }
        delivered.rows[3][0] = "9901010102000007"
        let report = try town.check(delivered)
        #expect(report.result.findings.map(\.rule) == [.categoryStated, .categoryMapped])
        let name = report.summary.delivery
        #expect(try town.city.deliveries.publish(name).edition?.newRows == 5)
        let path = town.folder.path("out.csv")
        _ = try town.city.export.write(.components, to: path)
        let rows = try Table.read(path)
        #expect(rows.first { $0["code"] == "9901010102000007" }?["category"] == "component/01002")
        #expect(rows.count { $0["category"] == "component/01001" } == 8)
    }
}

@Suite("Columns that hold people")
struct PersonalDeliveryTests {
    private let numbers = (0..<60).map { "1\(3 + $0 % 7)\(String(format: "%09d", $0 * 7_919_113))" }
    private let names = ["张伟", "王芳", "李小明", "赵敏", "欧阳锋", "刘洋", "陈静", "杨光", "周杰", "吴亚男"]

    @Test("they are named to the surveyor and left out, and no value is told or kept")
    func columns() throws {
        let town = try TestCity.sample()
        var census = Census(60)
        census.add("负责人") { names[$0 % 10] }
        census.add("LXDH") { numbers[$0] }
        for index in 0..<60 {
            let line = index + 2
            census.set("note", index % 4 == 0 ? "有事联系\(numbers[index])" : "井盖完好", line: line)
            census.set(
                "extension",
                "{\"直径\":\"0.7\",\"管理员\":\"\(names[index % 10])\",\"联络\":\"\(numbers[index])\"}",
                line: line)
        }
        let report = try town.check(census)
        let findings = report.result.findings
        #expect(findings.allSatisfy { $0.rule == .personalColumn && $0.severity == .warning })
        #expect(
            Set(findings.map(\.group))
                == Set(["负责人", "LXDH", "note", "管理员", "联络"].map { "personal-column \($0)" }))
        #expect(findings.allSatisfy { $0.row == nil && $0.english.contains("posts") })
        for form in CheckReport.Form.allCases {
            let text = try report.text(form)
            for value in names + numbers { #expect(!text.contains(value)) }
        }
        _ = try town.city.deliveries.publish(report.summary.delivery)
        let path = town.folder.path("out.csv")
        _ = try town.city.export.write(.components, to: path)
        let rows = try Table.read(path).filter { $0["state"] == "完好" }
        #expect(rows.count == 60)
        #expect(rows.allSatisfy { $0["extension"] == "{直径:0.7}" })
        #expect(rows.count { $0["note"] == "井盖完好" } == 45)
        #expect(rows.count { $0["note"] == "" } == 15)
    }

    @Test("a file without headers does not have its first row told")
    func noHeaders() {
        let columns = PersonalColumns(
            headers: ["code", numbers[0]], rows: numbers.map { ["x", $0] }
        ).columns
        let findings = columns.map { $0.finding(in: .components) }
        #expect(findings.map(\.group) == ["personal-column #2"])
        #expect(findings.allSatisfy { !$0.english.contains(numbers[0]) })
        #expect(findings.allSatisfy { !$0.chinese.contains(numbers[0]) })
    }
}
