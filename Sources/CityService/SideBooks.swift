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
    }

    /// The places of the edition of an index.
    ///
    /// - Complexity: O(places) the first time, then O(1).
    func places(of index: CityIndex) throws -> PlaceBook { try books(of: index).places }

    private func books(of index: CityIndex) throws -> Books {
        try held.withLock { held in
            if let known = held.first(where: { $0.base == index.base }) { return known }
            let rows = try register.rows(of: .places, asOf: index.edition)
            let books = Books(base: index.base, places: PlaceBook(Place.places(in: rows)))
            held.append(books)
            if held.count > Self.editions { held.removeFirst() }
            return books
        }
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
