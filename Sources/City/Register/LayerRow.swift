import Foundation
public import Geo

/// One row of a layer as the register keeps it: texts in canonical form and a shape on the lattice.
public struct LayerRow: Hashable, Sendable {
    /// The texts of the layer's fields, in their order.
    public var values: [String?]
    /// The geometry, if the row has one.
    public var shape: Shape?

    /// A row by its parts.
    public init(values: [String?], shape: Shape? = nil) {
        self.values = values
        self.shape = shape
    }

    /// What identifies the row in a layer: the texts of the key columns, joined by `/`.
    public func key(in layer: Layer) -> String {
        layer.keyPositions.map { values[$0] ?? "" }.joined(separator: "/")
    }
}

extension Layer {
    /// The places of the key columns among the fields.
    public var keyPositions: [Int] {
        key.compactMap { column in fields.firstIndex { $0.column == column } }
    }
}

/// Reads the texts of a layer's rows by the names of their columns.
///
/// The names are looked up once, so that reading 780,000 rows does not compare strings.
struct Columns {
    private let positions: [String: Int]

    init(_ layer: Layer) {
        positions = Dictionary(
            uniqueKeysWithValues: layer.fields.enumerated().map { ($1.column, $0) })
    }

    /// A reader of one column; asking for a column that the layer lacks is a fault of ours.
    subscript(_ column: String) -> (LayerRow) -> String? {
        guard let position = positions[column] else {
            preconditionFailure("The layer has no column \(column).")
        }
        return { $0.values[position] }
    }

    /// A reader of a list column.
    func list(_ column: String) -> (LayerRow) -> [String] {
        let text = self[column]
        return { TextList.parse(text($0)) }
    }
}

extension Field {
    /// The single texts of a value: several in a list, one elsewhere.
    public func names(in text: String) -> [String] {
        kind == .list ? TextList.parse(text) : [text]
    }
}

/// Lists inside one text, separated by `;`.
enum TextList {
    /// The items in order, without spaces around them and without empty ones.
    static func parse(_ text: String?) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        return text.split(whereSeparator: { $0 == ";" || $0 == "；" })
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }
}
