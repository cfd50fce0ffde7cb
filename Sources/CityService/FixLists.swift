import City
import CityFiles
import Foundation

extension CheckReport {
    /// A fix list as it was written.
    public struct WrittenList: Hashable, Sendable {
        /// The file that the surveyor opens.
        public var path: String
        /// How many rows it has.
        public var rowCount: Int
        /// What is not as in the delivery, each a sentence in English; empty if all is.
        public var notes: [String]
    }

    /// Writes the rejected rows as they stand in the delivered file, each with all its reasons, so
    /// that they can be mended and handed in again.
    ///
    /// Format, encoding, reference system and columns are those of the delivery. Time is one pass
    /// through the delivered file, memory that of the rejected rows.
    ///
    /// - Parameter folder: where to; made if it is missing.
    /// - Returns: the list, or one for each file of a delivery of several that has rows to mend;
    ///   none if no row is rejected.
    /// - Throws: `VectorFileError.changed` if the file is not the one that was checked, and
    ///   `VectorFileError` for whatever else keeps the list from being written; nothing is then.
    public func writeFixLists(into folder: String) throws -> [WrittenList] {
        guard result.rejectedRows > 0 else { return [] }
        guard let trace = summary.trace else {
            throw CityServiceError.noDeliveredFile(delivery: summary.delivery)
        }
        try trace.checkUnchanged()
        let files = FileManager.default
        let isNew = !files.fileExists(atPath: folder)
        if isNew {
            try? files.createDirectory(atPath: folder, withIntermediateDirectories: false)
        }
        do {
            return try write(FixList(reasons), trace, into: folder).map {
                WrittenList(path: $0.path, rowCount: $0.rowCount, notes: $0.notes)
            }
        } catch {
            if isNew { rmdir(folder) }
            throw error
        }
    }

    private func write(
        _ list: FixList, _ trace: FileTrace, into folder: String
    ) throws -> [WrittenFixList] {
        if let members = summary.members {
            return try FixListWriter.write(
                list, of: FileSet(path: trace.path), members, encoding: trace.encoding,
                into: folder)
        }
        return [
            try FixListWriter(path: trace.path, layer: trace.layer, encoding: trace.encoding)
                .write(list, into: folder)
        ]
    }

    /// The reasons for which rows are rejected, grouped by cause, the worst cause first. The name of
    /// the rule comes first, so that no table cuts it off.
    private var reasons: [FixList.Entry] {
        let errors = result.findings.filter { $0.severity == .error && $0.row != nil }
        let causes = FindingGroups(errors).worstFirst.map(\.text)
        let place = Dictionary(uniqueKeysWithValues: zip(causes, causes.indices))
        var reasons = [[FixList.Entry]](repeating: [], count: causes.count)
        for finding in errors {
            guard let row = finding.row, let cause = place[finding.group] else { continue }
            reasons[cause].append(
                FixList.Entry(
                    row: row, chinese: finding.chinese,
                    english: "[\(finding.rule.rawValue)] \(finding.english)"))
        }
        return reasons.flatMap(\.self)
    }
}
