public import Geo

/// The places of one edition, by number in the order of their codes.
///
/// Complexity: building O(n log n).
public final class PlaceBook: Sendable {
    /// The code of each: `公厕/0017`.
    public let codes: TextColumn
    /// The name of each, empty if it has none.
    public let names: TextColumn
    /// The themes that there are, in the order of their bytes.
    public let themes: [String]
    /// All places, by their numbers.
    public let index: FeatureIndex
    /// Which theme each has.
    private let themeOf: PackedArray<Int32>
    /// The organizations that answer, and which of them each place has; −1 for none.
    private let organizations: TextColumn
    private let organizationOf: PackedArray<Int32>
    private let middles: PackedArray<Coordinate>
    private let boxes: PackedArray<Box>

    /// A book of these places, in whatever order they come.
    public init(_ all: [Place]) {
        let places = all.map { (code: $0.code, place: $0) }
            .sorted { $0.code.bytes < $1.code.bytes }
        codes = TextColumn(places.map(\.code))
        names = TextColumn(places.map(\.place.name))
        themes = Set(places.map(\.place.theme)).sorted { $0.bytes < $1.bytes }
        let numberOf = Dictionary(
            uniqueKeysWithValues: themes.enumerated().map { ($1, Int32($0)) })
        themeOf = PackedArray(places.map { numberOf[$0.place.theme] ?? 0 })
        var organizations = TextCollector()
        var organizationOf: [Int32] = []
        for place in places {
            organizationOf.append(organizations.place(of: place.place.organization))
        }
        self.organizations = organizations.column
        self.organizationOf = PackedArray(organizationOf)
        index = FeatureIndex(places.enumerated().map { (Int32($0), $1.place.shape) })
        middles = PackedArray(places.map(\.place.shape.representative))
        boxes = PackedArray(places.map(\.place.shape.box))
    }

    /// How many places there are.
    public var count: Int { codes.count }

    /// The theme of a place, as a place in ``themes``.
    public func themeNumber(of number: Int32) -> Int { Int(themeOf[Int(number)]) }

    /// The theme of a place.
    public func theme(of number: Int32) -> String { themes[themeNumber(of: number)] }

    /// The code of the organization that answers for a place, or `nil`.
    public func organization(of number: Int32) -> String? {
        let place = organizationOf[Int(number)]
        return place < 0 ? nil : organizations[Int(place)]
    }

    /// A coordinate of the place itself: the point, or the place of an area nearest to the middle of
    /// its box.
    public func middle(of number: Int32) -> Coordinate { middles[Int(number)] }

    /// The box around a place.
    public func box(of number: Int32) -> Box { boxes[Int(number)] }
}
