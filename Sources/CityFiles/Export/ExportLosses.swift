import Foundation
public import Geo

/// What a file of a format would lose of some rows, found before it is written.
///
/// GeoPackage, GeoJSON and CSV hold all. A FlatGeobuf has no rows without geometry. A shapefile has names of ten bytes, texts of 254,
/// numbers of 24 digits, one kind of geometry, and whatever encoding it is written in; a workbook has
/// no geometry. Give it every row in turn; memory does not grow with them.
public struct ExportLosses {
    private let format: FileFormat
    private let fields: [WriterField]
    private let texts: WrittenEncoding
    private let names: [String]
    private var row = 0
    private var firstKind: GeometryKind?
    private var found: [Place: Found] = [:]

    private struct Place: Hashable {
        var column: Int
        var cause: ExportLoss.Cause
    }

    private struct Found {
        var rowCount = 0
        var firstRows: [Int] = []
    }

    /// Begins for a file that is to be written.
    ///
    /// - Throws: ``VectorFileError/unknownFormat(path:)``, ``VectorFileError/unknownEncoding(_:)``.
    public init(
        path: String, fields: [WriterField], encoding: String? = nil
    ) throws(VectorFileError) {
        guard let format = FileFormat(path: path) else { throw .unknownFormat(path: path) }
        self.format = format
        self.fields = fields
        texts = try WrittenEncoding(named: encoding ?? "UTF-8")
        names = TableNames.names(for: fields.map(\.name), texts)
    }

    /// Looks at the next row. Complexity: O(its texts).
    public mutating func look(values: [String?], geometry: PlanarGeometry?) {
        row += 1
        if format == .xlsx, geometry != nil { note(.geometry, column: fields.count) }
        if format == .flatgeobuf, geometry == nil {
            note(.rowsWithoutGeometry, column: fields.count)
        }
        guard format == .shapefile else { return }
        for (column, value) in values.enumerated() {
            guard let value, fields.indices.contains(column) else { continue }
            look(value, column)
        }
        guard let kind = geometry.map({ GeometryKind($0) }) else { return }
        if let firstKind, firstKind != kind {
            note(.otherKind(than: firstKind.rawValue), column: fields.count)
        }
        firstKind = firstKind ?? kind
    }

    private mutating func look(_ value: String, _ column: Int) {
        switch fields[column].kind {
        case .text, .date:
            let bytes = texts.bytes(value)
            if bytes == nil {
                note(.characters(encoding: texts.name, mark: texts.mark), column: column)
            }
            let count = bytes?.count ?? texts.bytes(texts.replacingUnmappable(in: value))?.count
            if count ?? 0 > ShapefileLimit.textBytes {
                note(.length(bytes: ShapefileLimit.textBytes), column: column)
            }
        case .integer:
            if value.utf8.count > ShapefileLimit.integerDigits { note(.digits, column: column) }
        case .decimal:
            guard let number = Double(value) else { return }
            let kept = String(format: "%.15f", number).prefix(ShapefileLimit.decimalDigits)
            if Double(kept) != number { note(.digits, column: column) }
        }
    }

    private mutating func note(_ cause: ExportLoss.Cause, column: Int) {
        var known = found[Place(column: column, cause: cause)] ?? Found()
        known.rowCount += 1
        if known.firstRows.count < 5 { known.firstRows.append(row) }
        found[Place(column: column, cause: cause)] = known
    }

    /// The losses so far, in the order of the columns, the geometry last.
    public var losses: [ExportLoss] {
        var losses: [ExportLoss] = []
        if format == .shapefile {
            for (field, name) in zip(fields, names)
            where name != texts.cut(field.name, to: TableNames.width) {
                losses.append(
                    ExportLoss(
                        column: field.name, cause: .nameTaken(becomes: name), rowCount: row,
                        firstRows: row > 0 ? [1] : []))
            }
        }
        let rest = found.sorted {
            ($0.key.column, $0.value.firstRows[0]) < ($1.key.column, $1.value.firstRows[0])
        }
        return losses
            + rest.map { place, found in
                ExportLoss(
                    column: fields.indices.contains(place.column) ? fields[place.column].name : nil,
                    cause: place.cause, rowCount: found.rowCount, firstRows: found.firstRows)
            }
    }
}

/// What a shapefile's table has room for.
enum ShapefileLimit {
    static let textBytes = 254
    /// GDAL's widths of numbers.
    static let integerDigits = 18
    static let decimalDigits = 24
}

/// The kinds of geometry of which a shapefile holds one.
enum GeometryKind: String {
    case point = "a point"
    case points = "several points"
    case line = "a line"
    case area = "an area"

    init(_ geometry: PlanarGeometry) {
        switch geometry {
        case .points(let points): self = points.count == 1 ? .point : .points
        case .lines: self = .line
        case .areas: self = .area
        }
    }
}
