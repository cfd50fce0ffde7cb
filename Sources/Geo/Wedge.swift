extension Polygon {
    /// Whether one who leaves a place on the border straight towards another one is inside at first.
    ///
    /// Exact, where the middle between two places is rounded. Complexity: O(vertices).
    ///
    /// - Returns: `false` for a place that is not on the border.
    func opens(at place: Coordinate, towards target: Coordinate) -> Bool {
        let wedges = rings.flatMap { $0.wedges(at: place) }
        return !wedges.isEmpty && wedges.allSatisfy { $0.contains(target) }
    }
}

extension Ring {
    /// The wedges to the left of the ring where it passes through a place.
    fileprivate func wedges(at place: Coordinate) -> [Wedge] {
        let edges = Array(edges)
        return edges.indices.compactMap { index in
            let (start, end) = edges[index]
            guard start != place, isOnSegment(place, start, end) else { return nil }
            let next = end == place ? edges[(index + 1) % edges.count].1 : end
            return Wedge(from: start, apex: place, to: next)
        }
    }
}

/// The ground to the left of a ring near one of its places.
private struct Wedge {
    var from: Coordinate
    var apex: Coordinate
    var to: Coordinate

    /// Whether a place lies in the directions between the two edges, not on them.
    func contains(_ target: Coordinate) -> Bool {
        let isLeftOfFirst = orientation(from, apex, target) > 0
        let isLeftOfSecond = orientation(apex, to, target) > 0
        return orientation(from, apex, to) >= 0
            ? isLeftOfFirst && isLeftOfSecond : isLeftOfFirst || isLeftOfSecond
    }
}
