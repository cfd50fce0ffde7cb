import Geo

/// The streets of a city by what they were cut for.
enum StreetRank: Int, Comparable, Sendable {
    /// Between subdistricts.
    case avenue
    /// Between communities.
    case street
    /// Between unit grids.
    case lane

    static func < (left: StreetRank, right: StreetRank) -> Bool { left.rawValue < right.rawValue }
}

/// A street as it was cut: one course from end to end.
struct Stroke: Sendable {
    /// What it was cut for.
    var rank: StreetRank
    /// How many pieces the ground had from which it was cut: the more, the earlier.
    var pieces: Int
    /// The number of a subdistrict on one side of it.
    var subdistrict = 0
    /// Its vertices, ends included.
    var vertices: [Int32]
}

/// One ring split into many.
struct Splitting: Sendable {
    /// The pieces; those of one cut stand beside each other.
    var pieces: [VertexRing] = []
    /// For each cut of several pieces, which ones they were and where the second half begins.
    var cuts: [(pieces: Range<Int>, middle: Int)] = []
}

/// Splits ground into exact numbers of pieces by cutting it again and again.
struct Splitter: Sendable {
    /// What cuts.
    var cutter: Cutter
    /// Every street so far.
    var strokes: [Stroke] = []
    /// How much finer the pieces are at a place than in the country.
    let density: @Sendable (_ x: Double, _ y: Double) -> Double

    /// A splitter whose pieces are small where the density is high.
    init(_ cutter: Cutter, density: @escaping @Sendable (Double, Double) -> Double) {
        self.cutter = cutter
        self.cutter.makesStreets = true
        self.density = density
    }

    /// How much ground a ring is, in square metres, counted by density.
    func weight(_ ring: VertexRing) -> Double {
        let measure = RingMeasure(ring, cutter.mesh, cutter.plane)
        let (x, y) = cutter.plane.metres(cutter.mesh[ring[0]])
        let middle = measure.centroid
        return measure.doubledArea / 2 * density(x + middle.x, y + middle.y)
    }

    /// Splits a ring into an exact number of pieces along streets of a rank.
    ///
    /// - Parameter subdistrict: the subdistrict in which the ring lies, or the first one of
    /// several.
    mutating func split(
        _ ring: VertexRing, into count: Int, along rank: StreetRank, in subdistrict: Int
    ) -> Splitting {
        var splitting = Splitting()
        let known = strokes.count
        split(ring, count, rank, &splitting)
        for index in known..<strokes.count { strokes[index].subdistrict = subdistrict }
        return splitting
    }

    private mutating func split(
        _ ring: VertexRing, _ count: Int, _ rank: StreetRank, _ splitting: inout Splitting
    ) {
        guard count > 1 else { return splitting.pieces.append(ring) }
        let half = count.isMultiple(of: 2) ? count / 2 : count / 2 + cutter.draw(below: 2)
        let share = Double(half) / Double(count)
        guard let cut = cutter.cut(ring, share: share, slack: count > 3 ? 0.14 : 0.1) else {
            preconditionFailure("A ring of more than three vertices has a chord inside it.")
        }
        strokes.append(Stroke(rank: rank, pieces: count, vertices: cut.street))
        let left = count < 5 ? half : self.count(cut, of: count)
        let start = splitting.pieces.count
        split(cut.left, left, rank, &splitting)
        let middle = splitting.pieces.count
        split(cut.right, count - left, rank, &splitting)
        splitting.cuts.append((start..<splitting.pieces.count, middle))
    }

    /// How many of the pieces lie left of a cut, so that all become about equally large.
    private func count(_ cut: Cut, of count: Int) -> Int {
        let (left, right) = (weight(cut.left), weight(cut.right))
        let share = (Double(count) * left / (left + right)).rounded()
        return min(max(Int(share), 1), count - 1)
    }
}

/// Whole numbers in the proportion of weights, with an exact sum.
enum Apportionment {
    /// Shares `total` out by the largest remainder, at least `least` to each.
    ///
    /// Source: the method of Hamilton and Hare.
    static func shares(of total: Int, by weights: [Double], least: Int = 0) -> [Int] {
        let sum = weights.reduce(0, +)
        let rest = Double(total - least * weights.count)
        let exact = weights.map { sum > 0 ? rest * $0 / sum : 0 }
        var shares = exact.map { Int($0) + least }
        let order = weights.indices.sorted {
            let (a, b) = (
                exact[$0] - exact[$0].rounded(.down), exact[$1] - exact[$1].rounded(.down)
            )
            return a != b ? a > b : $0 < $1
        }
        for index in order.prefix(max(total - shares.reduce(0, +), 0)) { shares[index] += 1 }
        return shares
    }
}
