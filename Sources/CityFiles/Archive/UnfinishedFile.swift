import Foundation

/// A file without a name until it is whole, so that neither an error nor a kill leaves a part of it
/// behind.
///
/// Where the file system has no files without a name it stands beside its place as
/// `….unfinished`; there a kill leaves it.
final class UnfinishedFile {
    private let path: String
    private let descriptor: Int32
    /// The name that it has meanwhile, if it must have one.
    private var meanwhile: String?
    /// How many bytes were appended.
    private(set) var length: UInt64

    /// Begins a file.
    ///
    /// - Parameter start: how many bytes are left free at its beginning.
    init(for path: String, keepingFree start: UInt64) throws(TileArchiveError) {
        guard !FileManager.default.fileExists(atPath: path) else { throw .exists(path: path) }
        self.path = path
        length = start
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        // O_TMPFILE, a macro that Swift does not see.
        let nameless = 0o20_000_000 | O_DIRECTORY
        var opened = Self.canBeNamed ? open(folder, nameless | O_RDWR | O_CLOEXEC, 0o666) : -1
        if opened < 0, [EOPNOTSUPP, EISDIR, EINVAL, ENOENT].contains(errno) || !Self.canBeNamed {
            let name = "\(path).\(UUID().uuidString).unfinished"
            opened = open(name, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o666)
            if opened >= 0 { meanwhile = name }
        }
        descriptor = opened
        guard opened >= 0 else { throw Self.failure(path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if let meanwhile { unlink(meanwhile) }
    }

    /// Names are given to open files through this folder.
    private static var canBeNamed: Bool { access("/proc/self/fd", X_OK) == 0 }

    private static func failure(_ path: String) -> TileArchiveError {
        .cannotWrite(path: path, detail: String(cString: strerror(errno)))
    }

    /// Appends bytes and returns where they begin.
    @discardableResult
    func append(_ bytes: [UInt8]) throws(TileArchiveError) -> UInt64 {
        let offset = length
        try write(bytes, at: offset)
        length += UInt64(bytes.count)
        return offset
    }

    /// Writes bytes at a place.
    func write(_ bytes: [UInt8], at offset: UInt64) throws(TileArchiveError) {
        let isWritten = bytes.withUnsafeBytes { raw in
            var done = 0
            while done < raw.count {
                let count = pwrite(
                    descriptor, raw.baseAddress?.advanced(by: done), raw.count - done,
                    off_t(offset) + off_t(done))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
        guard isWritten else { throw Self.failure(path) }
    }

    /// Whether some bytes stand at a place.
    func holds(_ bytes: [UInt8], at offset: UInt64) -> Bool {
        let found = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
            count = max(pread(descriptor, buffer.baseAddress, bytes.count, off_t(offset)), 0)
        }
        return found == bytes
    }

    /// Gives the file its name; an existing one is never written over.
    func putInPlace() throws(TileArchiveError) {
        let source = meanwhile ?? "/proc/self/fd/\(descriptor)"
        guard linkat(AT_FDCWD, source, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 else {
            throw errno == EEXIST ? .exists(path: path) : Self.failure(path)
        }
    }
}
