public import City
import CityFiles
import CityStore
import Datum
import Foundation
import Geo

/// The way out: a layer of the city in any format that GDAL writes.
public struct Export: Sendable {
    private let register: Register

    init(register: Register) { self.register = register }

    /// How the file is to be written.
    public struct Writing: Hashable, Sendable {
        /// The reference system; CGCS2000 if it is not said.
        public var referenceSystem: String?
        /// The encoding of the texts; UTF-8 if it is not said.
        public var encoding: String?
        /// The edition to export; the current one if it is not said.
        public var edition: Int?
        /// The words at the head of the columns.
        public var vocabulary = Vocabulary.wangge
        /// Whether what the format cannot hold is cut, replaced or left out.
        public var acceptsLosses = false

        /// The current edition as it is.
        public init() {}
    }

    /// Writes a layer into a new file and returns how many rows it has and what of them was lost,
    /// each a sentence.
    ///
    /// People are left out of files: their layer can only be exported as codes. The rows are read
    /// twice, once to find what would be lost, and never held.
    ///
    /// - Throws: `VectorFileError.losses` if the format cannot hold all of it and that is
    ///   not accepted; nothing is written then.
    @discardableResult
    public func write(
        _ layer: Layer, to path: String, _ writing: Writing = Writing()
    ) throws -> (rowCount: Int, losses: [String]) {
        try register.withRows(of: layer, asOf: writing.edition) { rows in
            try write(rows.forEach, of: layer, to: path, writing)
        }
    }

    /// Calls a visitor with every row to be written, each time it is asked.
    typealias RowVisits = (_ visit: (LayerRow) throws -> Void) throws -> Void

    /// Writes some rows of a layer into a new file, as ``write(_:to:_:)`` does.
    func write(
        _ forEachRow: RowVisits, of layer: Layer, to path: String, _ writing: Writing
    ) throws -> (rowCount: Int, losses: [String]) {
        let system = try writing.referenceSystem.map { try ReferenceSystem(parsing: $0) }
        if let system, system == .gcj02 || system == .bd09,
            [".geojson", ".geojsonl"].contains(where: path.lowercased().hasSuffix)
        {
            throw CityServiceError.shiftNotSaid(system: "\(system)", path: path)
        }
        let converter = try system.map { try DatumConverter(from: $0) }
        let table = ExportTable(layer, writing.vocabulary)
        let losses = try self.losses(of: forEachRow, table, path: path, writing)
        if !losses.isEmpty, !writing.acceptsLosses {
            throw VectorFileError.losses(losses, path: path)
        }
        let writer = try VectorFileWriter(
            path: path, layerName: layer.table, fields: table.fields,
            geometry: layer.writerGeometry, referenceSystem: system?.written ?? .epsg(4490),
            encoding: writing.encoding, acceptsLosses: writing.acceptsLosses)
        try forEachRow { row in
            let geometry = try row.shape?.planarGeometry.mapPositions {
                try converter?.fromRegister($0) ?? $0
            }
            try writer.write(values: table.values(row), geometry: geometry)
        }
        try writer.close()
        return (writer.rowCount, losses.map(\.english))
    }

    /// What a file of the format would lose of the rows.
    private func losses(
        of forEachRow: RowVisits, _ table: ExportTable, path: String, _ writing: Writing
    ) throws -> [ExportLoss] {
        var losses = try ExportLosses(path: path, fields: table.fields, encoding: writing.encoding)
        try forEachRow { row in
            losses.look(values: table.values(row), geometry: row.shape?.planarGeometry)
        }
        return losses.losses
    }
}

/// The columns of an export: those that may leave the layer, in the words that were asked for.
private struct ExportTable {
    let fields: [WriterField]
    private let positions: [Int]

    init(_ layer: Layer, _ vocabulary: Vocabulary) {
        let open = layer.openFields
        fields = open.map {
            WriterField(name: vocabulary.header(of: $0.column, in: layer), kind: $0.writerKind)
        }
        positions = layer.fields.indices.filter { open.contains(layer.fields[$0]) }
    }

    func values(_ row: LayerRow) -> [String?] { positions.map { row.values[$0] } }
}

extension Field {
    fileprivate var writerKind: WriterField.Kind {
        switch kind {
        case .integer: .integer
        case .decimal, .metres: .decimal
        case .date: .date
        default: .text
        }
    }
}

extension Layer {
    fileprivate var writerGeometry: WriterGeometry {
        switch geometry {
        case .none: .none
        case .area: .area
        case .line: .line
        case .point, .any: .any
        }
    }
}

extension ReferenceSystem {
    /// How a file states the system; what only we know is written without one.
    fileprivate var written: FileReferenceSystem {
        switch self {
        case .epsg(let code): .epsg(code)
        case .wkt(let text): .wkt(text)
        case .gcj02, .bd09: .none
        }
    }
}
