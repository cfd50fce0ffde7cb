import Geo

/// The exact check that a course through a ring touches it in its two ends and nowhere else.
struct Clearance {
    private let ring: [Coordinate]
    /// How near vertices of the course and of the ring may come, in lattice units northward.
    private static let margin: Int32 = 450

    /// A check against a ring that runs counter-clockwise.
    init(_ ring: VertexRing, _ mesh: Mesh) { self.ring = mesh.places(of: ring) }

    /// Whether a course from one vertex of the ring to another lies inside it.
    ///
    /// - Parameter keepsAway: whether it also stays a few metres off, so that no slivers arise.
    func admits(_ course: [Coordinate], from: Int, to: Int, keepsAway: Bool) -> Bool {
        let way = [ring[from]] + course + [ring[to]]
        guard leadsInside(from, way[1]), leadsInside(to, way[way.count - 2]) else { return false }
        let chunks = Self.chunks(way)
        for index in ring.indices {
            let next = index + 1 == ring.count ? 0 : index + 1
            let box = Box(ring[index], ring[next])
            for chunk in chunks where chunk.box.intersects(box) {
                for edge in chunk.edges
                where !isApart(way, edge, index, next, from: from, to: to, keepsAway) {
                    return false
                }
            }
        }
        return true
    }

    /// Runs of eight edges with their boxes, a little wider than they are.
    private static func chunks(_ way: [Coordinate]) -> [(box: Box, edges: Range<Int>)] {
        stride(from: 0, to: way.count - 1, by: 8).map { start in
            let end = min(start + 8, way.count - 1)
            let box = Box(way[start...end])
            return (
                Box(
                    west: box.west - margin, south: box.south - margin, east: box.east + margin,
                    north: box.north + margin), start..<end
            )
        }
    }

    private func isApart(
        _ way: [Coordinate], _ edge: Int, _ index: Int, _ next: Int, from: Int, to: Int,
        _ keepsAway: Bool
    ) -> Bool {
        let (a, b) = (way[edge], way[edge + 1])
        let isFirst = edge == 0
        let isLast = edge == way.count - 2
        switch meeting(a, b, ring[index], ring[next]) {
        case .apart: break
        case .touch(let place):
            let isStart = isFirst && place == a && (index == from || next == from)
            let isEnd = isLast && place == b && (index == to || next == to)
            guard isStart || isEnd else { return false }
        case .cross, .overlap: return false
        }
        return !keepsAway || isFirst || isFar(a, ring[index])
    }

    private func isFar(_ a: Coordinate, _ b: Coordinate) -> Bool {
        let x = Int64(a.longitude) - Int64(b.longitude)
        let y = Int64(a.latitude) - Int64(b.latitude)
        return x * x + y * y > Int64(Self.margin) * Int64(Self.margin)
    }

    /// Whether the way from a vertex of the ring to a place starts into its interior.
    private func leadsInside(_ index: Int, _ place: Coordinate) -> Bool {
        let before = ring[index == 0 ? ring.count - 1 : index - 1]
        let corner = ring[index]
        let after = ring[index + 1 == ring.count ? 0 : index + 1]
        let isLeftOfFirst = orientation(before, corner, place) > 0
        let isLeftOfSecond = orientation(corner, after, place) > 0
        return orientation(before, corner, after) > 0
            ? isLeftOfFirst && isLeftOfSecond : isLeftOfFirst || isLeftOfSecond
    }
}
