import City
import Geo

extension ReportContents {
    /// Writes one line a finding, for spreadsheets, and the account as the last line.
    func writeCSV(_ bytes: inout ByteStream) throws {
        bytes.appendRecord(
            ["row", "key", "severity", "rule", "lon", "lat", "english", "chinese"])
        try findings { finding in
            bytes.appendRecord([
                finding.row.map(summary.place) ?? "", (finding.key ?? "").harmless,
                finding.severity.rawValue, finding.rule.rawValue,
                finding.place.map { Coordinate.degrees($0.longitude) } ?? "",
                finding.place.map { Coordinate.degrees($0.latitude) } ?? "",
                finding.english.harmless, finding.chinese.harmless,
            ])
            try bytes.pass()
        }
        bytes.appendRecord([
            "", "", "account", "", "", "", account.english(moment), account.chinese(moment),
        ])
    }
}

extension String {
    /// The text as a cell that no spreadsheet takes for a formula: one that begins like a formula
    /// gets an apostrophe in front.
    ///
    /// Source of the beginnings: OWASP, CSV Injection; the wide ones are what an input method for
    /// Chinese writes.
    var harmless: String {
        guard let first = unicodeScalars.first, Self.formulaBeginnings.contains(first) else {
            return self
        }
        return "'" + self
    }

    private static let formulaBeginnings: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
    ]
}
