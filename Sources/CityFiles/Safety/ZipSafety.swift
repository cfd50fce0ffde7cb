/// What an archive may hold.
enum ZipSafety {
    private static let archives = [".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz"]

    /// Looks at a ZIP archive that stands on disk.
    ///
    /// - Returns: its members.
    static func check(archive path: String) throws(FileObjection) -> ZipDirectory {
        guard let file = StoredBytes(path) else { throw .brokenArchive }
        let directory = try ZipDirectory(file, limit: FileSafety.Limit.files)
        try check(directory, bytes: FileSafety.Limit.unpackedBytes)
        for member in directory.members where archives.contains(where: member.hasEnding) {
            throw .nestedArchive(member.text)
        }
        return directory
    }

    /// Looks at a workbook or KMZ, which are archives too: their size, and the XML in them.
    static func checkWorkbook(_ file: StoredBytes, path: String) throws(FileObjection) {
        let directory = try ZipDirectory(file, limit: FileSafety.Limit.files)
        try check(directory, bytes: FileSafety.Limit.workbookBytes)
        for member in directory.members
        where [".xml", ".kml", ".rels"].contains(where: member.hasEnding) {
            let inner = "\(ZipArchive.opened(path))/\(member.text)"
            try checkSize(of: member, at: inner)
            if let text = StoredBytes(inner) { try TextSafety.checkXML(text, name: member.text) }
        }
    }

    private static func check(_ directory: ZipDirectory, bytes limit: Int) throws(FileObjection) {
        var total = 0
        for member in directory.members {
            guard !leadsOutside(member.name) else { throw .outsideName(member.text) }
            guard !member.isLink else { throw .leadsOutside(member.text) }
            guard !member.isEncrypted else { throw .encrypted(member.text) }
            guard member.method == 0 || member.method == 8 else {
                throw .unknownPacking(member.text)
            }
            let (sum, overflows) = total.addingReportingOverflow(member.size)
            guard !overflows, sum <= limit else { throw .tooLarge(limit: limit) }
            total = sum
        }
        if total > FileSafety.Limit.harmlessBytes,
            total / max(directory.archiveSize, 1) > FileSafety.Limit.swelling
        {
            throw .swells(timesLimit: FileSafety.Limit.swelling)
        }
    }

    /// Unpacks a member once, keeping nothing, to see whether it has the size that the archive says:
    /// whoever reads it later believes that.
    static func checkSize(
        of member: ZipDirectory.Member, at path: String
    ) throws(FileObjection) {
        guard let file = StoredBytes(path) else { throw .damaged(part: member.text) }
        var count = 0
        file.forEachPiece { piece in
            count += piece.count
            return count <= member.size
        }
        guard count == member.size else { throw .wrongSize(member.text) }
    }

    /// Unpacks a gzipped file once, keeping nothing: only then is its size known.
    static func checkGzip(_ path: String, opened: String) throws(FileObjection) {
        let packed = StoredBytes(path)?.size ?? 0
        let limit = FileSafety.Limit.self
        let swelling = max(limit.harmlessBytes, packed.multipliedClamped(by: limit.swelling))
        var count = 0
        StoredBytes(opened)?.forEachPiece { piece in
            count += piece.count
            return count <= min(limit.unpackedBytes, swelling)
        }
        guard count <= limit.unpackedBytes else { throw .tooLarge(limit: limit.unpackedBytes) }
        guard count <= swelling else { throw .swells(timesLimit: limit.swelling) }
    }

    /// Whether a name is absolute or climbs out of its folder, on this or another system.
    private static func leadsOutside(_ name: [UInt8]) -> Bool {
        let slash = UInt8(ascii: "/")
        let backslash = UInt8(ascii: "\\")
        let parts = name.split(omittingEmptySubsequences: false) { $0 == slash || $0 == backslash }
        let hasDrive = name.count > 1 && name[1] == UInt8(ascii: ":")
        return name.isEmpty || name[0] == slash || name[0] == backslash || hasDrive
            || name.contains(0) || parts.contains { $0.elementsEqual("..".utf8) }
    }
}

extension ZipDirectory.Member {
    /// Whether the name ends so, without regard to case.
    func hasEnding(_ ending: String) -> Bool { text.lowercased().hasSuffix(ending) }
}

extension Int {
    fileprivate func multipliedClamped(by factor: Int) -> Int {
        let (product, overflows) = multipliedReportingOverflow(by: factor)
        return overflows ? .max : product
    }
}
