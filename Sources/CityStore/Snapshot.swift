public import City
import Crypto
import Foundation
import Geo

/// The packed indexes of a city's editions on disk, so that a start need not read the register.
///
/// A snapshot is a copy: whatever is wrong with one is said, and it is made anew from the register.
/// Each file is a header of 128 bytes and then the index as it lies in memory. The header holds the
/// mark, the byte order, the layout, the edition with its content hash, the length, and a SHA-256
/// over all of it. A snapshot appears complete or not at all, and is mapped, not read.
public struct Snapshots: Sendable {
    /// Where they are.
    public let folder: String

    /// How many are kept: the newest editions.
    public static let kept = 3

    /// The snapshots that belong to a register.
    public init(ofRegister path: String) {
        folder = (path.hasSuffix(".db") ? String(path.dropLast(3)) : path) + ".snapshots"
    }

    /// What a snapshot is of.
    public struct Subject: Hashable, Sendable {
        /// The number of the edition.
        public var edition: Int
        /// The hash of its contents; empty for the edition 0.
        public var contentHash: String

        /// A subject by its parts.
        public init(edition: Int, contentHash: String) {
            self.edition = edition
            self.contentHash = contentHash
        }
    }

    /// A reason why a snapshot is not used.
    public enum Fault: Error, Hashable, Sendable {
        /// There is none; that is nothing to be told.
        case missing
        /// It cannot be opened.
        case unreadable
        /// It is shorter or longer than it says.
        case cutShort
        /// It is no snapshot.
        case notASnapshot
        /// It comes from a machine with another byte order.
        case otherByteOrder
        /// Another version of the program wrote it.
        case otherLayout
        /// It is of another edition or of another city.
        case otherEdition
        /// Its checksum does not fit: something in it was changed.
        case damaged
        /// Areas or segments begin or end between its days and today.
        case otherDay
    }

    /// Where the snapshot of an edition is.
    public func path(of edition: Int) -> String { "\(folder)/edition-\(edition).index" }

    // MARK: Reading

    /// Maps the snapshot of an edition.
    ///
    /// - Throws: ``Fault``; then the snapshot is of no use.
    public func load(_ subject: Subject, on day: Day) throws(Fault) -> CityIndex {
        let bytes = try map(path(of: subject.edition))
        try check(Header(bytes), bytes, subject)
        do {
            var reader = PackedReader(bytes, from: Header.size)
            let index = try CityIndex(from: &reader)
            guard index.edition == subject.edition else { throw Fault.otherEdition }
            guard index.days.contains(day) else { throw Fault.otherDay }
            return index
        } catch let fault as Fault {
            throw fault
        } catch {
            throw .otherLayout
        }
    }

