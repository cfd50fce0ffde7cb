import City
import CityFiles
import Datum
import Foundation

/// What is told about the files of a delivery beside their rows, each thing once.
struct ReadingNotes {
    private var systems: [String] = []
    private var encodings: [String] = []
    private var declared: [DeclaredSystem] = []
    private var unused: [String] = []
    private var dimensions = AllDropped()
    private var named: [String] = []
    private var coded = 0
    private var personal: [(column: PersonalColumns.Column, field: String?)] = []

    /// Notes what a file was, after its rows were read.
    mutating func add(_ file: DeliveredFile, _ sample: PersonalSample) {
        Self.add(file.system?.description ?? "none", to: &systems)
        Self.add(file.file.encoding, to: &encodings)
        if let system = file.declared { Self.add(system, to: &declared) }
        for header in file.match.unused { Self.add(header, to: &unused) }
        if file.system != nil { dimensions.add(file.file.droppedDimensions) }
        switch file.category {
        case .column: break
        case .name: named.append(file.member.name)
        case .code: coded += 1
        }
        for found in sample.found
        where !personal.contains(where: {
            ($0.column.header, $0.column.kind, $0.field)
                == (found.column.header, found.column.kind, found.field)
        }) {
            personal.append(found)
        }
    }

    private static func add<Value: Equatable>(_ value: Value, to values: inout [Value]) {
        if !values.contains(value) { values.append(value) }
    }

    /// Writes everything down, and lets go what belongs to people.
    func tell(_ summary: inout DeliverySummary, _ rows: inout DeliveredRows, _ layer: Layer) {
        summary.referenceSystem = systems.joined(separator: ", ")
        summary.encoding = encodings.joined(separator: ", ")
        // Places in several systems cannot be compared with the register by one reading.
        summary.declared = declared.count == 1 ? declared[0] : nil
        summary.unusedHeaders = unused
        rows.findings += [dimensions.finding, categoryFinding].compactMap(\.self)
        for (column, field) in personal {
            if let field { rows.leaveOut(column.kind, in: field) }
            rows.findings.append(column.finding(in: layer))
        }
        for column in rows.leaveOutPersonalExtensions() {
            rows.findings.append(column.finding(in: layer))
        }
    }

    private var categoryFinding: Finding? {
        if coded > 0 {
            return Finding(
                .categoryStated, .info, row: nil,
                english: """
                    The file has no column category: it is taken from the rows' codes. Name the \
                    right column with --map if there is one.
                    """,
                chinese: "文件没有类别字段，类别取自部件标识码；如有该字段，请用 --map 指明。")
        }
        guard let first = named.first else { return nil }
        let names = named.count == 1 ? first : "\(first) … \(named[named.count - 1])"
        return Finding(
            .categoryStated, .info, row: nil,
            english: """
                The category is taken from the name of \
                \(named.count == 1 ? "the file" : "each of \(named.count) files"): \(names). Look \
                whether that is meant.
                """,
            chinese: "类别取自\(named.count)个文件（图层）的名称：\(names)，请核对。")
    }
}

/// The heights and measures of all files that are not taken in.
private struct AllDropped {
    private var dimensions: DroppedDimensions?

    mutating func add(_ dropped: DroppedDimensions?) {
        guard let dropped else { return }
        guard let known = dimensions else { return dimensions = dropped }
        dimensions?.heights = known.heights || dropped.heights
        dimensions?.measures = known.measures || dropped.measures
    }

    var finding: Finding? {
        dimensions.map {
            Finding(
                .dimensionsDropped, .info, row: nil, english: $0.english, chinese: $0.chinese)
        }
    }
}
