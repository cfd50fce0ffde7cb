/// How a ring runs beside others that it does not cross: inside them, outside, or both.
///
/// Rings that touch in single places can still pass through each other there. Between two touches
/// an edge stays on one side, so the middle of every such piece is asked. The middle of two lattice
/// points is a point of a lattice twice as fine, on which the question stays exact.
struct RingRelation {
    private let origin: Coordinate
    private let scale: Int64

    /// Relations among rings inside a box.
    init(in box: Box) {
        origin = Coordinate(longitude: box.west, latitude: box.south)
        let extent = max(
            Int64(box.east) - Int64(box.west), Int64(box.north) - Int64(box.south))
        // Half the globe does not fit the finer lattice; there the middle is rounded.
        scale = extent < 1 << 30 ? 2 : 1
    }

    /// The locations, with respect to some rings, of the pieces into which places cut a ring.
    ///
    /// - Parameter cuts: every place that the ring shares with the others.
    func locations(of ring: Ring, in others: [Ring], cuts: [Coordinate]) -> Set<Location> {
        let finer = others.map { $0.vertices.map(onFinerLattice) }
        var found: Set<Location> = []
        for (a, b) in ring.edges {
            var places = [a, b] + cuts.filter { $0 != a && $0 != b && isOnSegment($0, a, b) }
            places.sort()
            for (from, to) in zip(places, places.dropFirst()) {
                var crossing = RayCrossing(middle(from, to))
                for vertices in finer {
                    var previous = vertices[vertices.count - 1]
                    for vertex in vertices {
                        crossing.add(previous, vertex)
                        previous = vertex
                    }
                }
                found.insert(crossing.location)
            }
        }
        return found
    }

    private func onFinerLattice(_ place: Coordinate) -> Coordinate {
        Coordinate(
            longitude: Int32((Int64(place.longitude) - Int64(origin.longitude)) * scale),
            latitude: Int32((Int64(place.latitude) - Int64(origin.latitude)) * scale))
    }

    private func middle(_ a: Coordinate, _ b: Coordinate) -> Coordinate {
        let (a, b) = (onFinerLattice(a), onFinerLattice(b))
        return Coordinate(
            longitude: Int32((Int64(a.longitude) + Int64(b.longitude)) / 2),
            latitude: Int32((Int64(a.latitude) + Int64(b.latitude)) / 2))
    }
}
