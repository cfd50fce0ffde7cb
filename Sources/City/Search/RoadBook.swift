import Geo

/// The roads of one edition: the segments of one name, whatever stretch they are called; and where
/// two of them cross.
struct RoadBook: Sendable {
    /// The names of the roads, in the order of their bytes.
    let names: [String]
    /// The box around each road, and a place on it.
    let boxes: [Box]
    let middles: [Coordinate]
    /// The crossings, in the order of the numbers of their roads.
    let crossings: [Crossing]
    /// The box around each segment, and the place halfway along it.
    let segmentBoxes: [Box]
    let segmentMiddles: [Coordinate?]

    /// A place where two roads cross.
    struct Crossing: Hashable, Sendable {
        /// The roads by number, the lower one first.
        var first: Int32
        var second: Int32
        var place: Coordinate
    }

    /// How wide a gap between two lines may be that are meant to meet, in metres.
    private static let gap = 5.0
    /// What lies no farther apart is one crossing: the two carriageways of a wide road, in metres.
    private static let sameCrossing = 50.0

    init(_ segments: SegmentBook) {
        let count = segments.codes.count
        let stems = (0..<count).map { RoadName.stem(segments.names[$0]) }
        let names = Set(stems.filter { !$0.isEmpty }).sorted { $0.bytes < $1.bytes }
        let numberOf = Dictionary(
            uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
        let roads = stems.map { numberOf[$0] ?? -1 }
        var segmentBoxes = [Box](repeating: .empty, count: count)
        var segmentMiddles = [Coordinate?](repeating: nil, count: count)
        segments.index.forEachLines { number, lines in
            segmentBoxes[Int(number)] = Box(lines.lazy.flatMap(\.vertices))
            segmentMiddles[Int(number)] = lines.max { $0.metres < $1.metres }?.halfway
        }
        (boxes, middles) = Self.extents(names.count, roads, segmentBoxes, segmentMiddles)
        crossings = Self.crossings(segments.index, roads)
        self.names = names
        self.segmentBoxes = segmentBoxes
        self.segmentMiddles = segmentMiddles
    }

    /// The box around each road, and of the middles of its segments the one nearest to the box's.
    private static func extents(
        _ count: Int, _ roads: [Int32], _ boxes: [Box], _ middles: [Coordinate?]
    ) -> ([Box], [Coordinate]) {
        var around = [Box](repeating: .empty, count: count)
        for (segment, road) in roads.enumerated() where road >= 0 {
            around[Int(road)].extend(to: boxes[segment])
        }
        var best = [(metres: Double, place: Coordinate)](
            repeating: (.infinity, Coordinate(longitude: 0, latitude: 0)), count: count)
        for (segment, road) in roads.enumerated() where road >= 0 {
            guard let middle = middles[segment] else { continue }
            let metres = Metric.distance(around[Int(road)].centre, middle)
            if metres < best[Int(road)].metres { best[Int(road)] = (metres, middle) }
        }
        return (around, best.map(\.place))
    }

    private static func crossings(_ index: FeatureIndex, _ roads: [Int32]) -> [Crossing] {
        let meetings = index.lineMeetings(within: gap) { one, other in
            let (first, second) = (roads[Int(one)], roads[Int(other)])
            return first >= 0 && second >= 0 && first != second
        }
        var places: [Pair: [Coordinate]] = [:]
        for meeting in meetings {
            let (one, other) = (roads[Int(meeting.first)], roads[Int(meeting.second)])
            let pair = Pair(first: min(one, other), second: max(one, other))
            places[pair, default: []].append(meeting.place)
        }
        let crossings = places.flatMap { pair, places in
            clusters(places).map {
                Crossing(first: pair.first, second: pair.second, place: middle(of: $0))
            }
        }
        return crossings.sorted {
            ($0.first, $0.second, $0.place) < ($1.first, $1.second, $1.place)
        }
    }

    private struct Pair: Hashable {
        var first: Int32
        var second: Int32
    }

    /// Places joined as long as each is near one of the others.
    private static func clusters(_ places: [Coordinate]) -> [[Coordinate]] {
        var rest = places.sorted()
        var clusters: [[Coordinate]] = []
        while let first = rest.popLast() {
            var cluster = [first]
            var next = 0
            while next < cluster.count {
                let place = cluster[next]
                cluster += rest.filter { Metric.distance($0, place) <= sameCrossing }
                rest.removeAll { Metric.distance($0, place) <= sameCrossing }
                next += 1
            }
            clusters.append(cluster)
        }
        return clusters
    }

    /// Of some places the one nearest to the middle of all.
    private static func middle(of places: [Coordinate]) -> Coordinate {
        let centre = Box(places).centre
        return places.min {
            (Metric.distance($0, centre), $0) < (Metric.distance($1, centre), $1)
        } ?? centre
    }

    /// The numbers of the crossings of two roads.
    ///
    /// - Complexity: O(log crossings + crossings of the lower-numbered road).
    func crossings(of one: Int32, and other: Int32) -> Range<Int> {
        let (first, second) = (min(one, other), max(one, other))
        let start = crossings.partition { ($0.first, $0.second) >= (first, second) }
        let end = crossings.partition { ($0.first, $0.second) > (first, second) }
        return start..<end
    }

    /// The numbers of the crossings of a road with any other.
    ///
    /// - Complexity: O(crossings).
    func crossings(of road: Int32) -> [Int] {
        crossings.indices.filter { crossings[$0].first == road || crossings[$0].second == road }
    }
}

extension Array {
    /// The first place whose element and all after it fit.
    fileprivate func partition(where fits: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if fits(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
