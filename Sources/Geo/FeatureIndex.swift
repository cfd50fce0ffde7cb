/// Many points, lines and polygons, asked which of them are nearest to a place.
///
/// Points and single edges are what the tree holds, so that a long line costs no more than its
/// nearest edge. A place inside a polygon is at distance zero from it.
public struct FeatureIndex: Sendable {
    private let tree: PackedTree
    private let areas: AreaIndex
    /// The point or edge of each slot.
    private let elements: ContiguousArray<Element>

    private struct Element {
        var number: Int32
        var a: Coordinate
        var b: Coordinate
        /// The vertices before `a` and after `b`; equal to `a` and `b` at the ends of a line.
        var before: Coordinate
        var after: Coordinate
        var isLine: Bool
    }

    /// An index over features, each with a number of the caller's choice.
    public init(_ features: [(number: Int32, shape: Shape)]) {
        var elements: [Element] = []
        for feature in features {
            elements += Self.elements(of: feature.shape, number: feature.number)
        }
        tree = PackedTree(elements.map { Box($0.a, $0.b) })
        self.elements = ContiguousArray(tree.items.lazy.map { elements[Int($0)] })
        areas = AreaIndex(
            features.compactMap {
                let polygons = $0.shape.polygons
                return polygons.isEmpty ? nil : ($0.number, polygons)
            })
    }

    private static func elements(of shape: Shape, number: Int32) -> [Element] {
        switch shape {
        case .points(let points):
            return points.map {
                Element(number: number, a: $0, b: $0, before: $0, after: $0, isLine: false)
            }
        case .lines(let lines):
            return lines.flatMap { line in
                let vertices = line.vertices
                return vertices.indices.dropLast().map { index in
                    Element(
                        number: number, a: vertices[index], b: vertices[index + 1],
                        before: vertices[max(index - 1, 0)],
                        after: vertices[min(index + 2, vertices.count - 1)], isLine: true)
                }
            }
        case .area:
            return shape.edges.map {
                Element(number: number, a: $0, b: $1, before: $0, after: $1, isLine: false)
            }
        }
    }

    /// The features nearest to a metric's origin: the nearest one, and with it every other that is
    /// equally near, which means by less than ``Metric/resolution``; in the order of their numbers.
    ///
    /// - Parameters:
    ///   - metres: how far to search.
    ///   - counts: whether a feature counts at all; filters come before limits.
    public func nearest(
        to metric: Metric, within metres: Double, where counts: (Int32) -> Bool = { _ in true }
    ) -> [NearFeature] {
        var found: [NearFeature] = []
        var limit = metres
        forEachNearest(to: metric, within: metres, where: counts) { feature in
            if found.isEmpty { limit = feature.metres + Metric.resolution }
            guard feature.metres <= limit else { return false }
            found.append(feature)
            return true
        }
        return found.sorted { $0.number < $1.number }
    }

    /// Calls `visit` with each feature once, nearest first, until it returns `false` or `metres`
    /// are exceeded.
    public func forEachNearest(
        to metric: Metric, within metres: Double, where counts: (Int32) -> Bool = { _ in true },
        visit: (NearFeature) -> Bool
    ) {
        var seen: [Int32] = []
        var goesOn = true
        for (number, _) in areas.areas(at: metric.origin) where counts(number) && goesOn {
            seen.append(number)
            goesOn = visit(
                NearFeature(number: number, metres: 0, place: metric.origin, side: .on))
        }
        guard goesOn else { return }
        tree.forEachNearest(
            to: metric, within: metres,
            distance: { slot in
                let element = elements[slot]
                guard counts(element.number) else { return nil }
                return metric.nearest(element.a, element.b).metres
            },
            visit: { slot, _ in
                let element = elements[slot]
                if seen.contains(element.number) { return true }
                seen.append(element.number)
                let nearest = metric.nearest(element.a, element.b)
                return visit(
                    NearFeature(
                        number: element.number, metres: nearest.metres, place: nearest.place,
                        side: Self.side(of: metric.origin, element, nearest)))
            })
    }

    /// The side of a line on which a place lies.
    ///
    /// Where the nearest place is a bend, the place lies in the bend's outer angle, on the side
    /// away from the turn, whichever of the two edges was found first.
    private static func side(
        of place: Coordinate, _ element: Element, _ nearest: NearestOnSegment
    ) -> Side {
        guard element.isLine, nearest.metres > 0 else { return .on }
        var turn = 0
        if nearest.share == 0 { turn = orientation(element.before, element.a, element.b) }
        if nearest.share == 1 { turn = orientation(element.a, element.b, element.after) }
        let sign = turn != 0 ? -turn : orientation(element.a, element.b, place)
        return sign > 0 ? .left : sign < 0 ? .right : .on
    }
}

/// A feature found near a place.
public struct NearFeature: Hashable, Sendable {
    /// The number the feature was given.
    public var number: Int32
    /// Its distance in metres.
    public var metres: Double
    /// The lattice point nearest to its nearest place.
    public var place: Coordinate
    /// On which side of a line the place lies that was asked for.
    public var side: Side

    /// A feature by its number, distance, nearest place and side.
    public init(number: Int32, metres: Double, place: Coordinate, side: Side) {
        self.number = number
        self.metres = metres
        self.place = place
        self.side = side
    }
}

/// A side of a line, looking along it from its first vertex.
public enum Side: String, Hashable, Sendable {
    /// To the left.
    case left
    /// To the right.
    case right
    /// Exactly on it, or not a line.
    case on
}

extension Metric {
    /// Distances that differ by no more than this, in metres, are equal: the lattice cannot tell
    /// them apart.
    public static let resolution = 0.01
}
