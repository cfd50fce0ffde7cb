/// Many points, lines and polygons, asked which of them are nearest to a place.
///
/// Points and single edges are what the rasters hold, so that a long line costs no more than its
/// nearest edges. A place inside a polygon is at distance zero from it.
///
/// Complexity: a search is O(elements in the cells within its radius), and the radius grows only
/// until something is found.
public final class FeatureIndex: Packed {
    let points: PointIndex
    /// The number of the point in each slot; empty if the numbers follow the slots from
    /// `firstPoint` on.
    private let pointNumbers: PackedArray<Int32>
    private let firstPoint: Int32
    let edges: EdgeIndex
    let areas: AreaIndex
    /// The lines once more, as they are drawn.
    let lines: LineIndex

    /// An index over features, each with a number of the caller's choice.
    public init(_ features: [(number: Int32, shape: Shape)]) {
        let (places, numbers) = Self.points(of: features)
        var order: [Int32] = []
        points = PointIndex(places, order: &order)
        pointNumbers = PackedArray(order.map { numbers[Int($0)] })
        firstPoint = 0
        edges = EdgeIndex(features.flatMap { Self.edges(of: $0.shape, number: $0.number) })
        areas = Self.areas(features)
        lines = Self.lines(features)
    }

    private static func points(
        of features: [(number: Int32, shape: Shape)]
    ) -> (places: [Coordinate], numbers: [Int32]) {
        var places: [Coordinate] = []
        var numbers: [Int32] = []
        for case (let number, .points(let points)) in features where points.count == 1 {
            places += points
            numbers.append(number)
        }
        return (places, numbers)
    }

    /// An index over points whose numbers follow their slots from `firstPoint` on, and over other
    /// features with numbers of their own.
    public init(
        points: PointIndex, from firstPoint: Int32, others: [(number: Int32, shape: Shape)]
    ) {
        precondition(
            Self.points(of: others).places.isEmpty, "Single points belong among the points.")
        self.points = points
        pointNumbers = PackedArray()
        self.firstPoint = firstPoint
        edges = EdgeIndex(others.flatMap { Self.edges(of: $0.shape, number: $0.number) })
        areas = Self.areas(others)
        lines = Self.lines(others)
    }

    private static func areas(_ features: [(number: Int32, shape: Shape)]) -> AreaIndex {
        AreaIndex(
            features.compactMap {
                let polygons = $0.shape.polygons
                return polygons.isEmpty ? nil : ($0.number, polygons)
            }, hasRaster: false)
    }

    private static func lines(_ features: [(number: Int32, shape: Shape)]) -> LineIndex {
        LineIndex(
            features.compactMap { number, shape in
                if case .lines(let lines) = shape { (number, lines) } else { nil }
            })
    }

    private static func edges(of shape: Shape, number: Int32) -> [EdgeIndex.Edge] {
        switch shape {
        case .points(let points):
            // Several points of one feature are edges without length.
            return points.count == 1
                ? []
                : points.map {
                    EdgeIndex.Edge(number: number, a: $0, b: $0, before: $0, after: $0, isLine: 0)
                }
        case .lines(let lines):
            return lines.flatMap { line in
                let vertices = line.vertices
                return vertices.indices.dropLast().map { index in
                    EdgeIndex.Edge(
                        number: number, a: vertices[index], b: vertices[index + 1],
                        before: vertices[max(index - 1, 0)],
                        after: vertices[min(index + 2, vertices.count - 1)], isLine: 1)
                }
            }
        case .area:
            return shape.edges.map {
                EdgeIndex.Edge(number: number, a: $0, b: $1, before: $0, after: $1, isLine: 0)
            }
        }
    }

    @inline(__always)
    func number(ofPoint slot: Int) -> Int32 {
        pointNumbers.isEmpty ? firstPoint + Int32(truncatingIfNeeded: slot) : pointNumbers[slot]
    }

    /// The place of a point whose number follows its slot; `nil` for any other feature.
    public func place(ofPoint number: Int32) -> Coordinate? {
        let slot = Int(number - firstPoint)
        guard pointNumbers.isEmpty, points.places.indices.contains(slot) else { return nil }
        return points.places[slot]
    }

    /// The box around all features, or a little more.
    public var box: Box {
        var box = points.box
        box.extend(to: edges.box)
        box.extend(to: areas.box)
        return box
    }

    // MARK: The nearest

    /// The features nearest to a metric's origin: the nearest one, and with it every other that is
    /// equally near, which means by less than ``Metric/resolution``; in the order of their numbers.
    ///
    /// - Parameters:
    ///   - metres: how far to search.
    ///   - counts: whether a feature counts at all; filters come before limits.
    @inline(__always)
    public func nearest(
        to metric: Metric, within metres: Double, where counts: (Int32) -> Bool = { _ in true }
    ) -> NearFeatures {
        nearest(to: metric, within: metres, reach: { counts($0) ? metres : -1 })
    }

