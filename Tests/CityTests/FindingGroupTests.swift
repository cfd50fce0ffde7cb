import City
import Geo
import TestSupport
import Testing

@Suite("Groups of findings")
struct FindingGroupTests {
    private func finding(
        _ rule: Finding.Rule, _ severity: Finding.Severity = .error, row: Int?, group: String = ""
    ) -> Finding {
        Finding(
            rule, severity, row: row, key: "k\(row ?? 0)", english: "", chinese: "", group: group)
    }

    @Test("8,412 rows of one unknown class are one group with its first rows and its box")
    func oneClass() throws {
        let findings = (0..<8412).map { number in
            var finding = finding(.categoryUnknown, row: number + 2, group: "01099")
            finding.place = Coordinate(longitude: Int32(number), latitude: Int32(-number))
            return finding
        }
        let groups = FindingGroups(findings).worstFirst
        let group = try #require(groups.first)
        #expect(groups.count == 1)
        #expect(group.rows == 8412 && group.findings == 8412)
        #expect(group.firstRows == Array(2...21))
        #expect(group.text == "category-unknown 01099")
        #expect(group.example == findings[0])
        #expect(group.box == Box(west: 0, south: -8411, east: 8411, north: 0))
    }

    @Test("errors come before warnings, of the whole layer first, then where most rows are")
    func order() {
        let findings =
            (1...9).map { finding(.valueForm, .warning, row: $0) }
            + [finding(.codeForm, row: 1)]
            + (1...3).map { finding(.fieldMissing, row: $0) }
            + [finding(.gridGap, row: nil), finding(.gridGap, row: nil)]
        let groups = FindingGroups(findings).worstFirst
        #expect(groups.map(\.rule) == [.gridGap, .fieldMissing, .codeForm, .valueForm])
        #expect(groups.map(\.rows) == [0, 3, 1, 9])
        #expect(groups.map(\.findings) == [2, 3, 1, 9])
        #expect(groups[0].firstKeys == ["k0", "k0"] && groups[0].isOfLayer)
    }

    @Test("a row with two findings of a group is one row")
    func rowOnce() {
        let findings = [finding(.valueForm, row: 5), finding(.valueForm, row: 5)]
        let group = FindingGroups(findings).worstFirst.first
        #expect(group?.rows == 1 && group?.findings == 2 && group?.firstRows == [5])
    }

    @Test("however findings fall into groups, none is lost")
    func sums() {
        var random = SeededGenerator(seed: 7)
        let findings = (0..<5000).map { number in
            finding(
                Finding.Rule.allCases.randomElement(using: &random) ?? .codeForm,
                Bool.random(using: &random) ? .error : .warning,
                row: Int.random(in: 0..<9, using: &random) == 0 ? nil : number,
                group: "\(Int.random(in: 0..<20, using: &random))")
        }
        let groups = FindingGroups(findings).worstFirst
        #expect(groups.reduce(0) { $0 + $1.findings } == 5000)
        #expect(groups.reduce(0) { $0 + $1.rows } == findings.count { $0.row != nil })
        #expect(
            groups.count
                == Set(findings.map { [$0.group, "\($0.severity)", "\($0.row == nil)"] }).count)
    }
}

@Suite("The account of rows")
struct RowAccountTests {
    @Test("rows in are published, unchanged, rejected or waived")
    func addsUp() throws {
        let account = try RowAccount(rowsIn: 10, published: 4, unchanged: 3, rejected: 2, waived: 1)
        #expect(
            account.english(.published)
                == "10 rows in = 4 published + 3 unchanged + 2 rejected + 1 waived")
        #expect(account.chinese(.checked) == "交付10行 = 待发布4 + 未变3 + 退回2 + 豁免1")
    }

    @Test(
        "an account that loses a row, counts one twice or below zero cannot be made",
        arguments: [[11, 4, 3, 2, 1], [9, 4, 3, 2, 1], [0, 1, 0, -1, 0]])
    func lost(numbers: [Int]) {
        #expect(
            throws: RowAccountError.doesNotAddUp(
                rowsIn: numbers[0], parts: Array(numbers.dropFirst()))
        ) {
            try RowAccount(
                rowsIn: numbers[0], published: numbers[1], unchanged: numbers[2],
                rejected: numbers[3], waived: numbers[4])
        }
    }
}

@Suite("Metres moved")
struct MovedMetresTests {
    @Test("every distance falls into one class, its upper end into the next")
    func classes() {
        var moved = MovedMetres()
        for metres in [0, 0.009, 0.01, 0.3, 99.9, 100, 1000, 500_000] { moved.add(metres) }
        #expect(moved.rows == [2, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 2])
        #expect(moved.rows.reduce(0, +) == moved.count && moved.count == 8)
        #expect(moved.farthest == 500_000)
    }

    @Test("a point that moved a second of latitude moved some thirty metres")
    func points() {
        var moved = MovedMetres()
        let old = Coordinate(longitude: 1_200_000_000, latitude: 300_000_000)
        let new = Coordinate(longitude: 1_200_000_000, latitude: 300_002_778)
        moved.add(from: .points([old]), to: .points([new]))
        #expect(abs(moved.farthest - 30.8) < 0.1)
    }
}
