import City
import Geo

/// The published outline of a district as rings of the mesh. Within reach of the city its edges
/// have a vertex about every twelve metres, the same ones for both neighbours.
struct Outline: Sendable {
    /// The district's code.
    let code: String
    /// The parts: the outer ring counter-clockwise, then its holes, clockwise.
    let parts: [[VertexRing]]

    init(
        code: String, _ polygons: [Polygon], _ shape: BuiltUpShape, _ mesh: inout Mesh,
        _ plane: Plane
    ) {
        self.code = code
        parts = polygons.map { polygon in
            polygon.rings.map { Self.ring($0, shape, &mesh, plane) }
        }
    }

    private static func ring(
        _ ring: Ring, _ shape: BuiltUpShape, _ mesh: inout Mesh, _ plane: Plane
    ) -> VertexRing {
        var vertices: VertexRing = []
        for (a, b) in ring.edges {
            vertices.append(mesh.vertex(at: a))
            guard shape.isNear(a, b, plane) else { continue }
            let count = Int((plane.distance(a, b) / Course.step).rounded())
            for index in stride(from: 1, to: count, by: 1) {
                vertices.append(mesh.vertex(at: between(a, b, index, of: count)))
            }
        }
        return vertices
    }

    /// The lattice point at a share of an edge, the same whichever way the edge runs.
    private static func between(
        _ a: Coordinate, _ b: Coordinate, _ index: Int, of count: Int
    ) -> Coordinate {
        if b < a { return between(b, a, count - index, of: count) }
        func at(_ a: Int32, _ b: Int32) -> Int32 {
            a + Int32((Int64(b) - Int64(a)) * Int64(index) / Int64(count))
        }
        return Coordinate(
            longitude: at(a.longitude, b.longitude), latitude: at(a.latitude, b.latitude))
    }

    /// The outline as polygons, with exactly the vertices that its grids share.
    func polygons(_ mesh: Mesh) -> [Polygon] {
        parts.compactMap { rings in
            let rings = rings.compactMap { Ring(mesh.places(of: $0)) }
            return rings.first.map { Polygon(shell: $0, holes: Array(rings.dropFirst())) }
        }
    }
}