    /// The nearest features where each has a reach of its own.
    ///
    /// - Parameters:
    ///   - metres: the longest reach.
    ///   - reach: the distance in metres up to which a feature counts; negative for never.
    public func nearest(
        to metric: Metric, within metres: Double, reach: (Int32) -> Double
    ) -> NearFeatures {
        if areas.count > 0 {
            let around = areas.areas(at: metric.origin).filter { reach($0.number) >= 0 }
            if !around.isEmpty {
                return NearFeatures(
                    around.map {
                        NearFeature(number: $0.number, metres: 0, place: metric.origin, side: .on)
                    })
            }
        }
        var radius = min(metres, Self.firstRadius)
        while true {
            let search = search(metric, within: radius, reach)
            // What lies just beyond the radius could be equally near.
            let isWide =
                search.square.squareRoot() + Metric.resolution + Metric.blur(radius) <= radius
                || radius >= metres
            if isWide {
                return search.isUnique
                    ? NearFeatures(only: near(search.best, metric))
                    : search.isFound ? ties(metric, within: radius, reach) : NearFeatures([])
            }
            radius = min(metres, radius * 4)
        }
    }

    /// What is usual is searched at once; farther reaches grow from here, in metres.
    private static let firstRadius = 32.0

    /// What one look at all elements around found, measured in the plane of the origin.
    private struct Search {
        /// The best element: a point's slot, or an edge's own value.
        enum Element {
            case none
            case point(Int)
            case edge(EdgeIndex.Edge)
        }

        var best = Element.none
        var number: Int32 = -1
        /// The square of its distance in metres, and that of the nearest other feature.
        var square = Double.infinity
        var second = Double.infinity
        /// Whether a feature lies so near its own reach that the plane cannot decide.
        var isOnReach = false

        var isFound: Bool { number >= 0 || isOnReach }

        /// Whether the best one is nearest by more than what the plane blurs.
        var isUnique: Bool {
            let metres = square.squareRoot()
            let limit = metres + Metric.resolution + Metric.blur(metres)
            return number >= 0 && !isOnReach && second > limit * limit
        }

        @inline(__always)
        mutating func take(
            _ number: Int32, _ square: Double, reach: (Int32) -> Double, _ element: Element
        ) {
            guard square < second else { return }
            let reach = reach(number)
            let metres = square.squareRoot()
            guard metres <= reach + Metric.blur(metres) else { return }
            if metres > reach - Metric.blur(metres) { isOnReach = true }
            if square < self.square {
                if number != self.number { second = self.square }
                self.square = square
                self.number = number
                best = element
            } else if number != self.number {
                second = square
            }
        }
    }

    private func search(
        _ metric: Metric, within metres: Double, _ reach: (Int32) -> Double
    ) -> Search {
        var search = Search()
        let limit = metres + Metric.blur(metres)
        let square = limit * limit
        let box = metric.box(within: limit)
        points.forEachSlot(in: box) { slot in
            let found = metric.planarSquare(to: points.places[slot])
            guard found <= square else { return }
            search.take(number(ofPoint: slot), found, reach: reach, .point(slot))
        }
        edges.forEachEdge(near: box) { edge in
            let found = metric.planarSquare(to: edge.a, edge.b)
            guard found <= square else { return }
            search.take(edge.number, found, reach: reach, .edge(edge))
        }
        return search
    }

    private func near(_ element: Search.Element, _ metric: Metric) -> NearFeature? {
        switch element {
        case .none: nil
        case .point(let slot): near(point: slot, metric)
        case .edge(let edge): near(edge: edge, metric)
        }
    }

    private func near(point slot: Int, _ metric: Metric) -> NearFeature {
        let place = points.places[slot]
        return NearFeature(
            number: number(ofPoint: slot), metres: metric.distance(to: place), place: place,
            side: .on)
    }

    private func near(edge: EdgeIndex.Edge, _ metric: Metric) -> NearFeature {
        let nearest = metric.nearest(edge.a, edge.b)
        return NearFeature(
            number: edge.number, metres: nearest.metres, place: nearest.place,
            side: Self.side(of: metric.origin, edge, nearest))
    }

