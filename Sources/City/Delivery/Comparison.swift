/// A delivery beside what is registered of its layer: both in columns, with one pool of texts.
public struct Comparison: Sendable {
    /// The delivered rows, in the order of the file; their numbers are those of the file.
    public private(set) var delivered: RowTable
    /// The registered rows that matter for the delivery, in the order of keys; their numbers are
    /// those of the register.
    public let registered: RowTable
    /// The texts of both.
    public let texts: TextPool
    /// For each delivered row the registered row of the same key, or −1.
    public let matches: [Int32]
    /// For each delivered row an earlier one of the same key, or −1.
    let earlier: [Int32]
    /// For each column what a difference there means.
    private let kinds: [RowChange]

    /// The layer.
    public var layer: Layer { delivered.layer }

    /// Puts delivered rows beside registered ones.
    ///
    /// Where the file has no column, or no geometry at all, registered rows keep what they have.
    /// Complexity: O(cells).
    ///
    /// - Parameters:
    ///   - registered: the registered rows, in the order of keys.
    ///   - texts: the texts of both, those of the delivery under the places they have there.
    public init(_ rows: DeliveredRows, registered: RowTable, texts: TextPool) {
        var delivered = rows.table
        kinds = delivered.layer.fields.map { field in
            switch field.references {
            case Layer.categories.name?: .retyped
            case Layer.organizations.name?: .reowned
            default: .changed
            }
        }
        self.registered = registered
        self.texts = texts
        var rowOfKey = [Int32](repeating: -1, count: texts.count)
        for (row, key) in registered.keys.enumerated() { rowOfKey[Int(key)] = Int32(row) }
        let matches = delivered.keys.map { rowOfKey[Int($0)] }
        self.matches = matches
        var firstOfKey = [Int32](repeating: -1, count: texts.count)
        earlier = delivered.keys.enumerated().map { row, key in
            let first = firstOfKey[Int(key)]
            if first < 0 { firstOfKey[Int(key)] = Int32(row) }
            return first
        }
        rows.forEachAbsence { column, places in
            for row in places where matches[row] >= 0 {
                delivered.fill(
                    column, row: row, with: registered.columns[column][Int(matches[row])])
            }
        }
        if !delivered.shapes.hasAny {
            delivered.fillShapes { row in
                matches[row] >= 0 ? registered.shapes[Int(matches[row])] : nil
            }
        }
        self.delivered = delivered
    }

    /// The text at a place.
    func text(_ place: Int32) -> String { texts[place] }

    /// What a delivered row changes; the weightiest difference counts.
    public func change(_ row: Int) -> RowChange {
        guard matches[row] >= 0 else { return .new }
        let match = Int(matches[row])
        var weightiest = RowChange.unchanged
        for (column, kind) in kinds.enumerated()
        where delivered.columns[column][row] != registered.columns[column][match] {
            if kind == .retyped { return .retyped }
            if weightiest != .reowned { weightiest = kind }
        }
        if weightiest == .reowned { return .reowned }
        return delivered.shapes.isEqual(row, to: registered.shapes, match) ? weightiest : .moved
    }
}
