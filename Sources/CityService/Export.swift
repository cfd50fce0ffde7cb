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

        /// The current edition as it is.
        public init() {}
    }

    /// Writes a layer into a new file and returns how many rows it has.
    ///
    /// People are left out of files: their layer can only be exported as codes.
    public func write(_ layer: Layer, to path: String, _ writing: Writing = Writing()) throws -> Int
    {
        let rows = try register.rows(of: layer, asOf: writing.edition)
        let system = try writing.referenceSystem.map { try ReferenceSystem(parsing: $0) }
        if let system, system == .gcj02 || system == .bd09,
            [".geojson", ".geojsonl"].contains(where: path.lowercased().hasSuffix)
        {
            throw CityServiceError.shiftNotSaid(system: "\(system)", path: path)
        }
        let converter = try system.map { try DatumConverter(from: $0) }
        let hasGeometry = layer.geometry != .none && rows.contains { $0.shape != nil }
        let fields = layer.openFields
        let writer = try VectorFileWriter(
            path: path, layerName: layer.table,
            fields: fields.map { WriterField(name: $0.column, kind: $0.writerKind) },
            geometry: hasGeometry ? layer.writerGeometry : .none,
            referenceSystem: system?.written ?? .epsg(4490), encoding: writing.encoding)
        for row in rows {
            let values = zip(layer.fields, row.values).filter { fields.contains($0.0) }.map(\.1)
            let geometry = try row.shape?.planarGeometry.mapPositions {
                try converter?.fromRegister($0) ?? $0
            }
            try writer.write(values: values, geometry: hasGeometry ? geometry : nil)
        }
        try writer.close()
        return rows.count
    }

}

extension Field {
    fileprivate var writerKind: WriterField.Kind {
        switch kind {
        case .integer: .integer
        case .decimal, .metres: .decimal
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
