/// The list of members at the end of a ZIP archive.
///
/// Read here and not through GDAL, which shows neither packed sizes nor what a name really is.
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16 and 4.5.3.
struct ZipDirectory {
    /// One file or folder in an archive.
    struct Member {
        /// The name as it stands there, in whatever encoding.
        let name: [UInt8]
        let packedSize: Int
        let size: Int
        let flags: Int
        let method: Int
        /// The bits of a Unix file's mode, 0 if it was made elsewhere.
        let mode: Int

        /// Whether the archive says that the name is UTF-8.
        var saysUTF8: Bool { flags & 0x800 != 0 }
        var isEncrypted: Bool { flags & 1 != 0 }
        var isLink: Bool { mode & 0o170000 == 0o120000 }
        /// The name for messages.
        var text: String { String(decoding: name, as: UTF8.self) }
    }

    let members: [Member]
    /// The size of the archive itself.
    let archiveSize: Int

    /// Reads the list.
    ///
    /// - Throws: ``FileObjection/brokenArchive`` and ``FileObjection/tooManyFiles(limit:)``.
    init(_ archive: StoredBytes, limit: Int) throws(FileObjection) {
        archiveSize = archive.size
        let end = try Self.end(archive, size: archiveSize)
        guard end.count <= limit else { throw .tooManyFiles(limit: limit) }
        guard end.size <= archiveSize, end.size <= 64 << 20 else { throw .brokenArchive }
        let list = archive.bytes(at: end.start, end.size)
        guard list.count == end.size else { throw .brokenArchive }
        var members: [Member] = []
        var place = 0
        while place + 46 <= list.count, list.little(place, 4) == 0x0201_4b50 {
            guard members.count < limit else { throw .tooManyFiles(limit: limit) }
            let lengths = (28...32).filter { $0 % 2 == 0 }.map { list.little(place + $0, 2) }
            let next = place + 46 + lengths.reduce(0, +)
            guard next <= list.count else { throw .brokenArchive }
            members.append(
                Self.member(Array(list[place..<next]), nameLength: lengths[0], extra: lengths[1]))
            place = next
        }
        guard members.count == end.count else { throw .brokenArchive }
        self.members = members
    }

    private static func member(_ entry: [UInt8], nameLength: Int, extra: Int) -> Member {
        var packed = entry.little(20, 4)
        var size = entry.little(24, 4)
        var place = 46 + nameLength
        let end = place + extra
        while place + 4 <= end {
            let length = entry.little(place + 2, 2)
            if entry.little(place, 2) == 1 {
                var number = place + 4
                if size == 0xFFFF_FFFF {
                    size = entry.little(number, 8)
                    number += 8
                }
                if packed == 0xFFFF_FFFF { packed = entry.little(number, 8) }
            }
            place += 4 + length
        }
        let isUnix = [3, 19].contains(entry.little(5, 1))
        return Member(
            name: Array(entry[46..<46 + nameLength]), packedSize: packed, size: size,
            flags: entry.little(8, 2), method: entry.little(10, 2),
            mode: isUnix ? entry.little(40, 2) : 0)
    }

    /// Where the list stands, by the record at the archive's end.
    private static func end(
        _ archive: StoredBytes, size: Int
    ) throws(FileObjection) -> (start: Int, size: Int, count: Int) {
        let tailStart = max(0, size - 65_557)
        let tail = archive.bytes(at: tailStart, 65_557)
        guard
            let place = (0...max(0, tail.count - 22)).reversed().first(where: {
                tail.little($0, 4) == 0x0605_4b50
            })
        else { throw .brokenArchive }
        let count = tail.little(place + 10, 2)
        let length = tail.little(place + 12, 4)
        let start = tail.little(place + 16, 4)
        guard count == 0xFFFF || length == 0xFFFF_FFFF || start == 0xFFFF_FFFF else {
            return (start, length, count)
        }
        let locator = archive.bytes(at: tailStart + place - 20, 20)
        guard locator.little(0, 4) == 0x0706_4b50 else { return (start, length, count) }
        let record = archive.bytes(at: locator.little(8, 8), 56)
        guard record.little(0, 4) == 0x0606_4b50 else { throw .brokenArchive }
        return (record.little(48, 8), record.little(40, 8), record.little(32, 8))
    }
}
