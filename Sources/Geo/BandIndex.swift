/// The edges of large rings by bands of latitude: whether a place lies inside is decided by the edges
/// that span its latitude, and of an outline of thousands these are a few.
struct BandIndex: Packed {
    /// The bands of one slot.
    private struct Bands: BitwiseCopyable {
        var south: Int32 = 0
        /// The logarithm of a band's height in lattice units.
        var shift: Int32 = 0
        /// Where the bands begin in `starts`, and how many there are; none for a small area.
        var first: Int32 = 0
        var count: Int32 = 0
    }

    /// An edge by the numbers of its vertices.
    private struct Edge: BitwiseCopyable {
        var from: Int32
        var to: Int32
    }

    private let bands: PackedArray<Bands>
    private let starts: PackedArray<Int32>
    private let edges: PackedArray<Edge>

    /// From how many vertices on an area has bands.
    static let fewest = 200

    /// Bands over areas whose rings are given as runs of vertices.
    init(_ areas: [[Range<Int>]], _ vertices: [Coordinate]) {
        var bands: [Bands] = []
        var starts: [Int32] = [0]
        var edges: [Edge] = []
        for rings in areas {
            let count = rings.reduce(0) { $0 + $1.count }
            guard count >= Self.fewest else {
                bands.append(Bands())
                continue
            }
            let own = rings.flatMap { ring in
                ring.map {
                    Edge(
                        from: Int32($0 == ring.lowerBound ? ring.upperBound - 1 : $0 - 1),
                        to: Int32($0))
                }
            }
            bands.append(Self.append(own, vertices, &starts, &edges))
        }
        self.bands = PackedArray(bands)
        self.starts = PackedArray(starts)
        self.edges = PackedArray(edges)
    }

    private static func append(
        _ own: [Edge], _ vertices: [Coordinate], _ starts: inout [Int32], _ edges: inout [Edge]
    ) -> Bands {
        let box = Box(own.lazy.map { vertices[Int($0.to)] })
        let height = Int64(box.north) - Int64(box.south)
        var shift: Int32 = 0
        while height >> Int64(shift) >= own.count / 4 { shift += 1 }
        let count = Int(height >> Int64(shift)) + 1
        func rows(_ edge: Edge) -> ClosedRange<Int> {
            let a = Int(vertices[Int(edge.from)].latitude) - Int(box.south)
            let b = Int(vertices[Int(edge.to)].latitude) - Int(box.south)
            return min(a, b) >> Int(shift)...max(a, b) >> Int(shift)
        }
        let lists = CellLists(count: count) { take in
            for (number, edge) in own.enumerated() {
                for row in rows(edge) { take(row, Int32(number)) }
            }
        }
        let bands = Bands(
            south: box.south, shift: shift, first: Int32(starts.count - 1), count: Int32(count))
        let before = Int32(edges.count)
        edges += lists.numbers.map { own[Int($0)] }
        starts += lists.starts.dropFirst().map { before + Int32($0) }
        return bands
    }

    /// Counts the edges of a slot that span a place's latitude, if the slot has bands.
    ///
    /// - Returns: `false` if it has none.
    @inline(__always)
    func count(
        _ slot: Int, _ latitude: Int32, _ vertices: PackedArray<Coordinate>,
        _ crossing: inout RayCrossing
    ) -> Bool {
        let own = bands[slot]
        guard own.count > 0 else { return false }
        let row = (Int(latitude) - Int(own.south)) >> Int(own.shift)
        guard row >= 0, row < Int(own.count) else { return true }
        let band = Int(own.first) + row
        for place in Int(starts[band])..<Int(starts[band + 1]) {
            let edge = edges[place]
            crossing.add(vertices[Int(edge.from)], vertices[Int(edge.to)])
        }
        return true
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        bands = try reader.array()
        starts = try reader.array()
        edges = try reader.array()
    }

    func write(to writer: inout PackedWriter) throws {
        try writer.write(bands)
        try writer.write(starts)
        try writer.write(edges)
    }
}
