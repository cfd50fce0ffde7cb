import Geo

/// Carves the built-up part out of the districts: cuts what lies across the city's edge until the
/// pieces are small, and keeps those that are least remote.
struct Carver {
    /// What cuts.
    var cutter: Cutter
    private let shape: BuiltUpShape
    private let plane: Plane
    private var pieces: [Piece] = []

    private struct Piece {
        var district: Int
        var ring: VertexRing
        var remoteness: Double
        var squareMetres: Double
        var isChosen = false
    }

    /// Pieces across the city's edge are cut until they are smaller than this, in square metres.
    private let smallest: Double

    /// A carver that leaves pieces of up to `smallest` square metres.
    init(_ cutter: Cutter, _ shape: BuiltUpShape, smallest: Double) {
        self.cutter = cutter
        self.shape = shape
        plane = cutter.plane
        self.smallest = smallest
    }

    /// The built-up rings of each district; together they have about an area in square metres.
    mutating func carve(_ outlines: [Outline], squareMetres wanted: Double) -> [[VertexRing]] {
        for (district, outline) in outlines.enumerated() {
            for part in outline.parts {
                for ring in simple(part[0], holes: Array(part.dropFirst())) {
                    cut(ring, district)
                }
            }
        }
        choose(wanted)
        fillGaps()
        return outlines.indices.map { rings(of: $0) }
    }

    private mutating func simple(_ shell: VertexRing, holes: [VertexRing]) -> [VertexRing] {
        guard !holes.isEmpty else { return [shell] }
        var bridge = Bridge(mesh: cutter.mesh, plane: plane)
        let rings = bridge.simple(shell, holes: holes)
        cutter.mesh = bridge.mesh
        return rings
    }

    private mutating func cut(_ whole: VertexRing, _ district: Int) {
        var waiting = [whole]
        while let ring = waiting.popLast() {
            let piece = piece(ring, district)
            let remoteness = ring.map { vertex in
                let (x, y) = plane.metres(cutter.mesh[vertex])
                return shape.remoteness(x, y)
            }
            let (least, most) = (remoteness.min() ?? 0, remoteness.max() ?? 0)
            let isCertain = most < 0.85 || (least > 1.15 && !holdsACentre(ring))
            if !isCertain, piece.squareMetres > smallest,
                let cut = cutter.cut(ring, share: 0.5, slack: 0.2)
            {
                waiting += [cut.left, cut.right]
            } else {
                pieces.append(piece)
            }
        }
    }

    private func piece(_ vertices: VertexRing, _ district: Int) -> Piece {
        let ring = Ring(cutter.mesh.places(of: vertices))
        let measure = RingMeasure(vertices, cutter.mesh, plane)
        let (x, y) = plane.metres(cutter.mesh[vertices[0]])
        let middle = measure.centroid
        return Piece(
            district: district, ring: vertices,
            remoteness: shape.remoteness(x + middle.x, y + middle.y),
            squareMetres: ring?.squareMetres ?? 0)
    }

    private func holdsACentre(_ vertices: VertexRing) -> Bool {
        guard let ring = Ring(cutter.mesh.places(of: vertices)) else { return false }
        return shape.centres.contains { ring.location(of: $0.place) != .outside }
    }

    private mutating func choose(_ wanted: Double) {
        let order = pieces.indices.sorted {
            (pieces[$0].remoteness, $0) < (pieces[$1].remoteness, $1)
        }
        var area = 0.0
        for index in order where area + pieces[index].squareMetres / 2 < wanted {
            guard pieces[index].remoteness < 1.4 else { break }
            pieces[index].isChosen = true
            area += pieces[index].squareMetres
        }
    }

    /// Country that the city encloses is built up too.
    private mutating func fillGaps() {
        for _ in 0..<8 {
            let areas = pieces.indices.filter { pieces[$0].isChosen }.compactMap { index in
                cutter.mesh.polygon(pieces[index].ring).map {
                    (number: Int32(index), polygons: [$0])
                }
            }
            let gaps = CoverageCheck(areas).faults().compactMap { fault -> Ring? in
                if case .gap(let gap) = fault { gap.ring } else { nil }
            }
            if gaps.isEmpty { return }
            for index in pieces.indices where !pieces[index].isChosen {
                let places = cutter.mesh.places(of: pieces[index].ring)
                pieces[index].isChosen = gaps.contains { gap in
                    places.allSatisfy { gap.location(of: $0) != .outside }
                }
            }
        }
    }

    private mutating func rings(of district: Int) -> [VertexRing] {
        let chosen = pieces.filter { $0.isChosen && $0.district == district }.map(\.ring)
        let loops = Seams.border(of: chosen, cutter.mesh)
        let isShell = loops.map { RingMeasure($0, cutter.mesh, plane).doubledArea > 0 }
        let holes = zip(loops, isShell).filter { !$1 }.map(\.0)
        var rings: [VertexRing] = []
        for (loop, _) in zip(loops, isShell).filter({ $1 }) {
            let ring = Ring(cutter.mesh.places(of: loop))
            let inside = holes.filter { ring?.location(of: cutter.mesh[$0[0]]) == .inside }
            rings += simple(loop, holes: inside)
        }
        return rings
    }
}
