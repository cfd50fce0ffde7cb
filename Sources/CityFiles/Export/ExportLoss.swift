/// Something that a format cannot hold, and what is written in its place.
public struct ExportLoss: Hashable, Sendable {
    /// The column; `nil` if it is the geometry.
    public var column: String?
    /// What the format cannot hold.
    public var cause: Cause
    /// How many rows it touches.
    public var rowCount: Int
    /// The first of them, counted from 1.
    public var firstRows: [Int]

    /// What a format cannot hold.
    public enum Cause: Hashable, Sendable {
        /// A name that, cut to ten bytes, is that of another column; it becomes this one.
        case nameTaken(becomes: String)
        /// Texts of more bytes than this; they are cut between two characters.
        case length(bytes: Int)
        /// Characters that the encoding lacks; they become this mark.
        case characters(encoding: String, mark: String)
        /// Numbers with more digits than the table has room for; they are rounded.
        case digits
        /// Geometries of another kind than the first row's; their rows are written without one.
        case otherKind(than: String)
        /// Geometries at all; they are left out.
        case geometry
        /// Rows without geometry; they are left out.
        case rowsWithoutGeometry
    }

    /// A loss by its parts.
    public init(column: String?, cause: Cause, rowCount: Int, firstRows: [Int]) {
        self.column = column
        self.cause = cause
        self.rowCount = rowCount
        self.firstRows = firstRows
    }

    /// What is lost, in English.
    public var english: String {
        let name = column ?? "geometry"
        return switch cause {
        case .nameTaken(let other): "The column \(name) would be named \(other)."
        case .length(let bytes): "\(name) would be cut to \(bytes) bytes in \(rows)."
        case .characters(let encoding, let mark):
            "\(name) has characters that \(encoding) lacks in \(rows); they would become \(mark)."
        case .digits: "\(name) would be rounded in \(rows)."
        case .otherKind(let first):
            "\(rows) would lose the geometry, which is not \(first) like the first row's."
        case .geometry: "\(rows) would lose the geometry, which the format does not have."
        case .rowsWithoutGeometry:
            "\(rows) would be left out: the format has none without geometry."
        }
    }

    /// What is lost, in Chinese.
    public var chinese: String {
        let name = column ?? "图形"
        let first = firstRows.map(String.init).joined(separator: "、")
        let rows = "\(rowCount)行（第\(first)行\(rowCount > firstRows.count ? "等" : "")）"
        return switch cause {
        case .nameTaken(let other): "字段“\(name)”将改名为“\(other)”。"
        case .length(let bytes): "“\(name)”在\(rows)中将截断为\(bytes)字节。"
        case .characters(let encoding, let mark):
            "“\(name)”在\(rows)中有\(encoding)没有的字，将写作“\(mark)”。"
        case .digits: "“\(name)”在\(rows)中将被舍入。"
        case .otherKind: "\(rows)的图形类型与首行不同，将不写图形。"
        case .geometry: "该格式不存图形，\(rows)将不写图形。"
        case .rowsWithoutGeometry: "该格式不存无图形的行，\(rows)将不写入。"
        }
    }

    private var rows: String {
        let first = firstRows.map(String.init).joined(separator: ", ")
        let more = rowCount > firstRows.count ? ", …" : ""
        return "\(rowCount) \(rowCount == 1 ? "row" : "rows") (\(first)\(more))"
    }
}
