public import City
import CityStore
import Datum
import Foundation
import Geo
import Synchronization

/// The current edition of a city, ready for questions: what a server holds in memory.
///
/// Safe to share between threads. ``refresh()`` replaces the index in one step; questions that are
/// being answered finish on the index with which they began.
public final class LiveCity: Sendable {
    private let register: Register
    private let current: Mutex<Held>
    private let converters = Mutex<[Frame: DatumConverter]>([:])

    /// An index with the day for which it was packed.
    private struct Held {
        var index: CityIndex
        var day: Day
    }

    /// How a caller's coordinates are written.
    private struct Frame: Hashable {
        var system: ReferenceSystem
        var isNorthingFirst: Bool
    }

    /// Reads the city of a register, as it is now or as it was in an earlier edition.
    init(register: Register, asOf edition: Int? = nil, on day: Day = .today) throws {
        self.register = register
        let index = CityIndex(try register.contents(asOf: edition), on: day)
        current = Mutex(Held(index: index, day: day))
    }

    /// The edition that answers.
    public var index: CityIndex { current.withLock { $0.index } }

    /// Takes up a new edition, or a new day, if there is one.
    ///
    /// - Returns: whether the index was replaced.
    @discardableResult
    public func refresh(on day: Day = .today) throws -> Bool {
        try register.checkInPlace()
        let edition = try register.currentEdition()
        let isCurrent = current.withLock { $0.index.edition == edition && $0.day == day }
        if isCurrent { return false }
        let index = CityIndex(try register.contents(), on: day)
        current.withLock { $0 = Held(index: index, day: day) }
        return true
    }

    /// A question as people and programs write it.
    public struct Request: Hashable, Sendable {
        /// `LON,LAT` in degrees or metres of the reference system.
        public var at: String?
        /// The code of a component, or of its device, in place of a coordinate.
        public var code: String?
        /// The reference system of `at`; CGCS2000 if it is not said.
        public var referenceSystem: String?
        /// Whether `at` is northing first.
        public var isNorthingFirst = false
        /// The category of the problem: `component/01001`, `matter/03001`.
        public var category: String?
        /// The day for which posts are looked up; today if it is not said.
        public var time: String?
        /// Whether the margin is searched.
        public var wantsMargin = false

        /// A question about nothing yet.
        public init() {}
    }

    /// Answers a question as people write it.
    ///
    /// - Throws: ``CityServiceError``, or the error of the part that cannot be understood.
    public func answer(_ request: Request) throws -> VerdictReport {
        let index = index
        return index.report(try verdict(request, by: index))
    }

    /// Answers a question in the numbers of an index.
    func verdict(_ request: Request, by index: CityIndex) throws -> Verdict {
        let verdict = index.verdict(for: try question(request, to: index))
        try refuseSwappedAxes(verdict, index)
        return verdict
    }

    /// Understands a question.
    private func question(_ request: Request, to index: CityIndex) throws -> Question {
        let category = try request.category.map { text in
            let key = try CategoryKey(text)
            guard index.category(key) != nil else { throw CityServiceError.unknownCategory(key) }
            return key
        }
        let day = try request.time.map { try Day($0) } ?? current.withLock { $0.day }
        switch (request.at, request.code) {
        case (let text?, nil):
            let position = try position(text, request)
            var question = Question(
                place: try Coordinate(longitudeDegrees: position.x, latitudeDegrees: position.y),
                category: category, day: day, wantsMargin: request.wantsMargin)
            question.residue = Residue(
                longitudeDegrees: position.x, latitudeDegrees: position.y)
            return question
        case (nil, let code?):
            guard let component = index.component(codeOrDevice: code) else {
                throw CityServiceError.unknownComponent(code)
            }
            return Question(
                place: index.place(ofComponent: component), category: category,
                component: component, day: day, wantsMargin: request.wantsMargin)
        default:
            throw CityServiceError.placeOrCode
        }
    }

    /// The place of a text, in CGCS2000 degrees.
    private func position(_ text: String, _ request: Request) throws -> Position {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
            Double($0.trimmingCharacters(in: .whitespaces))
        }
        guard numbers.count == 2, let x = numbers[0], let y = numbers[1] else {
            throw CityServiceError.notACoordinate(text)
        }
        guard x.isFinite, y.isFinite else {
            throw CoordinateError.notFinite(longitude: x, latitude: y)
        }
        return try converter(request)?.toRegister([Position(x: x, y: y)])[0]
            ?? Position(x: x, y: y)
    }

    /// The converter of a caller's reference system; none for CGCS2000 itself.
    private func converter(_ request: Request) throws -> DatumConverter? {
        let system = try request.referenceSystem.map { try ReferenceSystem(parsing: $0) }
        let frame = Frame(system: system ?? .register, isNorthingFirst: request.isNorthingFirst)
        if frame == Frame(system: .register, isNorthingFirst: false) { return nil }
        if let known = converters.withLock({ $0[frame] }) { return known }
        let made = try DatumConverter(
            from: frame.system, axisOrder: frame.isNorthingFirst ? .northingFirst : .eastingFirst)
        converters.withLock { converters in
            if converters.count >= 256 { converters.removeAll() }
            converters[frame] = made
        }
        return made
    }

    /// A place outside whose mirror image is inside was written with its axes swapped.
    private func refuseSwappedAxes(_ verdict: Verdict, _ index: CityIndex) throws {
        guard case .outside = verdict.coverage, abs(verdict.place.longitude) <= 900_000_000 else {
            return
        }
        let swapped = Coordinate(
            longitude: verdict.place.latitude, latitude: verdict.place.longitude)
        if case .outside = index.verdict(for: Question(place: swapped, day: .today)).coverage {
            return
        }
        throw CityServiceError.axesSwapped(verdict.place)
    }
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
