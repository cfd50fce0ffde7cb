public import City

extension FixList {
    /// The lists of the files of a delivery of several, each in the numbers of its own rows, in the
    /// order in which they are to be mended.
    ///
    /// Complexity: O(*n* log members).
    public func split(by numbering: MemberNumbering) -> [(member: String, list: FixList)] {
        var names: [String] = []
        var entries: [String: [Entry]] = [:]
        for entry in self.entries {
            guard let (member, row) = numbering.place(of: entry.row) else { continue }
            if entries[member] == nil { names.append(member) }
            var own = entry
            own.row = row
            entries[member, default: []].append(own)
        }
        return names.map { ($0, FixList(entries[$0] ?? [])) }
    }
}

extension FixListWriter {
    /// Writes the lists of a delivery of several files: one for each that has rows to be mended.
    ///
    /// - Parameter encoding: the encoding that was told for all of them, if one was.
    /// - Throws: ``VectorFileError``; lists that were written before stay.
    public static func write(
        _ list: FixList, of files: FileSet, _ numbering: MemberNumbering, encoding: String? = nil,
        into folder: String
    ) throws -> [WrittenFixList] {
        try list.split(by: numbering).map { name, list in
            guard let member = files.members.first(where: { $0.name == name }) else {
                throw VectorFileError.gone(path: "\(files.path)/\(name)")
            }
            return try FixListWriter(path: member.path, layer: member.layer, encoding: encoding)
                .write(list, into: folder)
        }
    }
}
