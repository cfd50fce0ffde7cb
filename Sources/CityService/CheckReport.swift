public import City
public import Foundation

/// What a check says about a delivery, in the forms that people and programs read.
public struct CheckReport: Sendable {
    /// The delivery.
    public let summary: DeliverySummary
    /// Findings and differences.
    public let result: CheckResult
    /// The city that the delivery was checked against, where a report is to show it.
    public var city: CheckedCity?
    /// How many rows were read, where that was counted apart from what became of them.
    public var rowsIn: Int?
    /// How far rows moved, where it was measured.
    public var moved: MovedMetres?
    /// Whether the delivery was published meanwhile.
    public var moment = RowAccount.Moment.checked

    /// Whether anything rejects a row or the layer.
    public var hasErrors: Bool { result.findings.contains { $0.severity == .error } }

    /// How many rows each kind of difference has.
    public var counts: [(change: RowChange, rows: Int)] {
        RowChange.allCases.map { change in
            (
                change,
                change == .vanished
                    ? result.vanished.count : result.changes.count { $0 == change }
            )
        }
    }

    /// The findings as a compiler prints them, a line or two for each of the worst groups.
    ///
    /// - Parameter command: what the words of an offered step follow; without it none is offered.
    public func lines(file: String, offering command: String? = nil) -> [String] {
        TerminalReport(
            groups: FindingGroups(result.findings).worstFirst, members: summary.members,
            command: command
        ).lines(file: file)
    }

    /// The differences in one line: `12 new, 3 moved, 980 unchanged`.
    public var differenceLine: String {
        let parts = counts.filter { $0.rows > 0 }.map { "\($0.rows) \($0.change.rawValue)" }
        let rejected = result.rejectedRows > 0 ? ["\(result.rejectedRows) rejected"] : []
        return (parts + rejected).joined(separator: ", ")
    }

    /// The forms in which a report can be had.
    public enum Form: String, CaseIterable, Sendable {
        /// One line a finding, for spreadsheets.
        case csv
        /// One point a finding, for a map.
        case geojson
        /// Everything, for programs.
        case json
        /// One page that opens from disk, for people.
        case html
    }

    /// What became of every row.
    ///
    /// - Throws: ``RowAccountError`` if rows are lost.
    public var account: RowAccount {
        get throws {
            let unchanged = result.changes.count { $0 == .unchanged }
            return try RowAccount(
                rowsIn: rowsIn ?? result.changes.count,
                published: result.changes.count { $0 != nil } - unchanged,
                unchanged: unchanged, rejected: result.rejectedRows)
        }
    }

    /// All that a report says, for writing it in any form.
    ///
    /// - Throws: ``RowAccountError`` if rows are lost.
    public var contents: ReportContents {
        get throws {
            ReportContents(
                summary: summary, account: try account,
                differences: Dictionary(uniqueKeysWithValues: counts.map { ($0.change, $0.rows) }),
                moment: moment, city: city, moved: moved
            ) { try result.findings.forEach($0) }
        }
    }

    /// The whole report in a form, as one text.
    public func text(_ form: Form) throws -> String {
        var bytes: [UInt8] = []
        try contents.write(form) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// The text with control characters spelt out: what a file says must not steer a terminal.
    public var visible: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
                    let isControl =
                        scalar.properties.generalCategory == .control && scalar != "\n"
                    let spelt = "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
                    return isControl ? Array(spelt.unicodeScalars) : [scalar]
                }))
    }
}

/// The JSON that the program writes: keys in order, so that equal answers are equal bytes.
public enum JSON {
    /// One line, for programs.
    public static var compact: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// Indented, for people.
    public static var readable: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return encoder
    }
}
