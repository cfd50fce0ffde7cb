/// The geometry of one feature of a tile, as drawing commands.
///
/// Source: Mapbox Vector Tile specification 2.1, section 4.3.
public struct TileGeometry: ~Copyable {
    /// What a geometry is.
    enum Kind: UInt8 {
        case point = 1
        case line = 2
        case polygon = 3
    }

    var kind: Kind?
    var commands = TileBytes()
    private var pen = TilePoint(x: 0, y: 0)

    /// A geometry without anything.
    public init() {}

    var isEmpty: Bool { commands.count == 0 }

    mutating func removeAll() {
        commands.removeAll()
        pen = TilePoint(x: 0, y: 0)
        kind = nil
    }

    @inline(__always)
    private mutating func go(to point: TilePoint) {
        commands.append(zigzag: point.x &- pen.x)
        commands.append(zigzag: point.y &- pen.y)
        pen = point
    }

    private static let moveTo: UInt64 = 1
    private static let lineTo: UInt64 = 2
    private static let closePath: UInt64 = 7

    /// One point, the only one of the geometry.
    @inline(__always)
    mutating func add(point: TilePoint) {
        kind = .point
        commands.append(varint: Self.moveTo | 1 << 3)
        go(to: point)
    }

    /// A line; one of fewer than two different points is let fall.
    mutating func add(line points: borrowing TilePath) {
        guard points.count > 1 else { return }
        kind = .line
        commands.append(varint: Self.moveTo | 1 << 3)
        go(to: points[0])
        commands.append(varint: Self.lineTo | UInt64(points.count - 1) << 3)
        for place in 1..<points.count { go(to: points[place]) }
    }

    /// A ring, which ends where it began without saying so.
    ///
    /// - Parameter isShell: an outer ring runs clockwise on the screen, a hole the other way.
    /// - Returns: whether it has an area at all; one without is let fall.
    @discardableResult
    mutating func add(ring points: borrowing TilePath, isShell: Bool) -> Bool {
        let area = points.doubledArea
        guard points.count > 2, area != 0 else { return false }
        kind = .polygon
        let isForward = (area > 0) == isShell
        let last = points.count - 1
        commands.append(varint: Self.moveTo | 1 << 3)
        go(to: points[0])
        commands.append(varint: Self.lineTo | UInt64(last) << 3)
        for place in 1...last { go(to: points[isForward ? place : last + 1 - place]) }
        commands.append(varint: Self.closePath | 1 << 3)
        return true
    }
}

/// Points one after another, none twice in a row.
struct TilePath: ~Copyable {
    private var memory = UnsafeMutableBufferPointer<TilePoint>.allocate(capacity: 64)
    private(set) var count = 0

    deinit { memory.deallocate() }

    mutating func removeAll() { count = 0 }

    subscript(place: Int) -> TilePoint { memory[place] }

    @inline(__always)
    mutating func append(_ point: TilePoint) {
        if count > 0, memory[count - 1] == point { return }
        if count == memory.count { grow() }
        memory[count] = point
        count += 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutableBufferPointer<TilePoint>.allocate(capacity: memory.count * 2)
        _ = larger.update(fromContentsOf: memory)
        memory.deallocate()
        memory = larger
    }

    /// Lets the last points fall that are the first one again: a ring closes by itself.
    mutating func closeRing() {
        while count > 1, memory[count - 1] == memory[0] { count -= 1 }
    }

    /// Twice the area of the ring in square units, positive if it runs clockwise on the screen.
    var doubledArea: Int64 {
        guard count > 2 else { return 0 }
        var sum: Int64 = 0
        var before = memory[count - 1]
        for place in 0..<count {
            let point = memory[place]
            sum += Int64(before.x) * Int64(point.y) - Int64(point.x) * Int64(before.y)
            before = point
        }
        return sum
    }
}
