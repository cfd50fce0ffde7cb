import Geo
import Testing

@Suite("Predicates")
struct PredicateTests {
    private func place(_ x: Int32, _ y: Int32) -> Coordinate {
        Coordinate(longitude: x, latitude: y)
    }

    @Test("a place one lattice unit beside a line around the globe is told from one on it")
    func orientationIsExactAtTheLargestExtent() {
        let west = place(-1_800_000_000, -900_000_000)
        let east = place(1_800_000_000, 900_000_000)
        #expect(orientation(west, east, place(0, 0)) == 0)
        #expect(orientation(west, east, place(0, 1)) == 1)
        #expect(orientation(west, east, place(1, 0)) == -1)
        #expect(orientation(west, east, place(1_799_999_999, 900_000_000)) == 1)
    }

    @Test("64 bits and 128 bits agree where 64 bits just suffice")
    func bothWidthsAgree() {
        let edge = Int32(1) << 30
        for (dx, dy) in [(0, 0), (1, 0), (0, 1), (-1, 0), (0, -1)] as [(Int32, Int32)] {
            let narrow = orientation(
                place(0, 0), place(edge, edge), place(edge / 2 + dx, edge / 2 + dy))
            let wide = orientation(
                place(-edge, -edge), place(edge, edge), place(edge / 2 + dx, edge / 2 + dy))
            #expect(narrow == wide)
        }
    }

    /// The parametric form of two lines, solved in fractions: another way than orientations.
    private func meetingByFractions(
        _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate
    ) -> String {
        func difference(_ p: Coordinate, _ q: Coordinate) -> (x: Int, y: Int) {
            (Int(p.longitude - q.longitude), Int(p.latitude - q.latitude))
        }
        func cross(_ p: (x: Int, y: Int), _ q: (x: Int, y: Int)) -> Int { p.x * q.y - p.y * q.x }
        let (r, s, w) = (difference(b, a), difference(d, c), difference(c, a))
        let denominator = cross(r, s)
        if denominator != 0 {
            let sign = denominator.signum()
            let (t, u) = (cross(w, s) * sign, cross(w, r) * sign)
            let range = 0...abs(denominator)
            guard range.contains(t), range.contains(u) else { return "apart" }
            let isInterior = t != 0 && u != 0 && t != abs(denominator) && u != abs(denominator)
            return isInterior ? "cross" : "touch"
        }
        if cross(w, r) != 0 { return "apart" }
        func along(_ p: Coordinate) -> Int { Int(p.longitude) * 10 + Int(p.latitude) }
        let low = max(min(along(a), along(b)), min(along(c), along(d)))
        let high = min(max(along(a), along(b)), max(along(c), along(d)))
        return low < high ? "overlap" : low == high ? "touch" : "apart"
    }

    @Test("every pair of segments on a grid of 4 × 4 places meets as the solved equations say")
    func meetingsAgreeWithFractions() {
        let places = (0..<16).map { place(Int32($0 % 4), Int32($0 / 4)) }
        var count = 0
        for a in places {
            for b in places where b != a {
                for c in places {
                    for d in places where d != c {
                        let found =
                            switch meeting(a, b, c, d) {
                            case .apart: "apart"
                            case .touch: "touch"
                            case .cross: "cross"
                            case .overlap: "overlap"
                            }
                        if found != meetingByFractions(a, b, c, d) {
                            Issue.record("\(a)–\(b) and \(c)–\(d): \(found)")
                            return
                        }
                        if case .touch(let at) = meeting(a, b, c, d) {
                            #expect(isOnSegment(at, a, b) && isOnSegment(at, c, d))
                        }
                        count += 1
                    }
                }
            }
        }
        #expect(count == 16 * 15 * 16 * 15)
    }
}
