/// Many lines, found by the box of a tile and drawn in it.
///
/// Complexity: O(log n + lines found) a box.
public struct LineIndex: Packed {
    let tree: PackedTree
    /// The number of the feature in each slot.
    private let numbers: PackedArray<Int32>
    private let vertices: PackedArray<Coordinate>
    private let levels: PackedArray<UInt8>
    /// Where each line begins in `vertices`; one more entry marks the end.
    private let lineStarts: PackedArray<Int32>
    /// Where the lines of each slot begin in `lineStarts`; one more entry marks the end.
    private let slotStarts: PackedArray<Int32>

    /// An index over features of lines, each with a number of the caller's choice.
    public init(_ features: [(number: Int32, lines: [Line])]) {
        tree = PackedTree(features.map { Box($0.lines.lazy.flatMap(\.vertices)) })
        var numbers: [Int32] = []
        var vertices: [Coordinate] = []
        var lineStarts: [Int32] = [0]
        var slotStarts: [Int32] = [0]
        for item in tree.items {
            let feature = features[Int(item)]
            numbers.append(feature.number)
            for line in feature.lines {
                vertices += line.vertices
                lineStarts.append(Int32(vertices.count))
            }
            slotStarts.append(Int32(lineStarts.count - 1))
        }
        self.numbers = PackedArray(numbers)
        self.vertices = PackedArray(vertices)
        levels = VertexLevels.levels(
            self.vertices, runs: zip(lineStarts, lineStarts.dropFirst()).map { Int($0)..<Int($1) },
            areRings: false)
        self.lineStarts = PackedArray(lineStarts)
        self.slotStarts = PackedArray(slotStarts)
    }

    /// Draws every feature that meets the brush's tile, in the order of the numbers.
    public func draw(
        with brush: inout TileBrush, where counts: (Int32) -> Bool = { _ in true },
        visit: (_ number: Int32, _ geometry: borrowing TileGeometry) -> Void
    ) {
        for slot in slots(meeting: brush.frame) where counts(numbers[slot]) {
            brush.geometry.removeAll()
            for line in Int(slotStarts[slot])..<Int(slotStarts[slot + 1]) {
                brush.add(
                    line: Int(lineStarts[line])..<Int(lineStarts[line + 1]), vertices, levels)
            }
            if !brush.geometry.isEmpty { visit(numbers[slot], brush.geometry) }
        }
    }

    private func slots(meeting frame: TileFrame) -> [Int] {
        var slots: [Int] = []
        tree.search(frame.boxWithMargin) { slots.append($0) }
        return slots.sorted { numbers[$0] < numbers[$1] }
    }

    var isEmpty: Bool { numbers.isEmpty }

    /// Calls `visit` with the middle vertex of every feature's first line.
    func forEachPlace(_ visit: (_ number: Int32, _ place: Coordinate) -> Void) {
        for (slot, number) in numbers.enumerated() {
            let line = Int(slotStarts[slot])
            visit(number, vertices[Int(lineStarts[line] + lineStarts[line + 1]) / 2])
        }
    }

    /// Calls `visit` with the lines of every feature, in no useful order.
    func forEach(_ visit: (_ number: Int32, _ lines: [Line]) -> Void) {
        for (slot, number) in numbers.enumerated() {
            let lines = (Int(slotStarts[slot])..<Int(slotStarts[slot + 1])).compactMap { line in
                Line((Int(lineStarts[line])..<Int(lineStarts[line + 1])).map { vertices[$0] })
            }
            visit(number, lines)
        }
    }

    /// Takes the index out of bytes.
    public init(from reader: inout PackedReader) throws(PackedError) {
        tree = try PackedTree(from: &reader)
        numbers = try reader.array()
        vertices = try reader.array()
        levels = try reader.array()
        lineStarts = try reader.array()
        slotStarts = try reader.array()
    }

    /// Writes the index.
    public func write(to writer: inout PackedWriter) throws {
        try tree.write(to: &writer)
        try writer.write(numbers)
        try writer.write(vertices)
        try writer.write(levels)
        try writer.write(lineStarts)
        try writer.write(slotStarts)
    }
}
