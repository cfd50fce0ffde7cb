import Geo

/// Where things of each kind stand in a unit grid: nobody sets two lamps on one foot.
struct TakenPlaces {
    /// How far apart things of one kind are, in metres.
    private static let metres = 2.0

    private var places: [Int: [Coordinate]] = [:]

    /// Whether a place is far enough from all others of a kind.
    func leaves(_ place: Coordinate, to kind: Int) -> Bool {
        places[kind, default: []].allSatisfy { Metric.distance($0, place) >= Self.metres }
    }

    /// Sets a thing of a kind at a place.
    mutating func take(_ place: Coordinate, for kind: Int) {
        places[kind, default: []].append(place)
    }
}
