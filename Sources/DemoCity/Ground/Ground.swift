import Geo

/// The ground of a city: who lies in whom, down to the unit grids, and the streets between them.
struct Ground: Sendable {
    /// A piece of ground inside a coarser one.
    struct Piece: Sendable {
        /// The number of the coarser one.
        var parent: Int
        /// Its rings; only ground that its district has elsewhere makes more than one.
        var rings: [VertexRing]
    }

    /// All vertices.
    var mesh: Mesh
    /// The plane of the streets.
    let plane: Plane
    /// The districts' outlines.
    let outlines: [Outline]
    /// Subdistricts, each in a district.
    private(set) var subdistricts: [Piece] = []
    /// Communities, each in a subdistrict.
    private(set) var communities: [Piece] = []
    /// Unit grids, each in a community, one ring each.
    private(set) var grids: [Piece] = []
    /// The unit grids of each responsibility grid.
    private(set) var responsibilities: [[Int]] = []
    /// Every street.
    private(set) var strokes: [Stroke] = []

    /// The ground of a city that grows from a seed inside its districts.
    init(_ preset: Preset, _ districts: [(code: String, polygons: [Polygon])], seed: UInt64) {
        let seats = preset.seats
        plane = Plane(around: seats[0].place)
        let index = AreaIndex(
            districts.enumerated().map { (Int32($0.offset), $0.element.polygons) })
        let shape = BuiltUpShape(
            seats: seats, squareMetres: preset.squareKilometres * 1e6, inside: index, plane,
            seed: SplitMix(seed, Stage.shape.rawValue).first)
        var mesh = Mesh()
        let plane = plane
        outlines = districts.map { Outline(code: $0.code, $0.polygons, shape, &mesh, plane) }
        var carver = Carver(
            Cutter(mesh, plane, seed: seed), shape,
            smallest: min(preset.squareKilometres * 2_000, 600_000))
        let built = carver.carve(outlines, squareMetres: preset.squareKilometres * 1e6)
        self.mesh = Mesh()
        let centre = shape.centres[0]
        var splitter = Splitter(carver.cutter) { x, y in
            let (dx, dy) = ((x - centre.x) / centre.reach, (y - centre.y) / centre.reach)
            return 1 + 1.8 / (1 + 3 * (dx * dx + dy * dy))
        }
        grow(built, preset, &splitter)
        self.mesh = splitter.cutter.mesh
        strokes = splitter.strokes
    }

    private mutating func grow(
        _ built: [[VertexRing]], _ preset: Preset, _ splitter: inout Splitter
    ) {
        let rings = built.enumerated().flatMap { district, rings in
            rings.map { (district: district, ring: $0) }
        }
        let weights = rings.map { splitter.weight($0.ring) }
        // Ground that is too little for a subdistrict of its own is a part of another one, unless
        // it shares a border with it: parts lie apart.
        let least = weights.reduce(0, +) / Double(preset.subdistricts) / 6
        let joined = Seams.sharing(rings)
        let large = rings.indices.filter {
            isLargest($0, rings, weights) || weights[$0] > least || joined.contains($0)
        }
        let counts = Apportionment.shares(
            of: preset.subdistricts, by: large.map { weights[$0] }, least: 1)
        for (index, count) in zip(large, counts) {
            let (district, ring) = rings[index]
            let first = subdistricts.count
            let splitting = splitter.split(ring, into: count, along: .avenue, in: first)
            subdistricts += splitting.pieces.map { Piece(parent: district, rings: [$0]) }
        }
        splitter.strokes += Borders.strokes(between: subdistricts, splitter.cutter)
        growCommunities(preset, &splitter)
        let islets = rings.indices.filter { !large.contains($0) }.map { rings[$0] }
        let homes = islets.map { addIslet($0.ring, in: $0.district, splitter.cutter.mesh) }
        growGrids(preset, Array(zip(homes, islets.map(\.ring))), &splitter)
    }

    private func isLargest(
        _ index: Int, _ rings: [(district: Int, ring: VertexRing)], _ weights: [Double]
    ) -> Bool {
        rings.indices.allSatisfy {
            rings[$0].district != rings[index].district
                || (weights[$0], -$0) <= (weights[index], -index)
        }
    }

    private mutating func growCommunities(_ preset: Preset, _ splitter: inout Splitter) {
        let weights = subdistricts.map { splitter.weight($0.rings[0]) }
        let counts = Apportionment.shares(of: preset.communities, by: weights, least: 1)
        for (subdistrict, count) in counts.enumerated() {
            let ring = subdistricts[subdistrict].rings[0]
            let splitting = splitter.split(ring, into: count, along: .street, in: subdistrict)
            communities += splitting.pieces.map { Piece(parent: subdistrict, rings: [$0]) }
        }
    }

    /// Gives ground that lies apart to the nearest community of its district.
    private mutating func addIslet(
        _ ring: VertexRing, in district: Int, _ mesh: Mesh
    ) -> Int {
        let place = mesh[ring[0]]
        let own = communities.indices.filter {
            subdistricts[communities[$0].parent].parent == district
        }
        let home =
            own.min {
                plane.distance(place, mesh[communities[$0].rings[0][0]])
                    < plane.distance(place, mesh[communities[$1].rings[0][0]])
            } ?? 0
        communities[home].rings.append(ring)
        subdistricts[communities[home].parent].rings.append(ring)
        return home
    }

    private mutating func growGrids(
        _ preset: Preset, _ islets: [(community: Int, ring: VertexRing)],
        _ splitter: inout Splitter
    ) {
        let grounds =
            communities.indices.map { (community: $0, ring: communities[$0].rings[0]) } + islets
        let counts = Apportionment.shares(
            of: preset.unitGrids, by: grounds.map { splitter.weight($0.ring) }, least: 1)
        var groups: [Range<Int>] = []
        var middles: [Range<Int>: Int] = [:]
        for (ground, count) in zip(grounds, counts) {
            let start = grids.count
            let splitting = splitter.split(
                ground.ring, into: count, along: .lane, in: communities[ground.community].parent)
            grids += splitting.pieces.map { Piece(parent: ground.community, rings: [$0]) }
            for cut in splitting.cuts {
                middles[start + cut.pieces.lowerBound..<start + cut.pieces.upperBound] =
                    start + cut.middle
            }
            groups.append(start..<grids.count)
        }
        share(&groups, middles, preset.responsibilityGrids, islets.count)
    }

    /// Makes responsibility grids of the communities, and of the largest ones, cut where they were
    /// cut first, as many as there should be.
    private mutating func share(
        _ communities: inout [Range<Int>], _ middles: [Range<Int>: Int], _ wanted: Int,
        _ islets: Int
    ) {
        var groups = Array(communities.dropLast(islets))
        while groups.count < wanted {
            let largest = groups.indices.max { (groups[$0].count, -$0) < (groups[$1].count, -$1) }
            guard let largest, let middle = middles[groups[largest]] else { break }
            let group = groups[largest]
            groups[largest] = group.lowerBound..<middle
            groups.append(middle..<group.upperBound)
        }
        responsibilities = groups.sorted { $0.lowerBound < $1.lowerBound }.map(Array.init)
        for islet in communities.suffix(islets) {
            let community = grids[islet.lowerBound].parent
            let home = responsibilities.firstIndex { grids[$0[0]].parent == community }
            responsibilities[home ?? 0] += islet
        }
    }
}
