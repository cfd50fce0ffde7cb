import Geo

/// What is found by its name in one edition: areas, roads and their crossings, places, organizations,
/// segments. What is found by its code lies in the order of its codes elsewhere and is not copied.
///
/// ```swift
/// let names = SearchIndex(index, places: places)
/// let hits = index.search(SearchQuestion("青年大街 文化路"), in: names)
/// ```
///
/// Holds for every edition that differs in components alone. Complexity: building O(names + edges of
/// segments); a question O(letters of all names).
public final class SearchIndex: Sendable {
    let places: PlaceBook
    let roads: RoadBook
    /// The names, and whose each is.
    let names: NameColumn
    let entries: [SearchEntry]
    let roadNames: NameColumn
    let themes: NameColumn
    /// The places in the order of their numbers within a theme.
    private let placesByNumber: [Int32]

    /// The names of an edition.
    public init(_ index: CityIndex, places: PlaceBook) {
        self.places = places
        roads = RoadBook(index.segments)
        var entries: [SearchEntry] = []
        var names: [String] = []
        func add(_ column: TextColumn, _ kind: (Int32) -> SearchKind) {
            for number in 0..<Int32(column.count) where !column.utf8(Int(number)).isEmpty {
                entries.append(SearchEntry(kind: kind(number), number: number))
                names.append(column[Int(number)])
            }
        }
        add(index.book.names) { index.book.kind(of: $0).searchKind }
        add(places.names) { _ in .places }
        add(index.organizations.names) { _ in .organizations }
        add(index.segments.names) { _ in .segments }
        self.entries = entries
        self.names = NameColumn(names)
        roadNames = NameColumn(roads.names)
        themes = NameColumn(places.themes)
        placesByNumber = (0..<Int32(places.count)).map { (places.number(of: $0), $0) }
            .sorted { ($0.0.bytes, $0.1) < ($1.0.bytes, $1.1) }.map(\.1)
    }

    /// The places whose number within their theme begins with a text.
    ///
    /// - Complexity: O(log places + found).
    func places(ofNumberPrefix prefix: String) -> ArraySlice<Int32> {
        var low = 0
        var high = placesByNumber.count
        while low < high {
            let middle = (low + high) / 2
            let isBelow = places.number(of: placesByNumber[middle]).bytes < prefix.bytes
            if isBelow { low = middle + 1 } else { high = middle }
        }
        return placesByNumber[low...].prefix {
            places.number(of: $0).utf8.starts(with: prefix.utf8)
        }
    }
}

/// Something that can be found, by its number among those of its kind.
struct SearchEntry: Hashable, Sendable {
    var kind: SearchKind
    var number: Int32
}

extension PlaceBook {
    /// The number of a place within its theme, as a text.
    func number(of place: Int32) -> String {
        String(
            decoding: codes.utf8(Int(place)).dropFirst(theme(of: place).utf8.count + 1),
            as: UTF8.self)
    }
}
