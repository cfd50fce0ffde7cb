public import Geo

/// Many rows of a layer in columns, their texts by places in a ``TextPool``.
///
/// 780,000 components are some 100 bytes each here and half a kilobyte as texts of their own.
public struct RowTable: Sendable {
    /// The layer.
    public let layer: Layer
    /// Where each row is found: in the surveyor's own file, or by its number in the register.
    public private(set) var numbers: [Int] = []
    /// The keys, by their places in the pool.
    public private(set) var keys: [Int32] = []
    /// For each field of the layer the texts of all rows.
    public private(set) var columns: [[Int32]]
    /// The geometries.
    public private(set) var shapes = ShapeColumn()
    private let keyPositions: [Int]

    /// A table without rows.
    public init(layer: Layer) {
        self.layer = layer
        columns = Array(repeating: [], count: layer.fields.count)
        keyPositions = layer.keyPositions
    }

    /// How many rows there are.
    public var count: Int { numbers.count }

    /// Makes room for some rows.
    public mutating func reserve(_ count: Int) {
        numbers.reserveCapacity(count)
        keys.reserveCapacity(count)
        for index in columns.indices { columns[index].reserveCapacity(count) }
    }

    /// Adds a row.
    ///
    /// - Parameter values: for each field of the layer the place of its text.
    public mutating func append(
        number: Int, values: [Int32], shape: Shape?, texts: inout TextPool
    ) {
        append(number: number, values: values, texts: &texts)
        shapes.append(shape)
    }

    /// Adds a row whose geometry is a single point.
    public mutating func append(
        number: Int, values: [Int32], point: Coordinate, texts: inout TextPool
    ) {
        append(number: number, values: values, texts: &texts)
        shapes.append(point: point)
    }

    private mutating func append(number: Int, values: [Int32], texts: inout TextPool) {
        numbers.append(number)
        keys.append(key(values, &texts))
        for (index, value) in values.enumerated() { columns[index].append(value) }
    }

    /// The place of a row's key: the text of its only key column, or the key columns' joined.
    private func key(_ values: [Int32], _ texts: inout TextPool) -> Int32 {
        if keyPositions.count == 1, values[keyPositions[0]] >= 0 { return values[keyPositions[0]] }
        return texts.place(
            of: keyPositions.map { texts.text(values[$0]) ?? "" }.joined(separator: "/"))
    }

    /// One row as texts of its own.
    public func row(_ row: Int, _ texts: TextPool) -> LayerRow {
        LayerRow(values: columns.map { texts.text($0[row]) }, shape: shapes[row])
    }

    /// The texts of a column, by the column's name; asking for one that the layer lacks is a fault
    /// of ours.
    public func column(_ name: String) -> [Int32] {
        guard let index = layer.fields.firstIndex(where: { $0.column == name }) else {
            preconditionFailure("\(layer.name) has no column \(name).")
        }
        return columns[index]
    }

    /// Puts the texts of other rows in place of a column's: of those whose place is given.
    mutating func fill(_ column: Int, row: Int, with text: Int32) { columns[column][row] = text }

    /// Gives every row a shape.
    mutating func fillShapes(_ shape: (Int) -> Shape?) {
        var filled = ShapeColumn()
        for row in 0..<count { filled.append(shape(row)) }
        shapes = filled
    }
}

extension RowTable {
    /// A table that was written before.
    ///
    /// - Returns: `nil` if the parts do not belong together.
    public init?(
        layer: Layer, numbers: [Int], keys: [Int32], columns: [[Int32]], shapes: ShapeColumn,
        texts: TextPool
    ) {
        self.init(layer: layer)
        let places = TextPool.none..<Int32(texts.count)
        guard columns.count == layer.fields.count,
            ([keys] + columns).allSatisfy({
                $0.count == numbers.count && $0.allSatisfy(places.contains)
            }), !keys.contains(TextPool.none), shapes.count == numbers.count
        else { return nil }
        self.numbers = numbers
        self.keys = keys
        self.columns = columns
        self.shapes = shapes
    }
}
