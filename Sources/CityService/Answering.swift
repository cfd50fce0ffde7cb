public import City
import Datum
import Foundation
import Geo

extension LiveCity {
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
        /// The edition that is asked; the current one if it is not said.
        public var asOf: Int?
        /// Whether the margin is searched.
        public var wantsMargin = false

        /// A question about nothing yet.
        public init() {}
    }

    /// Answers a question as people write it.
    ///
    /// - Throws: ``CityServiceError``, or the error of the part that cannot be understood.
    public func answer(_ request: Request) throws -> VerdictReport {
        let index = try index(asOf: request.asOf)
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
        let category = try request.category.map { try self.category($0, of: index) }
        let day = try request.time.map { try Day($0) } ?? self.day
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
    func position(_ text: String, _ request: Request) throws -> Position {
        let comma = text.utf8.firstIndex(of: UInt8(ascii: ","))
        guard let comma, let x = Self.number(text[..<comma]),
            let y = Self.number(text[text.utf8.index(after: comma)...])
        else { throw CityServiceError.notACoordinate(text) }
        return try position(
            x, y, in: request.referenceSystem, isNorthingFirst: request.isNorthingFirst)
    }

    private static func number(_ text: Substring) -> Double? {
        let hasSpaces = text.utf8.first == 0x20 || text.utf8.last == 0x20
        return Double(hasSpaces ? text.trimmingCharacters(in: .whitespaces)[...] : text)
    }

    /// A place given by two numbers of a reference system, in CGCS2000 degrees.
    func position(
        _ x: Double, _ y: Double, in system: String?, isNorthingFirst: Bool = false
    ) throws -> Position {
        guard x.isFinite, y.isFinite else {
            throw CoordinateError.notFinite(longitude: x, latitude: y)
        }
        let converter = try converters.converter(from: system, isNorthingFirst: isNorthingFirst)
        return try converter?.toRegister([Position(x: x, y: y)])[0] ?? Position(x: x, y: y)
    }

    /// The category that a text names.
    ///
    /// - Throws: ``CityServiceError/unknownCategory(_:)`` if the city does not know it.
    func category(_ text: String, of index: CityIndex) throws -> CategoryKey {
        let key = try CategoryKey(text)
        guard index.category(key) != nil else { throw CityServiceError.unknownCategory(key) }
        return key
    }

    /// A place outside whose mirror image is inside was written with its axes swapped.
    func refuseSwappedAxes(_ verdict: Verdict, _ index: CityIndex) throws {
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
