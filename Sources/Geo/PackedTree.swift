/// A static R-tree over boxes, packed along a Hilbert curve: built once, then searched.
///
/// The items are renumbered in the curve's order; such a number is a *slot*. Whoever keeps its own
/// arrays in slot order reads neighbouring memory for neighbouring places.
///
/// Complexity: building O(n log n), a point query O(log n + hits) on map data.
///
/// Source: Kamel and Faloutsos, On Packing R-trees, CIKM 1993.
public struct PackedTree: Packed {
    /// The item of each slot.
    public let items: PackedArray<Int32>
    /// The boxes of all levels: slots first, then the nodes above them, the root last.
    @usableFromInline let boxes: PackedArray<Box>
    /// Where each level begins in `boxes`; one more entry marks the end.
    @usableFromInline let levels: PackedArray<Int>

    @usableFromInline static let fanout = 16

    /// A tree over the boxes of items 0, 1, 2 ….
    public init(_ itemBoxes: [Box]) {
        var whole = Box.empty
        for box in itemBoxes { whole.extend(to: box) }
        let curve = HilbertCurve(over: whole)
        let keys = itemBoxes.map { curve.position(of: $0.centre) }
        let items = ContiguousArray(
            (0..<Int32(itemBoxes.count)).sorted {
                (keys[Int($0)], $0) < (keys[Int($1)], $1)
            })

        var boxes = ContiguousArray(items.lazy.map { itemBoxes[Int($0)] })
        var levels: ContiguousArray = [0]
        var level = boxes.indices
        while level.count > 1 {
            levels.append(boxes.count)
            for start in stride(from: level.lowerBound, to: level.upperBound, by: Self.fanout) {
                var node = Box.empty
                for child in start..<min(start + Self.fanout, level.upperBound) {
                    node.extend(to: boxes[child])
                }
                boxes.append(node)
            }
            level = level.upperBound..<boxes.count
        }
        levels.append(boxes.count)
        self.items = PackedArray(items)
        self.boxes = PackedArray(boxes)
        self.levels = PackedArray(levels)
    }

    /// Takes the tree out of bytes.
    public init(from reader: inout PackedReader) throws(PackedError) {
        items = try reader.array()
        boxes = try reader.array()
        levels = try reader.array()
    }

    /// Writes the tree.
    public func write(to writer: inout PackedWriter) throws {
        try writer.write(items)
        try writer.write(boxes)
        try writer.write(levels)
    }

    /// The box around everything.
    public var box: Box { boxes.last ?? .empty }

    /// The box of the item in a slot.
    func box(ofSlot slot: Int) -> Box { boxes[slot] }

    /// Calls `visit` with every slot whose box contains a place.
    @inlinable
    public func search(_ place: Coordinate, _ visit: (Int) -> Void) {
        guard !boxes.isEmpty else { return }
        descend(level: levels.count - 2, 0..<1, into: { $0.contains(place) }, visit)
    }

    /// Calls `visit` with every slot whose box meets another box.
    @inlinable
    public func search(_ box: Box, _ visit: (Int) -> Void) {
        guard !boxes.isEmpty else { return }
        descend(level: levels.count - 2, 0..<1, into: { $0.intersects(box) }, visit)
    }

    @usableFromInline
    func descend(
        level: Int, _ nodes: Range<Int>, into matches: (Box) -> Bool, _ visit: (Int) -> Void
    ) {
        let start = levels[level]
        for node in nodes where matches(boxes[start + node]) {
            if level == 0 {
                visit(node)
            } else {
                descend(level: level - 1, children(of: node, at: level), into: matches, visit)
            }
        }
    }

    @usableFromInline
    func children(of node: Int, at level: Int) -> Range<Int> {
        let count = levels[level] - levels[level - 1]
        return node * Self.fanout..<min((node + 1) * Self.fanout, count)
    }

    /// Calls `visit` with slots in the order of their distance from a metric's origin, until it
    /// returns `false` or the next one lies farther than `metres`.
    ///
    /// - Parameter distance: the exact distance of a slot in metres, or `nil` for a slot that does
    ///   not count: filters come before limits.
    public func forEachNearest(
        to metric: Metric, within metres: Double, distance: (Int) -> Double?,
        visit: (Int, Double) -> Bool
    ) {
        guard !boxes.isEmpty else { return }
        var queue = NearestQueue()
        let top = levels.count - 2
        queue.push(.init(metres: metric.lowerBound(to: box), level: top, index: 0))
        while let next = queue.pop(), next.metres <= metres {
            switch next.level {
            case NearestQueue.Entry.measured:
                if !visit(next.index, next.metres) { return }
            case 0:
                if let exact = distance(next.index), exact <= metres {
                    queue.push(
                        .init(
                            metres: exact, level: NearestQueue.Entry.measured, index: next.index))
                }
            case let level:
                let start = levels[level - 1]
                for child in children(of: next.index, at: level) {
                    let bound = metric.lowerBound(to: boxes[start + child])
                    if bound <= metres {
                        queue.push(.init(metres: bound, level: level - 1, index: child))
                    }
                }
            }
        }
    }
}

/// What a nearest search has seen and not yet visited, nearest first: a binary heap.
private struct NearestQueue {
    struct Entry {
        /// The level of a slot whose exact distance is known.
        static let measured = -1
        var metres: Double
        var level: Int
        var index: Int

        /// At equal distance a measured slot waits for the boxes, and lower slots come first.
        func precedes(_ other: Entry) -> Bool {
            (metres, -level, index) < (other.metres, -other.level, other.index)
        }
    }

    private var entries: [Entry] = []

    mutating func push(_ entry: Entry) {
        entries.append(entry)
        var child = entries.count - 1
        while child > 0, entries[child].precedes(entries[(child - 1) / 2]) {
            entries.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> Entry? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return last }
        entries[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < entries.count && entries[child].precedes(entries[least]) {
                least = child
            }
            if least == parent { return first }
            entries.swapAt(parent, least)
            parent = least
        }
    }
}
