public import Geo

/// One row of a delivered file as it stands there: texts and a geometry, nothing interpreted.
public struct SourceRow: Hashable, Sendable {
    /// Where the surveyor finds the row: the line of a CSV file (the header is line 1), the row of a
    /// sheet, otherwise the feature's place in the file counted from 1.
    public var number: Int
    /// For each field of the file the place of its text among the source's texts, or
    /// ``TextPool/none``.
    public var values: [Int32]
    /// The geometry in the file's own reference system, if the row has one.
    public var geometry: PlanarGeometry?
    /// What of the row could not be read (an undecodable text, a curve), one sentence.
    public var fault: String?

    /// A row by its parts.
    public init(
        number: Int, values: [Int32], geometry: PlanarGeometry? = nil, fault: String? = nil
    ) {
        self.number = number
        self.values = values
        self.geometry = geometry
        self.fault = fault
    }
}

/// Some hundred rows of a source, and the texts that they say for the first time.
///
/// Whoever reads batches keeps the texts of all of them, in their order: a row's values are places
/// among these.
public struct SourceBatch: Sendable {
    /// The rows in their order.
    public var rows: [SourceRow] = []
    /// The texts that no batch before had.
    public var newTexts: [String] = []

    /// How many rows are handed on at a time.
    public static let size = 1000

    /// No rows yet.
    public init() {}

    /// Takes the rows, so that the next ones can be collected.
    public mutating func take() -> SourceBatch {
        let full = self
        self = SourceBatch()
        rows.reserveCapacity(Self.size)
        return full
    }
}

/// Makes batches of rows whose texts are at hand.
public struct SourceCollector {
    private var texts = TextPool()
    private var batch = SourceBatch()

    /// No rows yet.
    public init() {}

    /// Adds a row; a full batch is handed on.
    public mutating func add(
        number: Int, values: [String?], geometry: PlanarGeometry?,
        _ visit: (SourceBatch) throws -> Void
    ) rethrows {
        let places = values.map { value -> Int32 in
            let known = texts.count
            let place = texts.place(of: value)
            if let value, Int(place) == known { batch.newTexts.append(value) }
            return place
        }
        batch.rows.append(SourceRow(number: number, values: places, geometry: geometry))
        if batch.rows.count >= SourceBatch.size { try visit(batch.take()) }
    }

    /// Hands on what is left.
    public mutating func finish(_ visit: (SourceBatch) throws -> Void) rethrows {
        if !batch.rows.isEmpty { try visit(batch.take()) }
    }
}
