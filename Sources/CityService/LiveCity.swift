public import City
import CityStore
import Foundation
import Synchronization

/// The current edition of a city, ready for questions: what a server holds in memory.
///
/// Safe to share between threads. A new edition replaces the index in one step; questions that are
/// being answered finish on the index with which they began.
public final class LiveCity: Sendable {
    private let register: Register
    private let indexes: EditionIndexes
    private let current: Mutex<Held>
    private let earlier: Mutex<[CityIndex]>
    let converters = Converters()
    let sideBooks: SideBooks

    /// An index with the day for which posts are looked up, and what each replacement touched.
    private struct Held {
        private(set) var index: CityIndex
        private(set) var day: Day
        private(set) var touches = TouchLog()

        init(index: CityIndex, day: Day) {
            self.index = index
            self.day = day
        }

        mutating func replace(_ index: CityIndex, _ day: Day, touching touched: Touched) {
            self.index = index
            self.day = day
            touches.note(touched)
        }
    }

    /// Told in a sentence what nobody has to act upon: a snapshot that was made anew.
    public typealias Notice = @Sendable (String) -> Void

    /// Takes up the city of a register, as it is now or as it was in an earlier edition.
    init(
        register: Register, asOf edition: Int? = nil, on day: Day = .today,
        notice: @escaping Notice
    ) throws {
        self.register = register
        indexes = EditionIndexes(register: register, notice: notice)
        sideBooks = SideBooks(register: register)
        let index = try indexes.index(of: edition, on: day)
        current = Mutex(Held(index: index, day: day))
        earlier = Mutex([])
    }

    /// The edition that answers.
    public var index: CityIndex { current.withLock { $0.index } }

    /// The edition that answers, with what the replacements that led to it touched.
    func indexWithTouches() -> (CityIndex, TouchLog) {
        current.withLock { ($0.index, $0.touches) }
    }

    /// The day for which posts are looked up where a question names none.
    var day: Day { current.withLock { $0.day } }

    // MARK: Editions

    /// How many earlier editions are held for questions that ask about them.
    public static let earlierEditions = 2

    /// The index of an edition: the current one, or an earlier one, of which a few are held.
    public func index(asOf edition: Int?) throws -> CityIndex {
        let (current, day) = self.current.withLock { ($0.index, $0.day) }
        guard let edition, edition != current.edition else { return current }
        if let known = earlier.withLock({ $0.first { $0.edition == edition } }) { return known }
        let index = try indexes.index(of: edition, on: day)
        earlier.withLock { held in
            held.removeAll { $0.edition == edition }
            held.append(index)
            if held.count > Self.earlierEditions { held.removeFirst() }
        }
        return index
    }

    /// What looking for a new edition led to.
    enum CatchingUp: Hashable, Sendable {
        /// There is none.
        case isCurrent
        /// It answers now.
        case replaced
        /// It differs in more than some components: the index has to be packed anew.
        case needsPacking
    }

    /// How many components may lie on top of a packed index.
    static let changesOnTop = 2000
    /// From how many on the index is packed anew in the background.
    static let changesWorthPacking = 500

    /// Takes up a new edition that differs in a few components; that costs next to nothing.
    func catchUp(on day: Day = .today) throws -> CatchingUp {
        let index = index
        let edition = try register.currentEdition()
        guard index.days.contains(day) else { return .needsPacking }
        if edition == index.edition {
            current.withLock { held in
                // Who holds a place today may be another one than yesterday.
                if held.day != day { held.replace(held.index, day, touching: .anything) }
            }
            return .isCurrent
        }
        guard let (later, touched) = try later(index, edition: edition) else {
            return .needsPacking
        }
        current.withLock { $0.replace(later, day, touching: touched) }
        return .replaced
    }

    private func later(
        _ index: CityIndex, edition: Int
    ) throws -> (index: CityIndex, touched: Touched)? {
        let room = Self.changesOnTop - index.changedComponents
        let difference = try register.difference(
            after: index.edition, to: edition, atMost: max(room, 0))
        guard case .components(let changes) = difference,
            let later = index.later(edition: edition, changes: changes)
        else { return nil }
        return (later, Touched(changes, in: index))
    }

    /// Packs the current edition anew, or maps its snapshot, and lets it answer.
    ///
    /// What is published meanwhile is laid on top before, so that nobody is answered from an edition
    /// earlier than before.
    func pack(on day: Day = .today) throws {
        var index = try indexes.index(of: nil, on: day, isApart: true)
        let edition = try register.currentEdition()
        if edition > index.edition, let later = try later(index, edition: edition) {
            index = later.index
        }
        let before = self.index
        let touched = try touched(from: before, to: index)
        current.withLock { held in
            let isNewer = index.edition >= held.index.edition || !held.index.days.contains(day)
            guard isNewer else { return }
            held.replace(index, day, touching: held.index === before ? touched : .anything)
        }
    }

    /// What a packed index may show differently from the one that answers until then.
    private func touched(from before: CityIndex, to after: CityIndex) throws -> Touched {
        guard before.days == after.days, before.edition <= after.edition else { return .anything }
        let difference = try register.difference(
            after: before.edition, to: after.edition, atMost: Self.changesOnTop)
        guard case .components(let changes) = difference else { return .anything }
        return Touched(changes, in: before)
    }

    /// Takes up a new edition, or a new day, if there is one.
    ///
    /// - Returns: whether the index was replaced.
    @discardableResult
    public func refresh(on day: Day = .today) throws -> Bool {
        try register.checkInPlace()
        switch try catchUp(on: day) {
        case .isCurrent: return false
        case .replaced: return true
        case .needsPacking:
            try pack(on: day)
            return true
        }
    }

    /// Whether the register can be read and is still the one that was opened.
    ///
    /// - Throws: an error that says what is wrong.
    public func checkReadable() throws {
        try register.checkInPlace()
        _ = try register.currentEdition()
    }

    /// The names of the major classes 大类 of the catalogue: `component/01`.
    func majors() throws -> [String: String] {
        Category.majors(in: try register.rows(of: .categories))
    }

    /// Where the register is.
    var registerPath: String { register.path }

    /// A number that changes whenever the register may have changed.
    func registerVersion() throws -> Int { try register.dataVersion() }
}

extension Day {
    /// Today on this machine's calendar.
    public static var today: Day {
        let parts = Calendar(identifier: .gregorian)
            .dateComponents([.year, .month, .day], from: Date())
        guard let day = Day(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
        else { preconditionFailure("The machine's clock shows no day of our calendar.") }
        return day
    }
}
