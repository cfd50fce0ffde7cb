import City
import CityFiles
import Datum
import Foundation
import Geo

/// The rows of a delivery in one file, or in many: a folder, an archive, a layer for each class.
final class DeliveredFiles: RowSource {
    private let layer: Layer
    private let reading: Deliveries.Reading
    private let scheme: CodeScheme
    private let correction: DatumCorrection?
    private let members: [FileSet.Member]
    private let ignored: [String]
    private let first: DeliveredFile

    private var numbering = MemberNumbering()
    private var notes = ReadingNotes()

    /// The files under a path.
    ///
    /// Several make one delivery if they stand in a folder or an archive, or if they are layers of
    /// one file and each is named by its class.
    ///
    /// - Throws: an error that says which file cannot be read and why.
    init(
        _ path: String, as layer: Layer, _ reading: Deliveries.Reading, scheme: CodeScheme,
        correction: DatumCorrection?
    ) throws {
        let (members, opened, ignored) = try Self.find(path, reading)
        self.layer = layer
        self.reading = reading
        self.scheme = scheme
        self.correction = correction
        self.members = members
        self.ignored = ignored
        first = try Self.named(members[0], isAlone: members.count == 1) { member in
            let file =
                try opened
                ?? VectorFile(
                    path: member.path, layer: member.layer, encoding: reading.encoding)
            return try DeliveredFile(
                member, file, isAlone: members.count == 1, as: layer, reading, scheme: scheme,
                correction: correction)
        }
    }

    /// The files under a path; one that stands alone comes open.
    private static func find(
        _ path: String, _ reading: Deliveries.Reading
    ) throws -> (members: [FileSet.Member], opened: VectorFile?, ignored: [String]) {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if exists, isFolder.boolValue, !path.lowercased().hasSuffix(".gdb"),
            reading.fileLayer == nil
        {
            let set = try FileSet(path: path)
            return (set.members, nil, set.ignored)
        }
        let file: VectorFile
        do {
            file = try VectorFile(
                path: path, layer: reading.fileLayer, encoding: reading.encoding)
        } catch {
            guard case .severalLayers = error else { throw error }
            let set = try FileSet(path: path)
            let areNamed = set.members.allSatisfy { $0.category != nil || $0.layer == nil }
            guard areNamed else { throw error }
            return (set.members, nil, set.ignored)
        }
        return ([alone(path, reading.fileLayer)], file, [])
    }

    private static func alone(_ path: String, _ layer: String?) -> FileSet.Member {
        let url = URL(fileURLWithPath: path)
        let stem = layer ?? url.deletingPathExtension().lastPathComponent
        return FileSet.Member(
            path: path, layer: layer, name: url.lastPathComponent,
            category: StatedCategory.key(inName: stem))
    }

    /// Opens a member; of several the error names it.
    private static func named(
        _ member: FileSet.Member, isAlone: Bool,
        _ open: (FileSet.Member) throws -> DeliveredFile
    ) throws -> DeliveredFile {
        do {
            return try open(member)
        } catch  where !isAlone {
            throw CityServiceError.member(member.name, Fault(error), detail: "\(error)")
        }
    }

    private func open(_ member: FileSet.Member) throws -> DeliveredFile {
        try Self.named(member, isAlone: false) { member in
            try DeliveredFile(
                member,
                VectorFile(path: member.path, layer: member.layer, encoding: reading.encoding),
                isAlone: false, as: layer, reading, scheme: scheme, correction: correction)
        }
    }

    /// The reader of the first file.
    var reader: RowReader {
        RowReader(layer: layer, match: first.match, scheme: scheme, defaults: first.defaults)
    }

    var rowCount: Int? { members.count == 1 ? first.file.rowCount : nil }

    func forEachBatch(
        into line: ReadingLine, _ visit: (SourceBatch) throws -> Void
    ) throws {
        for (place, member) in members.enumerated() {
            let opened = place == 0 ? first : try open(member)
            numbering.begin(member.name)
            opened.begin(line)
            var sample = PersonalSample(
                headers: opened.file.fields, match: opened.match, layer: layer)
            try opened.file.forEachBatch { batch in
                sample.look(at: batch)
                try visit(members.count == 1 ? batch : numbered(batch))
            }
            notes.add(opened, sample)
        }
    }

    private func numbered(_ batch: SourceBatch) -> SourceBatch {
        var batch = batch
        for index in batch.rows.indices {
            batch.rows[index].number = numbering.number(of: batch.rows[index].number)
        }
        return batch
    }

    /// Tells what the files were, and lets go what must not be taken in.
    func tell(_ summary: inout DeliverySummary, _ rows: inout DeliveredRows) {
        notes.tell(&summary, &rows, layer)
        if members.count > 1 { summary.members = numbering }
        if !ignored.isEmpty { summary.ignoredFiles = ignored }
    }
}
