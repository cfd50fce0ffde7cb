/// The rings of many areas, one after another in the order of a tree's slots, so that a query reads
/// one run of memory.
struct AreaRings: Packed {
    let tree: PackedTree
    /// The number of the area in each slot.
    let numbers: PackedArray<Int32>
    /// The slots in the order of their areas' numbers.
    private let slotsByNumber: PackedArray<Int32>
    let vertices: PackedArray<Coordinate>
    /// Where each ring begins in `vertices`; one more entry marks the end.
    let ringStarts: PackedArray<Int32>
    /// Where the rings of each slot begin in `ringStarts`; one more entry marks the end.
    let slotStarts: PackedArray<Int32>
    private let bands: BandIndex
    /// Where each polygon of a slot begins: 1 for a ring that is a shell.
    private let isShell: PackedArray<UInt8>
    /// From which zoom on a tile draws each vertex.
    private let levels: PackedArray<UInt8>
    /// Where the name of each slot's area stands.
    let labelPlaces: PackedArray<Coordinate>

    init(_ areas: [(number: Int32, polygons: [Polygon])]) {
        tree = PackedTree(
            areas.map { Box($0.polygons.lazy.flatMap(\.shell.vertices)) })
        var numbers: [Int32] = []
        var vertices: [Coordinate] = []
        var ringStarts: [Int32] = []
        var slotStarts: [Int32] = []
        var isShell: [UInt8] = []
        var labelPlaces: [Coordinate] = []
        for item in tree.items {
            let area = areas[Int(item)]
            numbers.append(area.number)
            labelPlaces.append(Self.labelPlace(area.polygons))
            slotStarts.append(Int32(ringStarts.count))
            for polygon in area.polygons {
                for (place, ring) in polygon.rings.enumerated() {
                    isShell.append(place == 0 ? 1 : 0)
                    ringStarts.append(Int32(vertices.count))
                    vertices.append(contentsOf: ring.vertices)
                }
            }
        }
        slotStarts.append(Int32(ringStarts.count))
        ringStarts.append(Int32(vertices.count))
        self.numbers = PackedArray(numbers)
        self.labelPlaces = PackedArray(labelPlaces)
        slotsByNumber = PackedArray(
            numbers.indices.sorted { numbers[$0] < numbers[$1] }.map { Int32($0) })
        self.vertices = PackedArray(vertices)
        bands = BandIndex(
            numbers.indices.map { slot in
                (Int(slotStarts[slot])..<Int(slotStarts[slot + 1])).map {
                    Int(ringStarts[$0])..<Int(ringStarts[$0 + 1])
                }
            }, vertices)
        levels = VertexLevels.levels(
            self.vertices,
            runs: zip(ringStarts, ringStarts.dropFirst()).map { Int($0)..<Int($1) },
            areRings: true)
        self.ringStarts = PackedArray(ringStarts)
        self.slotStarts = PackedArray(slotStarts)
        self.isShell = PackedArray(isShell)
    }

    /// In the largest part of an area its name finds most room.
    private static func labelPlace(_ polygons: [Polygon]) -> Coordinate {
        let largest = polygons.max { $0.shell.doubledArea < $1.shell.doubledArea }
        return largest?.labelPlace ?? Coordinate(longitude: 0, latitude: 0)
    }

    var count: Int { numbers.count }
    var vertexCount: Int { vertices.count }

    /// The slot of an area, by number.
    func slot(of number: Int32) -> Int? {
        let place = slotsByNumber.partition(by: { numbers[Int($0)] }, notBelow: number)
        guard place < count else { return nil }
        let slot = Int(slotsByNumber[place])
        return numbers[slot] == number ? slot : nil
    }

    /// The polygons of an area, by number; empty if there is none.
    func polygons(of number: Int32) -> [Polygon] {
        guard let slot = slot(of: number) else { return [] }
        var polygons: [(shell: Ring, holes: [Ring])] = []
        for ring in Int(slotStarts[slot])..<Int(slotStarts[slot + 1]) {
            let run = Int(ringStarts[ring])..<Int(ringStarts[ring + 1])
            guard let found = Ring(run.lazy.map { vertices[$0] }) else { continue }
            if isShell[ring] == 1 {
                polygons.append((found, []))
            } else {
                polygons[polygons.count - 1].holes.append(found)
            }
        }
        return polygons.map { Polygon(shell: $0.shell, holes: $0.holes) }
    }

