public import City
import CityStore
import Geo

extension Deliveries {
    /// A value for a column, as somebody writes it.
    public struct Assignment: Hashable, Sendable {
        /// The column, or a header that means it; `lon` and `lat` are the place of a point.
        public var field: String
        /// The value; empty for none.
        public var value: String

        /// An assignment by its parts.
        public init(field: String, value: String) {
            self.field = field
            self.value = value
        }
    }

    /// Changes one row, or adds it if the layer has none of that key: a delivery of one row. What is
    /// not named stays.
    ///
    /// - Parameter key: what identifies the row; several columns are joined by `/`.
    /// - Throws: ``HeaderError`` if a field is no column of the layer.
    public func set(
        _ key: String, in layer: Layer, to assignments: [Assignment]
    ) throws -> (report: CheckReport, outcome: ImportOutcome) {
        let scheme = try register.settings().scheme
        return try settle {
            let edition = try register.currentEdition()
            let edit = SingleEdit(
                layer: layer, key: key, known: try register.row(of: layer, key: key),
                assignments: assignments)
            return MadeDelivery(maker: "set", rows: try edit.rows(scheme), edition: edition)
        }
    }
}

/// One row as somebody wants it.
private struct SingleEdit {
    let layer: Layer
    let key: String
    /// The row as it is registered, if it is.
    let known: LayerRow?
    let assignments: [Deliveries.Assignment]

    /// The names of the two numbers of a place.
    private static let axes = ["lon", "lat"]

    /// The row, read as a file's would be.
    func rows(_ scheme: CodeScheme) throws -> DeliveredRows {
        let told = assignments.filter { !Self.axes.contains($0.field) }
        var headers = told.map(\.field)
        var values: [String?] = told.map(\.value)
        let named = try namedColumns(headers)
        for (index, field) in layer.fields.enumerated() where !named.contains(field.column) {
            let isKey = layer.key.contains(field.column)
            guard isKey || field.isMandatory else { continue }
            headers.append(field.column)
            values.append(known.map { $0.values[index] } ?? (isKey ? keyPart(field) : nil))
        }
        let match = try HeaderMatch(headers: headers, layer: layer)
        var reader = RowReader(layer: layer, match: match, scheme: scheme)
        var collector = SourceCollector()
        let place = try place()
        collector.add(number: 1, values: values, geometry: place) {
            reader.read($0) { $0 }
        }
        collector.finish { reader.read($0) { $0 } }
        var rows = reader.finish()
        if known != nil {
            if rows.texts.text(rows.table.keys[0]) != key { throw CityServiceError.keySet(key) }
            rows.leave(
                layer.fields.map(\.column).filter {
                    !named.contains($0) && !layer.key.contains($0)
                })
        }
        // Its place is nowhere but on the command line: the detective has no file to doubt.
        rows.samples = []
        return rows
    }

    /// The columns that the headers mean.
    private func namedColumns(_ headers: [String]) throws -> Set<String> {
        let mandatory = layer.fields.filter(\.isMandatory).map { ($0.column, "") }
        let match = try HeaderMatch(
            headers: headers, layer: layer, defaults: Dictionary(uniqueKeysWithValues: mandatory))
        if let stray = match.unused.first { throw HeaderError.noSuchColumn(stray, layer: layer) }
        return Set(
            zip(layer.fields, match.positions).compactMap { $1 == nil ? nil : $0.column })
    }

    /// What the key says in one of its columns.
    private func keyPart(_ wanted: Field) -> String? {
        var parts = key.split(separator: "/", omittingEmptySubsequences: false)[...]
        for (place, column) in layer.key.enumerated() {
            guard let field = layer.field(column) else { return nil }
            let isLast = place == layer.key.count - 1
            // `component/01001` holds a stroke itself.
            let own = field.kind == .pattern && parts.first != "*" ? 2 : 1
            let count = isLast ? parts.count : min(own, parts.count)
            if field == wanted { return parts.prefix(count).joined(separator: "/") }
            parts = parts.dropFirst(count)
        }
        return nil
    }

    private func place() throws -> PlanarGeometry? {
        let texts = Self.axes.map { axis in assignments.first { $0.field == axis }?.value }
        guard texts.contains(where: { $0 != nil }) else { return nil }
        let numbers = texts.compactMap { $0.flatMap(Double.init) }
        guard numbers.count == 2 else {
            throw CityServiceError.notACoordinate(
                texts.map { $0 ?? "" }.joined(separator: ","))
        }
        return .points([Position(x: numbers[0], y: numbers[1])])
    }
}
