import Geo

/// A road-chief segment as it was found among the streets.
struct Segment: Sendable {
    /// The number of the street that it is a stretch of.
    var street: Int
    /// Which stretch of the street, from 1; 0 if it is the whole street.
    var stretch: Int
    /// What the street was cut for.
    var rank: StreetRank
    /// Half the width of the street in metres.
    var halfWidth: UInt8
    /// The subdistrict on one side of it.
    var subdistrict: Int
    /// Its vertices.
    var vertices: [Int32]
}

/// The choice of the road-chief segments: avenues and streets first, then the longest lanes, split
/// at crossings, until their number is exact.
struct SegmentChoice {
    private let ground: Ground
    private let wanted: Int
    /// Where the main streets meet.
    private var junctions: Set<Int32> = []

    init(_ ground: Ground, wanted: Int) {
        self.ground = ground
        self.wanted = wanted
        for stroke in ground.strokes where stroke.rank < .lane {
            for vertex in [stroke.vertices.first, stroke.vertices.last] {
                if let vertex { junctions.insert(vertex) }
            }
        }
    }

    /// The segments, those of one street one after the other.
    func segments() -> [Segment] {
        let order = ground.strokes.indices.sorted {
            let (a, b) = (ground.strokes[$0], ground.strokes[$1])
            return (a.rank.rawValue, -a.pieces, $0) < (b.rank.rawValue, -b.pieces, $1)
        }
        let main = order.prefix { ground.strokes[$0].rank < .lane }
        var shortest = 170.0
        var stretches = main.map { pieces(of: $0, shortest) }
        while stretches.reduce(0, { $0 + $1.count }) > wanted, shortest < 10_000 {
            shortest *= 1.25
            stretches = main.map { pieces(of: $0, shortest) }
        }
        var count = stretches.reduce(0) { $0 + $1.count }
        for stroke in order.dropFirst(main.count) where count < wanted {
            let more = Array(pieces(of: stroke, shortest).prefix(wanted - count))
            stretches.append(more)
            count += more.count
        }
        return zip(order, stretches).enumerated().flatMap { street, found in
            segments(street, ground.strokes[found.0], found.1)
        }
    }

    private func segments(_ street: Int, _ stroke: Stroke, _ stretches: [[Int32]]) -> [Segment] {
        let width: UInt8 =
            switch stroke.rank {
            case .avenue: UInt8(12 + street % 9)
            case .street: UInt8(7 + street % 4)
            case .lane: UInt8(5 + street % 2)
            }
        return stretches.enumerated().map { index, vertices in
            Segment(
                street: street, stretch: stretches.count > 1 ? index + 1 : 0, rank: stroke.rank,
                halfWidth: width, subdistrict: stroke.subdistrict, vertices: vertices)
        }
    }

    /// A street split where main streets meet it, short stretches joined and long ones halved.
    private func pieces(of stroke: Int, _ shortest: Double) -> [[Int32]] {
        var pieces: [[Int32]] = []
        var current: [Int32] = []
        for vertex in ground.strokes[stroke].vertices {
            current.append(vertex)
            if junctions.contains(vertex), length(current) > shortest {
                pieces.append(current)
                current = [vertex]
            }
        }
        if current.count > 1 {
            if length(current) > shortest || pieces.isEmpty {
                pieces.append(current)
            } else {
                pieces[pieces.count - 1] += current.dropFirst()
            }
        }
        return pieces.flatMap { halved($0, longest: max(700, 2 * shortest)) }
    }

    private func halved(_ vertices: [Int32], longest: Double) -> [[Int32]] {
        guard length(vertices) > longest, vertices.count > 3 else { return [vertices] }
        let middle = vertices.count / 2
        return halved(Array(vertices[...middle]), longest: longest)
            + halved(Array(vertices[middle...]), longest: longest)
    }

    private func length(_ vertices: [Int32]) -> Double {
        zip(vertices, vertices.dropFirst()).reduce(0) {
            $0 + ground.plane.distance(ground.mesh[$1.0], ground.mesh[$1.1])
        }
    }
}