    /// The nearest features, each measured exactly: for what the plane cannot tell apart.
    private func ties(
        _ metric: Metric, within metres: Double, _ reach: (Int32) -> Double
    ) -> NearFeatures {
        let all = all(around: metric, within: metres + Metric.blur(metres)) { number in
            reach(number) >= 0
        }.filter { $0.metres <= reach($0.number) }
        guard let first = all.first else { return NearFeatures([]) }
        return NearFeatures(
            all.prefix { $0.metres <= first.metres + Metric.resolution }
                .sorted { $0.number < $1.number })
    }

    // MARK: All around

    /// Calls `visit` with each feature once, nearest first, until it returns `false` or `metres`
    /// are exceeded.
    public func forEachNearest(
        to metric: Metric, within metres: Double, where counts: (Int32) -> Bool = { _ in true },
        visit: (NearFeature) -> Bool
    ) {
        for feature in all(around: metric, within: metres, where: counts) {
            guard feature.metres <= metres, visit(feature) else { return }
        }
    }

    /// Every feature within a number of metres, each once with its nearest place, nearest first.
    private func all(
        around metric: Metric, within metres: Double, where counts: (Int32) -> Bool
    ) -> [NearFeature] {
        var found: [NearFeature] = []
        forEach(around: metric, within: metres) { if counts($0.number) { found.append($0) } }
        return found.sorted { ($0.metres, $0.number) < ($1.metres, $1.number) }
    }

    /// Calls `visit` with each feature within a number of metres once, in no useful order.
    public func forEach(
        around metric: Metric, within metres: Double, visit: (NearFeature) -> Void
    ) {
        let limit = metres + Metric.blur(metres)
        let box = metric.box(within: limit)
        points.forEachSlot(in: box) { slot in
            guard metric.planarSquare(to: points.places[slot]) <= limit * limit else { return }
            let feature = near(point: slot, metric)
            if feature.metres <= metres { visit(feature) }
        }
        guard !edges.isEmpty else { return }
        for feature in linesAndAreas(around: metric, within: metres, in: box) { visit(feature) }
    }

    /// The lines and areas within a number of metres: a polygon that contains the origin is at
    /// distance zero, of all others the nearest edge counts.
    private func linesAndAreas(
        around metric: Metric, within metres: Double, in box: Box
    ) -> [NearFeature] {
        let limit = metres + Metric.blur(metres)
        // Few features, and one's edges mostly after each other: no dictionary is faster.
        var nearest: [(number: Int32, square: Double, edge: EdgeIndex.Edge)] = []
        var last = 0
        edges.forEachEdge(near: box) { edge in
            let square = metric.planarSquare(to: edge.a, edge.b)
            guard square <= limit * limit else { return }
            if nearest.isEmpty || nearest[last].number != edge.number {
                last = nearest.firstIndex { $0.number == edge.number } ?? nearest.count
                if last == nearest.count { nearest.append((edge.number, square, edge)) }
            }
            if square < nearest[last].square { nearest[last] = (edge.number, square, edge) }
        }
        var found: [NearFeature] = []
        let inside = areas.count > 0 ? areas.areas(at: metric.origin).map(\.number) : []
        for number in inside {
            found.append(
                NearFeature(number: number, metres: 0, place: metric.origin, side: .on))
        }
        for best in nearest where !inside.contains(best.number) {
            let feature = near(edge: best.edge, metric)
            if feature.metres <= metres { found.append(feature) }
        }
        return found
    }

    /// The side of a line on which a place lies.
    ///
    /// Where the nearest place is a bend, the place lies in the bend's outer angle, on the side
    /// away from the turn, whichever of the two edges was found first.
    private static func side(
        of place: Coordinate, _ edge: EdgeIndex.Edge, _ nearest: NearestOnSegment
    ) -> Side {
        guard edge.isLine == 1, nearest.metres > 0 else { return .on }
        var turn = 0
        if nearest.share == 0 { turn = orientation(edge.before, edge.a, edge.b) }
        if nearest.share == 1 { turn = orientation(edge.a, edge.b, edge.after) }
        let sign = turn != 0 ? -turn : orientation(edge.a, edge.b, place)
        return sign > 0 ? .left : sign < 0 ? .right : .on
    }

    // MARK: As bytes

    /// Takes the index out of bytes.
    public init(from reader: inout PackedReader) throws(PackedError) {
        points = try PointIndex(from: &reader)
        pointNumbers = try reader.array()
        firstPoint = try reader.value()
        edges = try EdgeIndex(from: &reader)
        areas = try AreaIndex(from: &reader)
        lines = try LineIndex(from: &reader)
    }

    /// Writes the index.
    public func write(to writer: inout PackedWriter) throws {
        try points.write(to: &writer)
        try writer.write(pointNumbers)
        try writer.write(value: firstPoint)
        try edges.write(to: &writer)
        try areas.write(to: &writer)
        try lines.write(to: &writer)
    }
}
