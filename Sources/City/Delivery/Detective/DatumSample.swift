public import Geo

/// What the datum detective looks at of a delivered row: where it lies in the file's own numbers,
/// and by what it can be found in the register.
public struct DatumSample: Hashable, Sendable, Codable {
    /// Where the surveyor finds the row.
    public var row: Int
    /// What would identify it in the register.
    public var key: String?
    /// Its category, or whatever else it has in common with registered rows of its kind.
    public var category: String?
    /// The middle of its geometry as the file writes it.
    public var middle: Position
    /// Some vertices of a line or an area as the file writes them; none of a point.
    public var vertices: [Position]

    static let mostVertices = 32

    /// The sample of a row; `nil` if its geometry is empty, or not anywhere.
    public init?(row: Int, key: String?, category: String?, geometry: PlanarGeometry) {
        guard let middle = geometry.middle, middle.x.isFinite, middle.y.isFinite else { return nil }
        self.row = row
        self.key = key
        self.category = category
        self.middle = middle
        vertices = geometry.outlineVertices(atMost: Self.mostVertices)
            .filter { $0.x.isFinite && $0.y.isFinite }
    }
}

/// Takes an even sample out of rows that pass by once, however many there are.
///
/// ```swift
/// var reservoir = DatumReservoir()
/// for row in rows {
///     reservoir.offer { DatumSample(row: row.number, key: …, category: …, geometry: …) }
/// }
/// ```
///
/// The same rows give the same sample. A row that is not taken costs one random number.
///
/// Source: algorithm R, Vitter, Random sampling with a reservoir, ACM TOMS 11 (1985).
public struct DatumReservoir: Sendable {
    /// The sample so far, in no order.
    public private(set) var samples: [DatumSample] = []
    private let capacity: Int
    private var offered = 0
    private var random = FixedRandom(seed: 0x6461_7475_6D)

    /// How many rows are examined at most.
    public static let capacity = 2000

    /// An empty reservoir.
    public init(capacity: Int = DatumReservoir.capacity) {
        self.capacity = max(capacity, 1)
    }

    /// Offers the next row; `sample` is called only if the row is taken, and may say that it has
    /// no geometry.
    public mutating func offer(_ sample: () -> DatumSample?) {
        if samples.count < capacity {
            guard let sample = sample() else { return }
            samples.append(sample)
            offered += 1
            return
        }
        offered += 1
        let place = random.below(offered)
        guard place < capacity, let sample = sample() else { return }
        samples[place] = sample
    }
}
