public import City
import CityStore
import Synchronization

/// What stands beside an index: made when it is first asked for, and kept as long as editions differ
/// in components alone.
///
/// Safe to share between threads; who asks while it is being made waits for it.
final class SideBooks: Sendable {
    private let register: Register
    private let held = Mutex<[Books]>([])
    /// The current edition's, and those of an earlier one that somebody asks about.
    private static let editions = 2

    init(register: Register) { self.register = register }

    /// The books of an edition.
    private struct Books {
        let base: CityIndex.Base
        let places: PlaceBook
        var names: SearchIndex?
    }

    /// The places of the edition of an index.
    ///
    /// - Complexity: O(places) the first time, then O(1).
    func places(of index: CityIndex) throws -> PlaceBook {
        try held.withLock { held in held[try place(of: index, &held)].places }
    }

    /// The names of the edition of an index.
    ///
    /// - Complexity: O(names + edges of segments) the first time, then O(1).
    func names(of index: CityIndex) throws -> SearchIndex {
        try held.withLock { held in
            let place = try place(of: index, &held)
            if let known = held[place].names { return known }
            let names = SearchIndex(index, places: held[place].places)
            held[place].names = names
            return names
        }
    }

    private func place(of index: CityIndex, _ held: inout [Books]) throws -> Int {
        if let known = held.firstIndex(where: { $0.base == index.base }) { return known }
        let rows = try register.rows(of: .places, asOf: index.edition)
        held.append(Books(base: index.base, places: PlaceBook(Place.places(in: rows))))
        if held.count > Self.editions { held.removeFirst() }
        return held.count - 1
    }
}

extension LiveCity {
    /// The places 专题点位 of the edition of an index.
    ///
    /// - Complexity: O(places) the first time, then O(1).
    public func places(of index: CityIndex) throws -> PlaceBook {
        try sideBooks.places(of: index)
    }
}
