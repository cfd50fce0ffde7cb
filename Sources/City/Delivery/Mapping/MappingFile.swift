public import Foundation

/// How one source is read, written once and kept beside it: what of its file means what.
///
/// A mapping file is a JSON object. `layer` and `columns` must be there; `source` and `licence` say
/// where the data come from; `crs`, `axes`, `pipeline`, `encoding` and `file-layer` say what the
/// options of the same names say. Of a file that is read with one only those headers are taken in
/// that it names: nothing is guessed. A key that means nothing is an error.
public struct MappingFile: Hashable, Sendable {
    /// The file's name, for sentences about it.
    public var name: String
    /// The layer that the source delivers.
    public var layer: Layer
    /// Who published the data, and where.
    public var source: String?
    /// Under which licence.
    public var licence: String?
    /// The reference system, if the files do not say it or say it wrongly.
    public var referenceSystem: String?
    /// Whether coordinates are northing first.
    public var isNorthingFirst: Bool
    /// A PROJ pipeline from the files' coordinates to CGCS2000 degrees.
    public var pipeline: String?
    /// The encoding of the texts.
    public var encoding: String?
    /// The layer inside a file that has several.
    public var fileLayer: String?
    /// For each column of the layer that the source knows where its value comes from.
    public var columns: [String: ColumnMapping]

    /// The values of columns where a row says nothing.
    public var constants: [String: String] { columns.compactMapValues(\.fallback) }

    /// Reads a mapping file.
    ///
    /// - Parameter name: the file's name, for what is wrong with it.
    /// - Throws: ``MappingError`` if it is no JSON object, or says something that means nothing.
    public init(_ data: Data, name: String) throws(MappingError) {
        do {
            let written = try JSONDecoder().decode(WrittenMapping.self, from: data)
            try self.init(written, name: name)
        } catch let reason as MappingError.Reason {
            throw MappingError(file: name, reason: reason)
        } catch {
            throw MappingError(file: name, reason: .init(error))
        }
    }

    private init(_ written: WrittenMapping, name: String) throws(MappingError.Reason) {
        guard let layer = Layer.named(written.layer) else { throw .unknownLayer(written.layer) }
        guard ["easting-first", "northing-first"].contains(written.axes ?? "easting-first") else {
            throw .notAnAxisOrder(written.axes ?? "")
        }
        for (column, mapping) in written.columns.sorted(by: { $0.key < $1.key }) {
            guard layer.field(column) != nil else { throw .noSuchColumn(column, layer: layer) }
            if let problem = mapping.contradiction { throw .contradiction(problem, column: column) }
        }
        self.name = name
        self.layer = layer
        source = written.source
        licence = written.licence
        referenceSystem = written.crs
        isNorthingFirst = written.axes == "northing-first"
        pipeline = written.pipeline
        encoding = written.encoding
        fileLayer = written.fileLayer
        columns = written.columns
    }
}

extension HeaderMatch {
    /// Matches the headers of a file as a mapping file says: no header is guessed.
    ///
    /// - Parameters:
    ///   - told: the surveyor's own assignments, header to column, which come first.
    ///   - defaults: columns that have a value without a header.
    /// - Throws: ``HeaderError`` if a mandatory column has no header, or what is named is not there.
    public init(
        headers: [String], mapping: MappingFile, told: [String: String] = [:],
        defaults: [String: String] = [:]
    ) throws(HeaderError) {
        let layer = mapping.layer
        for column in told.values.sorted() where layer.field(column) == nil {
            throw .noSuchColumn(column, layer: layer)
        }
        var positions: [Int?] = []
        for field in layer.fields {
            let mapped = mapping.columns[field.column]
            let header =
                told.filter { $0.value == field.column }.map(\.key).min() ?? mapped?.header
            let position = header.flatMap { headers.firstIndex(of: $0) }
            if let header, position == nil { throw .noSuchHeader(header, headers: headers) }
            let hasValue =
                position != nil || defaults[field.column] != nil || mapped?.isNumbered == true
            if field.isMandatory, !hasValue {
                throw .columnMissing(field.column, layer: layer, headers: headers)
            }
            positions.append(position)
        }
        self.init(
            positions: positions, headers: headers,
            mappings: layer.fields.map { mapping.columns[$0.column] })
    }
}
