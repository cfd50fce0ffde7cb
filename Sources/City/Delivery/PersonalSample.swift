/// The first rows of a file, looked at for what belongs to people before anything is taken in.
///
/// Looked at are the columns that mean nothing to the layer, and those that hold free text.
public struct PersonalSample: Sendable {
    private let headers: [String]
    private let positions: [Int]
    /// For each column looked at the field that it means, if it means one.
    private let fields: [String?]
    private var texts: [String] = []
    private var rows: [[String?]] = []

    /// How many rows are looked at.
    private static let size = 5000
    /// The columns in which anything may be written.
    private static let free: Set = ["note", "location"]

    /// A sample of a file with these headers.
    public init(headers: [String], match: HeaderMatch, layer: Layer) {
        // The layer of people is where they belong.
        let places = layer == .people ? [] : Array(headers.indices)
        let looked = places.compactMap { place -> (place: Int, field: String?)? in
            guard let index = match.positions.firstIndex(of: place) else { return (place, nil) }
            let column = layer.fields[index].column
            return Self.free.contains(column) ? (place, column) : nil
        }
        self.headers = looked.map { headers[$0.place] }
        positions = looked.map(\.place)
        fields = looked.map(\.field)
    }

    /// Looks at the next rows of the file.
    public mutating func look(at batch: SourceBatch) {
        guard !positions.isEmpty, rows.count < Self.size else { return }
        texts += batch.newTexts
        for row in batch.rows.prefix(Self.size - rows.count) {
            rows.append(
                positions.map { row.values[$0] >= 0 ? texts[Int(row.values[$0])] : nil })
        }
        if rows.count == Self.size { texts = [] }
    }

    /// The columns that look personal, with the field that each means.
    public var found: [(column: PersonalColumns.Column, field: String?)] {
        PersonalColumns(headers: headers, rows: rows).columns.map { ($0, fields[$0.position]) }
    }
}
