/// The name of a reference system, in the one form in which the register keeps it.
///
/// Whether a code of the EPSG dataset exists is not known here.
public struct DatumName: Hashable, Sendable, CustomStringConvertible {
    /// `EPSG:4490`, `gcj02` or `bd09`.
    public let text: String

    /// Parses `EPSG:4547`, `4547`, `cgcs2000`, `wgs84`, `gcj02` or `bd09` without regard to case,
    /// and the names that people have for the last four.
    public init(_ text: String) throws(CodeError) {
        switch text.lowercased().filter({ !"-_ ".contains($0) }) {
        case "gcj02", "火星坐标", "火星坐标系": self.text = "gcj02"
        case "bd09", "bd09ll", "百度坐标", "百度坐标系": self.text = "bd09"
        case "cgcs2000", "2000国家大地坐标系", "国家2000": self.text = "EPSG:4490"
        case "wgs84": self.text = "EPSG:4326"
        case let name:
            let digits = name.hasPrefix("epsg:") ? name.dropFirst(5) : name[...]
            guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let code = Int(digits),
                (1...999_999).contains(code)
            else {
                throw .notOfForm(
                    text, expected: "a reference system like EPSG:4490, gcj02 or bd09",
                    chinese: "坐标系名称，如EPSG:4490、gcj02或bd09")
            }
            self.text = "EPSG:\(code)"
        }
    }

    /// The name again.
    public var description: String { text }
}
