/// What a delivered GeoPackage may hold: tables, their R*Trees, and triggers, which stay asleep since
/// nothing is written. Whatever would run a query of the file's own making when a layer is opened or
/// read is refused.
enum GeoPackageSafety {
    /// Views that programs make for others to see the standard tables by.
    private static let harmlessViews: Set = [
        "st_spatial_ref_sys", "spatial_ref_sys", "st_geometry_columns", "geometry_columns",
    ]

    /// Looks at the schema of a database.
    static func check(_ file: StoredBytes, path: String) throws(FileObjection) {
        let schema = try SQLiteSchema(file)
        for ending in ["-wal", "-journal"] {
            // A journal of zeros is what a finished transaction leaves.
            let start = StoredBytes(path + ending)?.bytes(at: 0, 8) ?? []
            if start.contains(where: { $0 != 0 }) { throw .openElsewhere }
        }
        for entry in schema.entries { try check(entry) }
    }

    private static func check(_ entry: SQLiteSchema.Entry) throws(FileObjection) {
        switch entry.kind {
        case "view":
            guard harmlessViews.contains(entry.name.lowercased()) else { throw .view(entry.name) }
        case "table":
            let words = Self.words(of: entry.statement)
            if words.starts(with: ["create", "virtual"]) {
                let module = words.firstIndex(of: "using").flatMap { words[($0 + 1)...].first }
                guard let module, ["rtree", "rtree_i32"].contains(module) else {
                    throw .virtualTable(entry.name)
                }
            } else if zip(words, words.dropFirst()).contains(where: { $0 == ("as", "(") }) {
                throw .computedColumns(entry.name)
            }
        default: return
        }
    }

    /// The words and brackets of a statement in lower case, without comments and quoted names.
    private static func words(of statement: String) -> [String] {
        var words: [String] = []
        var word = ""
        var rest = Array(statement.utf8)[...]
        func finish() {
            if !word.isEmpty { words.append(word.lowercased()) }
            word = ""
        }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                finish()
                rest = rest.drop { $0 != byte }.dropFirst()
            case UInt8(ascii: "["):
                finish()
                rest = rest.drop { $0 != UInt8(ascii: "]") }.dropFirst()
            case UInt8(ascii: "-") where rest.first == byte:
                finish()
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            case UInt8(ascii: "/") where rest.first == UInt8(ascii: "*"):
                finish()
                rest = rest.dropFirst()
                while let star = rest.firstIndex(of: UInt8(ascii: "*")) {
                    rest = rest[(star + 1)...]
                    if rest.first == UInt8(ascii: "/") { break }
                }
                rest = rest.dropFirst()
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","):
                finish()
                words.append(String(UnicodeScalar(byte)))
            case UInt8(ascii: " "), 9, 10, 13: finish()
            default: word.unicodeScalars.append(UnicodeScalar(byte))
            }
        }
        finish()
        return words
    }
}