    private func map(_ path: String) throws(Fault) -> PackedBytes {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unreadable }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable
        }
        let size = Int(status.st_size)
        guard size >= Header.size else { throw .cutShort }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        else { throw .unreadable }
        return PackedBytes(UnsafeRawBufferPointer(start: start, count: size)) { bytes in
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        }
    }

    private func check(
        _ header: Header, _ bytes: PackedBytes, _ subject: Subject
    ) throws(Fault) {
        guard header.mark == Header.mark else { throw .notASnapshot }
        guard header.byteOrder != Header.byteOrder.byteSwapped else { throw .otherByteOrder }
        guard header.byteOrder == Header.byteOrder else { throw .damaged }
        guard header.length == UInt64(bytes.bytes.count - Header.size) else { throw .cutShort }
        guard header.layout == CityIndex.layout else { throw .otherLayout }
        let payload = UnsafeRawBufferPointer(rebasing: bytes.bytes[Header.size...])
        var hash = SHA256()
        header.withSummedBytes { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: payload)
        guard Array(hash.finalize()) == header.checksum else { throw .damaged }
        guard header.edition == UInt64(subject.edition),
            header.contentHash == Header.padded(subject.contentHash)
        else { throw .otherEdition }
    }

    // MARK: Writing

    /// Writes the snapshot of an index, and removes those of older editions beyond ``kept``.
    ///
    /// - Throws: ``CityStoreError/inaccessible(path:detail:)`` if the folder cannot be written.
    public func save(_ index: CityIndex, contentHash: String) throws {
        let path = path(of: index.edition)
        let unfinished = "\(folder)/\(UUID().uuidString).unfinished"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try write(index, contentHash, to: unfinished)
            guard rename(unfinished, path) == 0 else { throw POSIXError(.EIO) }
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw CityStoreError.inaccessible(path: path, detail: "it cannot be written")
        }
        sweep()
    }

    private func write(_ index: CityIndex, _ contentHash: String, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw POSIXError(.EIO)
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var header = Header(edition: index.edition, contentHash: contentHash)
        try file.write(contentsOf: header.bytes)
        var length: UInt64 = 0
        var writer = PackedWriter { bytes in
            length += UInt64(bytes.count)
            try file.write(contentsOf: Data(bytes))
        }
        try index.write(to: &writer)
        header.length = length
        // What was written is read back for its sum, which is then put in front of it.
        try file.synchronize()
        let written = try map(path)
        var hash = SHA256()
        header.withSummedBytes { hash.update(bufferPointer: $0) }
        hash.update(
            bufferPointer: UnsafeRawBufferPointer(rebasing: written.bytes[Header.size...]))
        header.checksum = Array(hash.finalize())
        try file.seek(toOffset: 0)
        try file.write(contentsOf: header.bytes)
        try file.synchronize()
    }

    /// Removes what is older than the newest editions, and what killed programs left.
    private func sweep() {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
        let editions = names.compactMap { name in
            name.hasPrefix("edition-") && name.hasSuffix(".index")
                ? Int(name.dropFirst(8).dropLast(6)) : nil
        }.sorted(by: >)
        for edition in editions.dropFirst(Self.kept) {
            try? files.removeItem(atPath: path(of: edition))
        }
        for name in names where name.hasSuffix(".unfinished") {
            let path = "\(folder)/\(name)"
            let changed = try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date
            if let changed, changed < Date(timeIntervalSinceNow: -3600) {
                try? files.removeItem(atPath: path)
            }
        }
    }
}

extension Snapshots.Fault: CustomStringConvertible {
    /// What is wrong, for a line of a log.
    public var description: String {
        switch self {
        case .missing: "there is none"
        case .unreadable: "it cannot be opened"
        case .cutShort: "it is shorter or longer than it says"
        case .notASnapshot: "it is no snapshot"
        case .otherByteOrder: "it comes from a machine with another byte order"
        case .otherLayout: "another version of wangge wrote it"
        case .otherEdition: "it is of another edition or of another city"
        case .damaged: "its checksum does not fit"
        case .otherDay: "areas or segments begin or end since its days"
        }
    }
}

/// The first bytes of a snapshot, all numbers in the byte order of the machine that wrote it.
private struct Header {
    static let size = 128
    static let mark = Array("WGINDEX\n".utf8)
    static let byteOrder: UInt32 = 0x0102_0304

    var mark = Header.mark
    var byteOrder = Header.byteOrder
    var layout = CityIndex.layout
    var edition: UInt64
    var length: UInt64 = 0
    var contentHash: [UInt8]
    var checksum = [UInt8](repeating: 0, count: 32)

    init(edition: Int, contentHash: String) {
        self.edition = UInt64(edition)
        self.contentHash = Self.padded(contentHash)
    }

    init(_ file: PackedBytes) {
        let bytes = file.bytes
        mark = Array(bytes[0..<8])
        byteOrder = bytes.load(fromByteOffset: 8, as: UInt32.self)
        layout = bytes.load(fromByteOffset: 12, as: UInt32.self)
        edition = bytes.load(fromByteOffset: 16, as: UInt64.self)
        length = bytes.load(fromByteOffset: 24, as: UInt64.self)
        contentHash = Array(bytes[32..<96])
        checksum = Array(bytes[96..<128])
    }

    /// A hash in hex as 64 bytes.
    static func padded(_ hash: String) -> [UInt8] {
        let bytes = Array(hash.utf8.prefix(64))
        return bytes + [UInt8](repeating: 0, count: 64 - bytes.count)
    }

    var bytes: [UInt8] { summedBytes + checksum }

    private var summedBytes: [UInt8] {
        var bytes = mark
        withUnsafeBytes(of: byteOrder) { bytes += $0 }
        withUnsafeBytes(of: layout) { bytes += $0 }
        withUnsafeBytes(of: edition) { bytes += $0 }
        withUnsafeBytes(of: length) { bytes += $0 }
        return bytes + contentHash
    }

    func withSummedBytes(_ work: (UnsafeRawBufferPointer) -> Void) {
        summedBytes.withUnsafeBytes(work)
    }
}
