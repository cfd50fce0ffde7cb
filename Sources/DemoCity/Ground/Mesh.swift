import Geo

/// A closed run of vertices, counter-clockwise, the first not repeated.
typealias VertexRing = [Int32]

/// All vertices of the city, each there once: areas that share a border share its vertices by
/// number, so that seams are exact by construction.
struct Mesh: Sendable {
    /// Where each vertex lies.
    private(set) var places: [Coordinate] = []
    /// How many streets end at each vertex.
    private(set) var streetEnds: [UInt8] = []
    /// Half the width, in metres, of the widest street along each vertex.
    private(set) var halfWidths: [UInt8] = []
    /// The vertices of published outlines by their places.
    private var known: [Coordinate: Int32] = [:]

    /// Adds a vertex.
    mutating func add(_ place: Coordinate) -> Int32 {
        places.append(place)
        streetEnds.append(0)
        halfWidths.append(3)
        return Int32(places.count - 1)
    }

    /// The vertex of a place on a published outline, the same for all who share it.
    mutating func vertex(at place: Coordinate) -> Int32 {
        if let vertex = known[place] { return vertex }
        let vertex = add(place)
        known[place] = vertex
        return vertex
    }

    /// A street ends here.
    mutating func endStreet(at vertex: Int32) { streetEnds[Int(vertex)] &+= 1 }

    /// A street of a half-width in metres runs along some vertices.
    mutating func widen(_ vertices: some Sequence<Int32>, to metres: UInt8) {
        for vertex in vertices {
            halfWidths[Int(vertex)] = max(halfWidths[Int(vertex)], metres)
        }
    }

    /// The place of a vertex.
    subscript(_ vertex: Int32) -> Coordinate { places[Int(vertex)] }

    /// The places of a run of vertices.
    func places(of vertices: some Sequence<Int32>) -> [Coordinate] {
        vertices.map { places[Int($0)] }
    }

    /// A ring as a polygon.
    func polygon(_ ring: VertexRing) -> Polygon? {
        Ring(places(of: ring)).map { Polygon(shell: $0) }
    }
}
