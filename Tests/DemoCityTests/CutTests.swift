import Geo
import Testing

@testable import DemoCity

@Suite("Cuts")
struct CutTests {
    /// A square of about 1.1 km with a vertex every 11 m, far from any city.
    private func square() -> (Cutter, VertexRing) {
        var mesh = Mesh()
        let corner = Coordinate(longitude: 1_200_000_000, latitude: 300_000_000)
        func at(_ x: Int, _ y: Int) -> Int32 {
            mesh.add(
                Coordinate(
                    longitude: corner.longitude + Int32(x * 1_000),
                    latitude: corner.latitude + Int32(y * 1_000)))
        }
        var ring: VertexRing = []
        for step in 0..<100 { ring.append(at(step, 0)) }
        for step in 0..<100 { ring.append(at(100, step)) }
        for step in 0..<100 { ring.append(at(100 - step, 100)) }
        for step in 0..<100 { ring.append(at(0, 100 - step)) }
        return (Cutter(mesh, Plane(around: corner), seed: 7), ring)
    }

    private func doubledArea(_ ring: VertexRing, _ mesh: Mesh) throws -> Int128 {
        try #require(Ring(mesh.places(of: ring))).doubledArea
    }

    @Test("a cut leaves two valid rings whose areas sum to the whole, exactly")
    func sum() throws {
        var (cutter, ring) = square()
        let made = cutter.cut(ring, share: 0.3, slack: 0.1)
        let cut = try #require(made)
        let whole = try doubledArea(ring, cutter.mesh)
        let left = try doubledArea(cut.left, cutter.mesh)
        #expect(try left + doubledArea(cut.right, cutter.mesh) == whole)
        #expect((0.15...0.45).contains(Double(left) / Double(whole)))
        for piece in [cut.left, cut.right] {
            let polygon = try #require(cutter.mesh.polygon(piece))
            #expect(Shape.area([polygon]).invalidity == nil)
        }
    }

    @Test("a cut adds no vertex to the ring that it cuts, so that neighbours keep sharing it")
    func seams() throws {
        var (cutter, ring) = square()
        let made = cutter.cut(ring, share: 0.5, slack: 0.1)
        let cut = try #require(made)
        let inner = cut.street.dropFirst().dropLast()
        #expect(Set(cut.left).union(cut.right).subtracting(inner) == Set(ring))
    }

    @Test("a ring is split into exactly as many pieces as are asked for, without gap or overlap")
    func split() throws {
        let (cutter, ring) = square()
        var splitter = Splitter(cutter) { _, _ in 1 }
        let pieces = splitter.split(ring, into: 77, along: .lane, in: 0).pieces
        #expect(pieces.count == 77)
        let mesh = splitter.cutter.mesh
        let areas = try pieces.enumerated().map { index, piece in
            (number: Int32(index), polygons: [try #require(mesh.polygon(piece))])
        }
        #expect(CoverageCheck(areas).faults().isEmpty)
        #expect(
            try pieces.reduce(Int128(0)) { try $0 + doubledArea($1, mesh) }
                == doubledArea(ring, mesh))
    }

    @Test("the border of the pieces of a ring is the ring")
    func border() throws {
        let (cutter, ring) = square()
        var splitter = Splitter(cutter) { _, _ in 1 }
        let pieces = splitter.split(ring, into: 9, along: .lane, in: 0).pieces
        let loops = Seams.border(of: pieces, splitter.cutter.mesh)
        #expect(loops.count == 1 && Set(loops[0]) == Set(ring))
    }

    @Test("a ring with a hole becomes simple rings of the same area")
    func bridge() throws {
        let (cutter, ring) = square()
        var mesh = cutter.mesh
        let first = mesh[ring[0]]
        let hole = [(30, 30), (30, 40), (40, 40), (40, 30)].map { x, y in
            mesh.add(
                Coordinate(
                    longitude: first.longitude + Int32(x * 1_000),
                    latitude: first.latitude + Int32(y * 1_000)))
        }
        var bridge = Bridge(mesh: mesh, plane: cutter.plane)
        let rings = bridge.simple(ring, holes: [hole])
        #expect(rings.count == 2)
        let sum = try rings.reduce(Int128(0)) { try $0 + doubledArea($1, bridge.mesh) }
        let (outer, inner) = (
            try doubledArea(ring, bridge.mesh), try doubledArea(hole, bridge.mesh)
        )
        #expect(sum == outer + inner)
    }

    @Test("shares sum to the total and follow the weights")
    func shares() {
        #expect(Apportionment.shares(of: 10, by: [1, 1, 2]) == [3, 2, 5])
        #expect(Apportionment.shares(of: 5, by: [0, 100, 0], least: 1) == [1, 3, 1])
    }
}
