import City
import CityFiles
import Geo

extension ReportContents {
    /// Writes one line a finding, for spreadsheets, and the account as the last line.
    func writeCSV(_ bytes: inout ByteStream) throws {
        bytes.appendRecord(
            ["row", "key", "severity", "rule", "lon", "lat", "english", "chinese"])
        try findings { finding in
            bytes.appendRecord([
                finding.row.map(String.init) ?? "", TableCell.cell(finding.key ?? ""),
                finding.severity.rawValue, finding.rule.rawValue,
                finding.place.map { Coordinate.degrees($0.longitude) } ?? "",
                finding.place.map { Coordinate.degrees($0.latitude) } ?? "",
                TableCell.cell(finding.english), TableCell.cell(finding.chinese),
            ])
            try bytes.pass()
        }
        bytes.appendRecord([
            "", "", "account", "", "", "", account.english(moment), account.chinese(moment),
        ])
    }
}