    func location(
        of place: Coordinate, _ residue: Residue, inSlot slot: Int
    ) -> Location {
        var crossing = RayCrossing(place, residue: residue)
        if bands.count(slot, place.latitude, vertices, &crossing) { return crossing.location }
        for ring in Int(slotStarts[slot])..<Int(slotStarts[slot + 1]) {
            let run = Int(ringStarts[ring])..<Int(ringStarts[ring + 1])
            crossing.add(ring: UnsafeBufferPointer(rebasing: vertices.elements[run]))
        }
        return crossing.location
    }

    @inline(__always)
    func location(
        of place: Coordinate, _ residue: Residue, in candidate: AreaRaster.Candidate
    ) -> Location {
        guard candidate.firstVertex >= 0 else {
            return location(of: place, residue, inSlot: Int(candidate.slot))
        }
        var crossing = RayCrossing(place, residue: residue)
        let first = Int(candidate.firstVertex)
        let end = first + Int(candidate.vertexCount.magnitude)
        crossing.add(ring: UnsafeBufferPointer(rebasing: vertices.elements[first..<end]))
        return crossing.location
    }

    /// What the raster needs to know of an area.
    func candidate(slot: Int) -> AreaRaster.Candidate {
        let ring = Int(slotStarts[slot])
        // Large rings are asked by their bands.
        let isSingle =
            ring + 1 == Int(slotStarts[slot + 1])
            && ringStarts[ring + 1] - ringStarts[ring] < Int32(BandIndex.fewest)
        return AreaRaster.Candidate(
            number: numbers[slot], slot: Int32(slot),
            firstVertex: isSingle ? ringStarts[ring] : -1,
            vertexCount: isSingle ? ringStarts[ring + 1] - ringStarts[ring] : 1)
    }

    @inline(__always)
    func forEachEdge(inSlot slot: Int, _ visit: (Coordinate, Coordinate) -> Void) {
        for ring in Int(slotStarts[slot])..<Int(slotStarts[slot + 1]) {
            let start = Int(ringStarts[ring])
            let end = Int(ringStarts[ring + 1])
            var previous = vertices[end - 1]
            for index in start..<end {
                let vertex = vertices[index]
                visit(previous, vertex)
                previous = vertex
            }
        }
    }

    /// Draws the area in a slot; what is left of it may be nothing.
    ///
    /// - Returns: whether something is.
    func draw(slot: Int, with brush: inout TileBrush) -> Bool {
        brush.geometry.removeAll()
        var isShellDrawn = false
        for ring in Int(slotStarts[slot])..<Int(slotStarts[slot + 1]) {
            let isShell = isShell[ring] == 1
            // A hole in what is too small to be seen is not seen.
            guard isShell || isShellDrawn else { continue }
            let run = Int(ringStarts[ring])..<Int(ringStarts[ring + 1])
            let isDrawn = brush.add(ring: run, isShell: isShell, vertices, levels)
            if isShell { isShellDrawn = isDrawn }
        }
        return !brush.geometry.isEmpty
    }

    init(from reader: inout PackedReader) throws(PackedError) {
        tree = try PackedTree(from: &reader)
        numbers = try reader.array()
        slotsByNumber = try reader.array()
        vertices = try reader.array()
        ringStarts = try reader.array()
        slotStarts = try reader.array()
        isShell = try reader.array()
        bands = try BandIndex(from: &reader)
        levels = try reader.array()
        labelPlaces = try reader.array()
    }

    func write(to writer: inout PackedWriter) throws {
        try tree.write(to: &writer)
        try writer.write(numbers)
        try writer.write(slotsByNumber)
        try writer.write(vertices)
        try writer.write(ringStarts)
        try writer.write(slotStarts)
        try writer.write(isShell)
        try bands.write(to: &writer)
        try writer.write(levels)
        try writer.write(labelPlaces)
    }
}
