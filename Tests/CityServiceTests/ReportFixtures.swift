import City
import CityService
import Foundation
import Geo

/// Invented reports of any length.
enum ReportFixtures {
    static let summary = DeliverySummary(
        delivery: "components-1a2b", layer: "components", fileName: "普查2026.shp",
        referenceSystem: "EPSG:4547", encoding: "GB18030", completeness: .layer,
        stagedAt: "2026-11-25T04:00:00Z", unusedHeaders: ["备注", "OBJECTID"])

    /// Contents with some findings, of a city whose districts are two squares side by side.
    static func contents(
        _ findings: [Finding], summary: DeliverySummary = summary
    ) throws -> ReportContents {
        let rejected = Set(findings.filter { $0.severity == .error }.compactMap(\.row)).count
        var contents = try contents(rejected: rejected) { visit in
            for finding in findings { try visit(finding) }
        }
        contents.summary = summary
        return contents
    }

    /// Contents with findings that no memory holds.
    static func contents(
        rejected: Int, findings: @escaping ReportContents.Findings
    ) throws -> ReportContents {
        var moved = MovedMetres()
        for step in 0..<400 { moved.add(0.05 * Double(step)) }
        moved.add(2400)
        return ReportContents(
            summary: summary,
            account: try RowAccount(
                rowsIn: 780_000, published: 12_345, unchanged: 767_655 - rejected,
                rejected: rejected),
            differences: [
                .new: 11_000, .moved: 401, .retyped: 44, .reowned: 500, .changed: 400,
                .unchanged: 767_655 - rejected, .vanished: 12,
            ],
            city: CheckedCity(
                name: "样例市", code: "990100", edition: 17, checkedAt: "2026-11-25T04:05:00Z",
                outline: try [square(120.0), square(120.2)]),
            moved: moved, findings: findings)
    }

    private static func square(_ west: Double) throws -> Polygon {
        let corners = [(0.0, 0.0), (0.2, 0.0), (0.2, 0.25), (0.0, 0.25)]
        let places = try corners.map {
            try Coordinate(longitudeDegrees: west + $0.0, latitudeDegrees: 30 + $0.1)
        }
        guard let ring = Ring(places) else { throw CocoaError(.featureUnsupported) }
        return Polygon(shell: ring)
    }

    /// A place of the city.
    static func place(_ east: Double, _ north: Double) -> Coordinate {
        Coordinate(
            longitude: 1_200_000_000 + Int32(east * 4_000_000),
            latitude: 300_000_000 + Int32(north * 2_500_000))
    }

    /// Half a million findings, made one after the other while they are visited.
    static func many(_ count: Int) -> ReportContents.Findings {
        let models: [Finding] = [
            finding(.categoryUnknown, "类别“01099”未在目录中登记，请先登记或改正。"),
            finding(.organizationUnknown, "“权属单位代码”的值“NOBODY”未在单位中登记，请先登记或改正。"),
            finding(.geometryOutside, "在城市范围之外，请检查坐标系和坐标顺序。"),
            finding(.codeDuplicate, "代码重复，请保留一行。"),
            finding(.valueForm, "“状态”的值“好的”不是规定的词。", .warning),
        ]
        return { visit in
            for number in 0..<count {
                var finding = models[(number / 7 + number % 3) % models.count]
                finding.row = number + 2
                let (a, b) = (number &* 7919 % 100_003, number &* 104_729 % 99_991)
                finding.place = place(Double(a) / 100_003, Double(b) / 99_991)
                try visit(finding)
            }
        }
    }

    static func finding(
        _ rule: Finding.Rule, _ chinese: String, _ severity: Finding.Severity = .error,
        row: Int? = 2
    ) -> Finding {
        Finding(
            rule, severity, row: row, key: "99010101001000202",
            english: "A sentence about \(rule.rawValue). Mend it.", chinese: chinese)
    }
}
