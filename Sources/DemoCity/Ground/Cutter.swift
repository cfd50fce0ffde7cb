import Geo

/// One ring cut in two along a street.
struct Cut {
    /// The piece on the left of the street, and the one whose share was asked for.
    var left: VertexRing
    /// The piece on its right.
    var right: VertexRing
    /// The street, its ends included.
    var street: [Int32]
}

/// Cuts rings along streets between two of their vertices. New vertices lie on the street only, so
/// that neighbours on the other side of the ring keep sharing its vertices exactly.
struct Cutter: Sendable {
    /// All vertices of the city.
    var mesh: Mesh
    /// The plane in which streets are measured.
    let plane: Plane
    /// Whether the cuts are streets, which end at junctions.
    var makesStreets = false
    private let directions: Noise
    private var random: SplitMix

    /// A cutter for a city of a seed.
    init(_ mesh: Mesh, _ plane: Plane, seed: UInt64) {
        self.mesh = mesh
        self.plane = plane
        directions = Noise(seed: seed, cell: 4_500)
        random = SplitMix(seed, Stage.cuts.rawValue)
    }

    /// A whole number of 0 ..< bound, from the cutter's own stream.
    mutating func draw(below bound: Int) -> Int { random.below(bound) }

    /// Cuts a ring so that about `share` of its area lies left of the street.
    mutating func cut(_ ring: VertexRing, share: Double, slack: Double) -> Cut? {
        let outline = RingMeasure(ring, mesh, plane)
        let clearance = Clearance(ring, mesh)
        for slack in [slack, min(2 * slack, 0.35)] {
            let choice = ChordChoice(
                outline: outline, axis: axis(at: mesh[ring[0]]), share: share, slack: slack)
            for chord in choice.best(24, &random) {
                let course = Course(&random)
                for bend in [1, 0.4, 0.1] {
                    if let cut = cut(ring, chord, course, bend: bend, clearance, keepsAway: true) {
                        return cut
                    }
                }
            }
        }
        return cutSomewhere(ring, clearance, share)
    }

    /// A cut of a ring that allows no good one: any chord that lies inside, the nearest to the
    /// share.
    private mutating func cutSomewhere(
        _ ring: VertexRing, _ clearance: Clearance, _ share: Double
    ) -> Cut? {
        let outline = RingMeasure(ring, mesh, plane)
        var chords: [Chord] = []
        for from in ring.indices {
            for step in stride(from: 2, to: ring.count - 1, by: max(1, ring.count / 128)) {
                let to = (from + step) % ring.count
                let left = outline.doubledArea(from: from, to: to) / outline.doubledArea
                guard left > 0, left < 1 else { continue }
                chords.append(Chord(from: from, to: to, score: abs(left - share)))
            }
        }
        chords.sort { ($0.score, $0.from, $0.to) < ($1.score, $1.from, $1.to) }
        let course = Course(&random)
        for chord in chords {
            if let cut = cut(ring, chord, course, bend: 0, clearance, keepsAway: false) {
                return cut
            }
        }
        return nil
    }

    private mutating func cut(
        _ ring: VertexRing, _ chord: Chord, _ course: Course, bend: Double,
        _ clearance: Clearance, keepsAway: Bool
    ) -> Cut? {
        let (start, end) = (ring[chord.from], ring[chord.to])
        let places = course.places(from: mesh[start], to: mesh[end], bend: bend, plane)
        guard clearance.admits(places, from: chord.from, to: chord.to, keepsAway: keepsAway)
        else { return nil }
        let inner = places.map { mesh.add($0) }
        if makesStreets {
            mesh.endStreet(at: start)
            mesh.endStreet(at: end)
        }
        return Cut(
            left: Self.run(ring, chord.from, chord.to) + inner.reversed(),
            right: Self.run(ring, chord.to, chord.from) + inner,
            street: [start] + inner + [end])
    }

    /// The vertices of a ring from one place to another, both included.
    private static func run(_ ring: VertexRing, _ from: Int, _ to: Int) -> [Int32] {
        from <= to ? Array(ring[from...to]) : Array(ring[from...]) + ring[...to]
    }

    /// The direction of the streets around a place.
    private func axis(at place: Coordinate) -> (x: Double, y: Double) {
        let (x, y) = plane.metres(place)
        return RingMeasure.unit(1, directions.value(x, y))
    }
}
