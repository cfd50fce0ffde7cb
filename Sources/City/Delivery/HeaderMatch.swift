/// Which header of a file means which column of a layer.
public struct HeaderMatch: Hashable, Sendable {
    /// For each field of the layer the place of its header in the file, if it has one.
    public let positions: [Int?]
    /// For each field what a mapping file says of it, if there is one that does.
    public let mappings: [ColumnMapping?]
    /// For each field whether the rows' numbers are its values.
    let isNumbered: [Bool]
    /// The headers that mean no column; what stands under them is not taken in.
    public let unused: [String]

    /// Matches the headers of a file with a layer's fields.
    ///
    /// A header means a column if the surveyor says so, if it is the column's name, or if it is one
    /// of its aliases or its name cut to a shapefile's ten characters, in this order and without
    /// regard to case.
    ///
    /// - Parameters:
    ///   - told: the surveyor's own assignments, header to column.
    ///   - defaults: columns that have a value without a header.
    /// - Throws: ``HeaderError`` if a mandatory column has no header, or an assignment names
    ///   something that does not exist.
    public init(
        headers: [String], layer: Layer, told: [String: String] = [:],
        defaults: [String: String] = [:]
    ) throws(HeaderError) {
        for (header, column) in told.sorted(by: { $0.key < $1.key }) {
            guard headers.contains(header) else { throw .noSuchHeader(header, headers: headers) }
            guard layer.field(column) != nil else { throw .noSuchColumn(column, layer: layer) }
        }
        let lowered = headers.map { $0.lowercased() }
        var positions: [Int?] = []
        for field in layer.fields {
            let candidates = [field.column] + field.aliases + [Self.shortened(field.column)]
            let position =
                told.first { $0.value == field.column }.flatMap { headers.firstIndex(of: $0.key) }
                ?? candidates.lazy.compactMap { lowered.firstIndex(of: $0.lowercased()) }
                .first { told[headers[$0]] == nil }
            if position == nil, field.isMandatory, defaults[field.column] == nil {
                throw .columnMissing(field.column, layer: layer, headers: headers)
            }
            positions.append(position)
        }
        self.init(positions: positions, headers: headers)
    }

    /// A match whose places are known.
    init(positions: [Int?], headers: [String], mappings: [ColumnMapping?]? = nil) {
        self.positions = positions
        let mappings = mappings ?? positions.map { _ in nil }
        self.mappings = mappings
        isNumbered = zip(positions, mappings).map { $0 == nil && $1?.isNumbered == true }
        let used = Set(positions.compactMap(\.self))
        unused = headers.indices.filter { !used.contains($0) }.map { headers[$0] }
            .filter { !ReasonColumns.contain($0) }
    }
}

extension HeaderMatch {
    /// Whether the file has values of a field: under a header, or because its rows are numbered.
    func hasValues(ofField index: Int) -> Bool {
        positions[index] != nil || isNumbered[index]
    }

    /// The name of a column as a shapefile's table keeps it: its first ten characters.
    fileprivate static func shortened(_ column: String) -> String { String(column.prefix(10)) }
}

/// A reason why a file's headers do not fit a layer.
public enum HeaderError: Error, Hashable, Sendable {
    /// No header means this mandatory column.
    case columnMissing(String, layer: Layer, headers: [String])
    /// The surveyor assigned a header that the file does not have.
    case noSuchHeader(String, headers: [String])
    /// The surveyor assigned a column that the layer does not have.
    case noSuchColumn(String, layer: Layer)
}

extension HeaderError: CustomStringConvertible {
    /// What is missing and how to name it.
    public var description: String {
        switch self {
        case .columnMissing(let column, let layer, let headers):
            """
            The file has no column \(column), which every row of \(layer.name) needs. It has \
            \(NameList.text(headers)). Name the right one with --map FIELD=\(column).
            """
        case .noSuchHeader(let header, let headers):
            """
            The file has no field \(header) to map. It has \(NameList.text(headers)).
            """
        case .noSuchColumn(let column, let layer):
            """
            \(layer.name) has no column \(column). It has \
            \(layer.fields.map(\.column).joined(separator: ", ")).
            """
        }
    }
}
