import Geo

/// Areas that share exact edges, joined: edges that run both ways fall out, the others close to
/// rings.
enum Seams {
    /// The border of some rings together, interior on the left: outer rings run counter-clockwise,
    /// holes clockwise.
    static func border(of rings: [VertexRing], _ mesh: Mesh) -> [VertexRing] {
        var present: Set<UInt64> = []
        for ring in rings { forEachEdge(ring) { present.insert(key($0, $1)) } }
        var open: [(from: Int32, to: Int32)] = []
        for ring in rings {
            forEachEdge(ring) { if !present.contains(key($1, $0)) { open.append(($0, $1)) } }
        }
        return loops(open, mesh)
    }

    /// The places in a list of rings of those that share an edge with another ring of their
    /// district.
    static func sharing(_ rings: [(district: Int, ring: VertexRing)]) -> Set<Int> {
        var owners: [UInt64: Int] = [:]
        for (index, ring) in rings.enumerated() {
            forEachEdge(ring.ring) { owners[key($0, $1)] = index }
        }
        var sharing: Set<Int> = []
        for (index, ring) in rings.enumerated() {
            forEachEdge(ring.ring) {
                guard let other = owners[key($1, $0)], rings[other].district == ring.district
                else { return }
                sharing.insert(index)
            }
        }
        return sharing
    }

    private static func key(_ a: Int32, _ b: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
    }

    private static func forEachEdge(_ ring: VertexRing, _ visit: (Int32, Int32) -> Void) {
        var previous = ring[ring.count - 1]
        for vertex in ring {
            visit(previous, vertex)
            previous = vertex
        }
    }

    private static func loops(_ open: [(from: Int32, to: Int32)], _ mesh: Mesh) -> [VertexRing] {
        var outgoing: [Int32: [Int]] = [:]
        for (index, edge) in open.enumerated() { outgoing[edge.from, default: []].append(index) }
        var isUsed = Array(repeating: false, count: open.count)
        var loops: [VertexRing] = []
        for first in open.indices where !isUsed[first] {
            isUsed[first] = true
            var loop = [open[first].from]
            var current = open[first]
            while current.to != open[first].from {
                let choices = (outgoing[current.to] ?? []).filter { !isUsed[$0] }
                guard let next = leftmost(choices, open, after: current, mesh) else { break }
                loop.append(current.to)
                isUsed[next] = true
                current = open[next]
            }
            if loop.count > 2 { loops.append(loop) }
        }
        return loops
    }

    /// Where several loops meet in one place, the leftmost turn keeps to the same area.
    private static func leftmost(
        _ choices: [Int], _ open: [(from: Int32, to: Int32)],
        after edge: (from: Int32, to: Int32), _ mesh: Mesh
    ) -> Int? {
        choices.min { first, second in
            let (a, b) = (mesh[edge.from], mesh[edge.to])
            let (one, other) = (mesh[open[first].to], mesh[open[second].to])
            let sides = (orientation(a, b, one) > 0, orientation(a, b, other) > 0)
            return sides.0 != sides.1 ? sides.0 : orientation(b, other, one) > 0
        }
    }
}
