/// A straight way between two vertices of a ring, along which a cut may run.
struct Chord {
    /// The place of its first vertex in the ring.
    var from: Int
    /// The place of its second vertex in the ring.
    var to: Int
    /// How good it is; the lowest is the best.
    var score: Double
}

/// The choice of a chord: the shortest that leaves about the wanted share, meets the streets at a
/// right angle, follows the direction of the quarter and ends where a street may end.
struct ChordChoice {
    let outline: RingMeasure
    /// The direction of the quarter's streets, of length one.
    let axis: (x: Double, y: Double)
    /// The wanted share of the area on the way from the first to the second vertex.
    let share: Double
    /// How far from it the share may be.
    let slack: Double

    /// The best chords, best first.
    func best(_ limit: Int, _ random: inout SplitMix) -> [Chord] {
        let (outline, share, slack, whole) = (outline, share, slack, outline.doubledArea)
        let count = outline.count
        let (starts, ends) = (max(1, count / 20), max(1, count / 48))
        var chords: [Chord] = []
        let shift = random.below(starts)
        for from in stride(from: shift, to: count, by: starts) {
            let tangent = outline.tangent(at: from)
            for step in stride(from: 2, to: count - 1, by: ends) {
                let to = (from + step) % count
                let left = outline.doubledArea(from: from, to: to) / whole
                guard abs(left - share) < slack else { continue }
                if let score = score(from, to, tangent) {
                    chords.append(Chord(from: from, to: to, score: score))
                }
            }
        }
        chords.sort { ($0.score, $0.from, $0.to) < ($1.score, $1.from, $1.to) }
        return Array(chords.prefix(limit))
    }

    private func score(_ from: Int, _ to: Int, _ start: (x: Double, y: Double)) -> Double? {
        let dx = outline.x[to] - outline.x[from]
        let dy = outline.y[to] - outline.y[from]
        let length = (dx * dx + dy * dy).squareRoot()
        guard length > 14 else { return nil }
        let (ux, uy) = (dx / length, dy / length)
        let end = outline.tangent(at: to)
        let atStart = 1 - abs(ux * start.y - uy * start.x)
        let atEnd = 1 - abs(ux * end.y - uy * end.x)
        let along = ux * axis.x + uy * axis.y
        let across = ux * axis.y - uy * axis.x
        let slanting = 4 * along * along * across * across
        let penalty =
            1 + 0.5 * slanting + 0.9 * (atStart + atEnd)
            + 0.5 * (outline.awkwardness[from] + outline.awkwardness[to])
        return length * max(penalty, 0.2)
    }
}
