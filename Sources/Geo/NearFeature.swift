/// A feature found near a place.
public struct NearFeature: Hashable, Sendable {
    /// The number the feature was given.
    public var number: Int32
    /// On which side of a line the place lies that was asked for.
    public var side: Side
    /// Its distance in metres.
    public var metres: Double
    /// The lattice point nearest to its nearest place.
    public var place: Coordinate

    /// A feature by its number, distance, nearest place and side.
    public init(number: Int32, metres: Double, place: Coordinate, side: Side) {
        self.number = number
        self.metres = metres
        self.place = place
        self.side = side
    }
}

/// The nearest feature and those equally near, in the order of their numbers.
///
/// One is the rule: it is held in place, so that the common answer asks for no memory.
public struct NearFeatures: Hashable, Sendable, RandomAccessCollection {
    private var only: NearFeature?
    private var several: [NearFeature] = []

    /// Any number of features.
    public init(_ features: [NearFeature]) {
        if features.count > 1 { several = features } else { only = features.first }
    }

    /// One feature, or none.
    public init(only: NearFeature?) { self.only = only }

    /// 0.
    public var startIndex: Int { 0 }
    /// How many there are.
    public var endIndex: Int { several.isEmpty ? (only == nil ? 0 : 1) : several.count }

    /// The feature at a place.
    public subscript(place: Int) -> NearFeature {
        if several.isEmpty, let only, place == 0 { return only }
        return several[place]
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
