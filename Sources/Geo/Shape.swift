/// A closed ring of at least three places.
///
/// The last vertex is joined to the first; the first is not repeated. A ring that is not closed
/// cannot be expressed.
public struct Ring: Hashable, Sendable {
    /// The vertices in order, the first not repeated at the end.
    public let vertices: [Coordinate]

    /// A ring from its vertices, closed or not; repeated neighbours are dropped.
    ///
    /// - Returns: `nil` if fewer than three different neighbours remain: on the lattice such a ring
    ///   has collapsed to a line or a point.
    public init?(_ places: some Sequence<Coordinate>) {
        var vertices: [Coordinate] = []
        for place in places where place != vertices.last { vertices.append(place) }
        while let first = vertices.first, vertices.count > 1, vertices.last == first {
            vertices.removeLast()
        }
        guard vertices.count >= 3 else { return nil }
        self.vertices = vertices
    }

    private init(unchecked vertices: [Coordinate]) { self.vertices = vertices }

    /// The edges in order, the closing one last.
    public var edges: some Sequence<(Coordinate, Coordinate)> {
        zip(vertices, vertices.dropFirst() + vertices.prefix(1))
    }

    /// Twice the signed area in square lattice units: positive for a ring that runs to the left
    /// around its interior (counter-clockwise on a map).
    public var doubledArea: Int128 {
        var sum: Int128 = 0
        let origin = vertices[0]
        for (a, b) in edges {
            let ax = Int64(a.longitude) - Int64(origin.longitude)
            let ay = Int64(a.latitude) - Int64(origin.latitude)
            let bx = Int64(b.longitude) - Int64(origin.longitude)
            let by = Int64(b.latitude) - Int64(origin.latitude)
            sum += Int128(ax) * Int128(by) - Int128(bx) * Int128(ay)
        }
        return sum
    }

    /// Whether the vertices do not all lie on one line; such a ring encloses nothing.
    var hasExtent: Bool {
        vertices.contains { orientation(vertices[0], vertices[1], $0) != 0 }
    }

    /// The same ring run the other way, from the same first vertex.
    public var reversed: Ring {
        Ring(unchecked: vertices.prefix(1) + vertices.dropFirst().reversed())
    }

    /// The same ring run counter-clockwise (`true`) or clockwise.
    public func running(counterClockwise: Bool) -> Ring {
        (doubledArea > 0) == counterClockwise ? self : reversed
    }

    /// Where a place lies with respect to the ring's interior. Complexity: O(vertices).
    public func location(of place: Coordinate) -> Location {
        var crossing = RayCrossing(place)
        for (a, b) in edges { crossing.add(a, b) }
        return crossing.location
    }
}

/// A polygon: an outer ring, counter-clockwise, and holes, clockwise.
public struct Polygon: Hashable, Sendable {
    /// The outer ring, counter-clockwise.
    public let shell: Ring
    /// The inner rings, clockwise.
    public let holes: [Ring]

    /// A polygon from its rings, whichever way they run.
    public init(shell: Ring, holes: [Ring] = []) {
        self.shell = shell.running(counterClockwise: true)
        self.holes = holes.map { $0.running(counterClockwise: false) }
    }

    /// The outer ring and then the holes.
    public var rings: [Ring] { [shell] + holes }
}

/// A line of at least two different places.
public struct Line: Hashable, Sendable {
    /// The vertices in order.
    public let vertices: [Coordinate]

    /// A line through some places; repeated neighbours are dropped, and fewer than two different
    /// ones are no line.
    public init?(_ places: some Sequence<Coordinate>) {
        var vertices: [Coordinate] = []
        for place in places where place != vertices.last { vertices.append(place) }
        guard vertices.count >= 2 else { return nil }
        self.vertices = vertices
    }

    /// The edges in order.
    public var edges: some Sequence<(Coordinate, Coordinate)> {
        zip(vertices, vertices.dropFirst())
    }
}

/// The geometry of a row: points, lines or polygons on the lattice, of one or more parts.
public enum Shape: Hashable, Sendable {
    /// One or more points.
    case points([Coordinate])
    /// One or more lines.
    case lines([Line])
    /// One or more polygons with disjoint interiors.
    case area([Polygon])

    /// The box around all parts.
    public var box: Box {
        switch self {
        case .points(let points): Box(points)
        case .lines(let lines): Box(lines.lazy.flatMap(\.vertices))
        case .area(let polygons): Box(polygons.lazy.flatMap(\.shell.vertices))
        }
    }

    /// The polygons of an area; none for points and lines.
    public var polygons: [Polygon] {
        if case .area(let polygons) = self { polygons } else { [] }
    }

    /// Every edge: of lines and of all rings; none for points.
    public var edges: [(Coordinate, Coordinate)] {
        switch self {
        case .points: []
        case .lines(let lines): lines.flatMap { Array($0.edges) }
        case .area(let polygons): polygons.flatMap { $0.rings.flatMap { Array($0.edges) } }
        }
    }

    /// Every vertex in order.
    public var vertices: [Coordinate] {
        switch self {
        case .points(let points): points
        case .lines(let lines): lines.flatMap(\.vertices)
        case .area(let polygons): polygons.flatMap { $0.rings.flatMap(\.vertices) }
        }
    }

    /// Where a place lies with respect to the area; points and lines have a border only.
    ///
    /// Complexity: O(vertices).
    public func location(of place: Coordinate) -> Location {
        switch self {
        case .points(let points): return points.contains(place) ? .border : .outside
        case .lines:
            return edges.contains { isOnSegment(place, $0, $1) } ? .border : .outside
        case .area:
            var crossing = RayCrossing(place)
            for (a, b) in edges { crossing.add(a, b) }
            return crossing.location
        }
    }
}
