import Geo

/// What the choice of a cut needs to know about a ring: its vertices in metres, running areas,
/// where it bends and where streets end.
final class RingMeasure {
    /// Metres east of the first vertex.
    let x: [Double]
    /// Metres north of the first vertex.
    let y: [Double]
    /// Twice the area between the first vertex and the ring up to each vertex, in square metres.
    private let swept: [Double]
    /// Twice the ring's area in square metres.
    let doubledArea: Double
    /// How much a street that ends at each vertex would be out of place: 0 is good.
    private(set) lazy var awkwardness = findAwkwardness()
    /// How many streets end at each vertex.
    private let ends: [UInt8]

    init(_ ring: VertexRing, _ mesh: Mesh, _ plane: Plane) {
        let first = mesh[ring[0]]
        let places = mesh.places(of: ring)
        let x = places.map { Double(Int64($0.longitude) - Int64(first.longitude)) * plane.east }
        let y = places.map { Double(Int64($0.latitude) - Int64(first.latitude)) * plane.north }
        var swept = [0.0]
        swept.reserveCapacity(ring.count)
        for index in 1..<ring.count {
            swept.append(swept[index - 1] + x[index - 1] * y[index] - x[index] * y[index - 1])
        }
        ends = ring.map { mesh.streetEnds[Int($0)] }
        (self.x, self.y, self.swept) = (x, y, swept)
        doubledArea = swept[ring.count - 1]
    }

    /// How many vertices the ring has.
    var count: Int { x.count }

    /// Twice the area of the piece that a chord from `u` to `v` leaves on the way from `u` to `v`.
    func doubledArea(from u: Int, to v: Int) -> Double {
        let way = v > u ? swept[v] - swept[u] : doubledArea - swept[u] + swept[v]
        return way + x[v] * y[u] - x[u] * y[v]
    }

    /// The middle of the ring's area, in metres from the first vertex.
    var centroid: (x: Double, y: Double) {
        var (sumX, sumY) = (0.0, 0.0)
        for index in x.indices {
            let next = index + 1 == count ? 0 : index + 1
            let cross = x[index] * y[next] - x[next] * y[index]
            sumX += (x[index] + x[next]) * cross
            sumY += (y[index] + y[next]) * cross
        }
        return (sumX / (3 * doubledArea), sumY / (3 * doubledArea))
    }

    /// The direction of the ring along a vertex, of length one.
    func tangent(at index: Int) -> (x: Double, y: Double) {
        let before = (index + count - 2) % count
        let after = (index + 2) % count
        return Self.unit(x[after] - x[before], y[after] - y[before])
    }

    /// The cosine of the turn that the ring takes at a vertex: 1 straight on, 0 a right angle.
    private func bend(at index: Int) -> Double {
        let before = (index + count - 2) % count
        let after = (index + 2) % count
        let a = Self.unit(x[index] - x[before], y[index] - y[before])
        let b = Self.unit(x[after] - x[index], y[after] - y[index])
        return a.x * b.x + a.y * b.y
    }

    static func unit(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let length = (x * x + y * y).squareRoot()
        return length > 0 ? (x / length, y / length) : (1, 0)
    }

    /// Streets do not end in corners, nor a few steps beside another end; opposite another end they
    /// make a crossing, which is better than both.
    private func findAwkwardness() -> [Double] {
        let indices = 0..<count
        let bends = indices.map { bend(at: $0) }
        let isJunction = indices.map { ends[$0] > 0 || bends[$0] < 0.6 }
        return indices.map { index in
            if bends[index] < 0.75 { return 1.5 }
            if ends[index] > 0 { return ends[index] == 1 ? -0.35 : 1.5 }
            for step in 1...3 where count > 8 {
                if isJunction[(index + step) % count]
                    || isJunction[(index + count - step) % count]
                {
                    return 1.2 - Double(step) * 0.25
                }
            }
            return 0
        }
    }
}
