public import City
public import Foundation
import Geo

/// What a check says about a delivery, in the forms that people and programs read.
public struct CheckReport: Sendable {
    /// The delivery.
    public let summary: DeliverySummary
    /// Findings and differences.
    public let result: CheckResult

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

    /// The findings as a compiler prints them, one line per group: a class that 8,412 rows do not
    /// know is one line with its first rows.
    public func lines(file: String) -> [String] {
        var groups: [(first: Finding, rows: [Int])] = []
        var placeOfGroup: [String: Int] = [:]
        for finding in result.findings {
            if let place = placeOfGroup[finding.group], finding.row != nil {
                groups[place].rows.append(finding.row ?? 0)
            } else {
                placeOfGroup[finding.group] = groups.count
                groups.append((finding, []))
            }
        }
        return groups.flatMap { group in
            let line = group.first.line(file: file).visible
            let chinese = group.first.chinese.visible
            guard !group.rows.isEmpty else { return [line, "    \(chinese)"] }
            let shown = group.rows.prefix(8).map(String.init).joined(separator: ", ")
            let more = group.rows.count > 8 ? ", …" : ""
            return [
                line, "    \(chinese)",
                "    The same in \(group.rows.count) more rows: \(shown)\(more)",
            ]
        }
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
    }

    /// The whole report in a form.
    public func text(_ form: Form) throws -> String {
        switch form {
        case .csv: csv
        case .json: try encoded(JSONReport(self))
        case .geojson:
            try encoded(
                Features(features: result.findings.map(Feature.init)))
        }
    }

    private var csv: String {
        let header = ["row", "key", "severity", "rule", "lon", "lat", "english", "chinese"]
        let rows = result.findings.map { finding in
            [
                finding.row.map(String.init) ?? "", finding.key ?? "",
                finding.severity.rawValue, finding.rule.rawValue,
                finding.place.map { Coordinate.degrees($0.longitude) } ?? "",
                finding.place.map { Coordinate.degrees($0.latitude) } ?? "",
                finding.english, finding.chinese,
            ]
        }
        return ([header] + rows).map(SeparatedText.line).joined()
    }

    private func encoded(_ value: some Encodable) throws -> String {
        String(decoding: try JSON.readable.encode(value), as: UTF8.self) + "\n"
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

private struct JSONReport: Encodable {
    var delivery: DeliverySummary
    var differences: [String: Int]
    var rejectedRows: Int
    var findings: [JSONFinding]

    init(_ report: CheckReport) {
        delivery = report.summary
        differences = Dictionary(
            uniqueKeysWithValues: report.counts.map { ($0.change.rawValue, $0.rows) })
        rejectedRows = report.result.rejectedRows
        findings = report.result.findings.map(JSONFinding.init)
    }
}

private struct JSONFinding: Encodable {
    var rule: String
    var severity: String
    var row: Int?
    var key: String?
    var at: [Double]?
    var english: String
    var chinese: String
    var group: String

    init(_ finding: Finding) {
        rule = finding.rule.rawValue
        severity = finding.severity.rawValue
        row = finding.row
        key = finding.key
        at = finding.place.map { [$0.longitudeDegrees, $0.latitudeDegrees] }
        english = finding.english
        chinese = finding.chinese
        group = finding.group
    }
}

private struct Features: Encodable {
    var type = "FeatureCollection"
    var features: [Feature]
}

private struct Feature: Encodable {
    var type = "Feature"
    @Nullable var geometry: Point?
    var properties: JSONFinding

    struct Point: Encodable, Hashable, Sendable {
        var type = "Point"
        var coordinates: [Double]
    }

    init(_ finding: Finding) {
        geometry = finding.place.map {
            Point(coordinates: [$0.longitudeDegrees, $0.latitudeDegrees])
        }
        properties = JSONFinding(finding)
    }
}
