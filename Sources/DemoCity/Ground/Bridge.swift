import Geo

/// Rings with holes, cut along two straight ways to each hole until no ring has any.
struct Bridge {
    /// All vertices, to which those of the ways are added.
    var mesh: Mesh
    let plane: Plane

    /// The simple rings that cover the ground of a ring without its holes.
    mutating func simple(_ shell: VertexRing, holes: [VertexRing]) -> [VertexRing] {
        guard let hole = holes.first else { return [shell] }
        guard let (first, second) = cut(shell, hole, obstacles: [shell] + holes) else { return [] }
        var rings: [VertexRing] = []
        for ring in [first, second] {
            let outer = Ring(mesh.places(of: ring))
            let inside = holes.dropFirst().filter { outer?.location(of: mesh[$0[0]]) == .inside }
            rings += simple(ring, holes: inside)
        }
        return rings
    }

    private mutating func cut(
        _ shell: VertexRing, _ hole: VertexRing, obstacles: [VertexRing]
    ) -> (VertexRing, VertexRing)? {
        let (near, far) = (0, hole.count / 2)
        let nearest = shell.indices.sorted {
            (plane.distance(mesh[hole[near]], mesh[shell[$0]]), $0)
                < (plane.distance(mesh[hole[near]], mesh[shell[$1]]), $1)
        }
        guard let first = way(from: hole[near], to: shell, nearest, obstacles, besides: [])
        else { return nil }
        // The second way leads to the other side of the shell, so that both rings are large.
        let opposite = shell.indices.sorted {
            (remoteness($0, first.end, shell.count), $0) < (
                remoteness($1, first.end, shell.count), $1
            )
        }
        guard
            let second = way(
                from: hole[far], to: shell, opposite, obstacles, besides: first.vertices)
        else { return nil }
        func run(_ ring: VertexRing, _ from: Int, _ to: Int) -> [Int32] {
            from <= to ? Array(ring[from...to]) : Array(ring[from...]) + ring[...to]
        }
        let (inFirst, inSecond) = (
            first.vertices.dropFirst().dropLast(), second.vertices.dropFirst().dropLast()
        )
        let one =
            run(shell, first.end, second.end) + inSecond.reversed() + run(hole, far, near) + inFirst
        let other =
            run(shell, second.end, first.end) + inFirst.reversed() + run(hole, near, far) + inSecond
        return (one, other)
    }

    /// How far a place of a ring is from lying opposite another one, in vertices.
    private func remoteness(_ index: Int, _ other: Int, _ count: Int) -> Int {
        let steps = (index - other + count) % count
        return abs(2 * steps - count)
    }

    /// A straight way from a vertex of a hole to the first of some vertices of the shell to which
    /// it touches nothing else.
    private mutating func way(
        from start: Int32, to shell: VertexRing, _ ends: [Int], _ obstacles: [VertexRing],
        besides other: [Int32]
    ) -> (vertices: [Int32], end: Int)? {
        for end in ends where !other.contains(shell[end]) {
            let count = Int(plane.distance(mesh[start], mesh[shell[end]]) / Course.step)
            let (a, b) = (plane.metres(mesh[start]), plane.metres(mesh[shell[end]]))
            let inner = stride(from: 1, to: count, by: 1).map { index in
                let share = Double(index) / Double(count)
                return plane.place(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
            }
            let way = [mesh[start]] + inner + [mesh[shell[end]]]
            guard isFree(way, obstacles, besides: other) else { continue }
            return ([start] + inner.map { mesh.add($0) } + [shell[end]], end)
        }
        return nil
    }

    private func isFree(
        _ way: [Coordinate], _ obstacles: [VertexRing], besides other: [Int32]
    ) -> Bool {
        let box = Box(way)
        var edges = zip(other, other.dropFirst()).map { (mesh[$0], mesh[$1]) }
        for ring in obstacles {
            edges += zip(ring, ring.dropFirst() + ring.prefix(1)).map { (mesh[$0], mesh[$1]) }
        }
        for (c, d) in edges where Box(c, d).intersects(box) {
            for (a, b) in zip(way, way.dropFirst()) {
                switch meeting(a, b, c, d) {
                case .apart: continue
                case .touch(let place) where place == way[0] || place == way[way.count - 1]:
                    continue
                default: return false
                }
            }
        }
        return true
    }
}
