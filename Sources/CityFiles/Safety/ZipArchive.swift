import CGDAL

/// A ZIP archive that was looked at, and the names of what is in it.
struct ZipArchive {
    private static let endings = [
        ".shp", ".gpkg", ".geojson", ".json", ".geojsonl", ".csv", ".xlsx", ".fgb", ".kml", ".tab",
        ".dxf", ".gdb/",
    ]

    let path: String
    /// The names as GDAL opens them.
    let names: [String]
    private let directory: ZipDirectory

    /// Looks at an archive.
    init(_ path: String) throws(FileObjection) {
        self.path = path
        directory = try ZipSafety.check(archive: path)
        Self.setNameEncoding(of: directory)
        let list = VSIReadDirRecursive(Self.opened(path))
        defer { CSLDestroy(list) }
        var names: [String] = []
        while let entry = list?[names.count] { names.append(String(cString: entry)) }
        self.names = names
    }

    /// Names without a declaration are in the encoding of the surveyor's Windows, as their texts are.
    private static func setNameEncoding(of directory: ZipDirectory) {
        let names = directory.members.filter { !$0.saysUTF8 }.map(\.name)
        let isUTF8 = names.allSatisfy { String(validating: $0, as: UTF8.self) != nil }
        CPLSetThreadLocalConfigOption("CPL_ZIP_ENCODING", isUTF8 ? "UTF-8" : "GB18030")
    }

    /// The members that can be a delivery.
    var deliverable: [String] {
        names.filter { name in
            Self.endings.contains { name.lowercased().hasSuffix($0) } && !name.contains("__MACOSX")
        }
    }

    /// The path of a member as GDAL opens it.
    func opened(_ member: String) -> String { "\(Self.opened(path))/\(member)" }

    /// The path of an archive as GDAL opens it: in braces, unless it has some itself.
    static func opened(_ path: String) -> String {
        path.contains { "{}".contains($0) } ? "/vsizip/\(path)" : "/vsizip/{\(path)}"
    }

    /// Whether a member, and what belongs to it by its name, has the size that the archive says.
    func check(_ member: String) throws(FileObjection) {
        let stem = member.split(separator: ".", omittingEmptySubsequences: false)
            .dropLast().joined(separator: ".")
        let isFolder = member.lowercased().hasSuffix(".gdb") || member.hasSuffix("/")
        let files = zip(directory.members, directory.members.map { name(of: $0) })
        for (entry, name) in files where !name.hasSuffix("/") {
            guard name.hasPrefix(isFolder ? member : stem + ".") || name == member else { continue }
            try ZipSafety.checkSize(of: entry, at: opened(name))
        }
    }

    /// The name of a member as GDAL opens it.
    private func name(of member: ZipDirectory.Member) -> String {
        String(validating: member.name, as: UTF8.self)
            ?? (try? TextEncoding(named: "GB18030"))?.text(member.name) ?? member.text
    }
}
