import City
import CityService
import Foundation
import Hummingbird
import Logging
import NIOCore

/// Verdicts over HTTP: one by its address, many by their body.
struct VerdictRoutes: Sendable {
    let live: LiveCity
    let hiddenPaths: HiddenPaths
    let logger: Logger

    /// How many questions an array may have.
    static let arrayLimit = 10_000

    /// A question as a body writes it.
    private struct BodyQuestion: Decodable {
        var id: String?
        var at: [Double]?
        var code: String?
        var crs: String?
        var axes: String?
        var category: String?
        var time: String?
        var margin: Bool?
        var asOf: Int?

        private enum CodingKeys: String, CodingKey, CaseIterable {
            case id, at, code, crs, axes, category, time, margin, asOf
        }

        /// Any key at all, to find those that mean nothing.
        private struct AnyKey: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let known = CodingKeys.allCases.map(\.rawValue)
            let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
            for key in keys.sorted() where !known.contains(key) {
                throw RequestError.unknownParameter(key, known: known)
            }
            let values = try decoder.container(keyedBy: CodingKeys.self)
            id = try values.decodeIfPresent(String.self, forKey: .id)
            at = try values.decodeIfPresent([Double].self, forKey: .at)
            code = try values.decodeIfPresent(String.self, forKey: .code)
            crs = try values.decodeIfPresent(String.self, forKey: .crs)
            axes = try values.decodeIfPresent(String.self, forKey: .axes)
            category = try values.decodeIfPresent(String.self, forKey: .category)
            time = try values.decodeIfPresent(String.self, forKey: .time)
            margin = try values.decodeIfPresent(Bool.self, forKey: .margin)
            asOf = try values.decodeIfPresent(Int.self, forKey: .asOf)
        }

        func request() throws -> LiveCity.Request {
            var request = LiveCity.Request()
            if let at {
                guard at.count == 2 else { throw RequestError.notAPair(at.count) }
                request.at = "\(at[0]),\(at[1])"
            }
            request.code = code
            request.referenceSystem = crs
            request.isNorthingFirst = try VerdictRoutes.isNorthingFirst(axes)
            request.category = category
            request.time = time
            request.wantsMargin = margin ?? false
            request.asOf = asOf
            return request
        }
    }

    /// What stands in place of an answer that cannot be given, with the question's id.
    private struct BodyProblem: Encodable {
        var id: String?
        var problem: Problem
    }

    private static func isNorthingFirst(_ axes: String?) throws -> Bool {
        switch axes {
        case nil, "easting-first": false
        case "northing-first": true
        case let other?: throw RequestError.unknownAxes(other)
        }
    }

    /// What may stand behind the question mark of `/v1/verdict`.
    private static let parameters = ["at", "code", "crs", "axes", "category", "time", "asOf"]

    /// `GET /v1/verdict`.
    func one(_ ask: Route.Ask) throws -> Route.Reply {
        let known = Self.parameters
        for name in ask.query.keys.sorted() where !known.contains(name) {
            throw RequestError.unknownParameter(name, known: known)
        }
        var request = LiveCity.Request()
        request.at = ask.query["at"]
        request.code = ask.query["code"]
        request.referenceSystem = ask.query["crs"]
        request.isNorthingFirst = try Self.isNorthingFirst(ask.query["axes"])
        request.category = ask.query["category"]
        request.time = ask.query["time"]
        request.asOf = try ask.query["asOf"].map { text in
            guard let edition = Int(text) else { throw RequestError.notAnEdition(text) }
            return edition
        }
        request.wantsMargin = true
        return .whole(ByteBuffer(bytes: try live.answer(request).json()))
    }

    /// `POST /v1/verdicts`.
    func many(_ ask: Route.Ask) throws -> Route.Reply {
        let type = ask.contentType.split(separator: ";").first.map(String.init) ?? BodyType.json
        switch type.trimmingCharacters(in: .whitespaces) {
        case BodyType.json, "": return try array(ask.body)
        case BodyType.lines: return lines(ask.body)
        default: throw RequestError.unknownBody(type)
        }
    }

    /// All or nothing: the first question that cannot be asked refuses the array.
    private func array(_ body: ByteBuffer) throws -> Route.Reply {
        let questions: [BodyQuestion]
        do {
            questions = try JSONDecoder().decode(
                [BodyQuestion].self, from: Data(body.readableBytesView))
        } catch let error as RequestError {
            throw error
        } catch {
            throw RequestError.notJSON(Self.sentence(error))
        }
        guard questions.count <= Self.arrayLimit else {
            throw RequestError.tooMany(questions.count, limit: Self.arrayLimit)
        }
        var answers = ByteBuffer(string: "[")
        for (place, question) in questions.enumerated() {
            if place > 0 { answers.writeString(",") }
            do {
                answers.writeBytes(try live.answer(try question.request()).json(id: question.id))
            } catch {
                throw RequestError.inArray(place + 1, "\(error)")
            }
        }
        answers.writeString("]")
        return .whole(answers)
    }

    /// Line by line: a line that cannot be asked is answered with a problem.
    private func lines(_ body: ByteBuffer) -> Route.Reply {
        let lines = Data(body.readableBytesView)
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return .lines(lines) { place, line in
            if line.allSatisfy(Self.isBlank) { return ByteBuffer() }
            var answer = ByteBuffer(bytes: self.answer(line, place: place))
            answer.writeString("\n")
            return answer
        }
    }

    private func answer(_ line: Data, place: Int) -> [UInt8] {
        var id: String?
        do {
            let question = try Self.question(line)
            id = question.id
            return try live.answer(try question.request()).json(id: id)
        } catch {
            var problem = Problem(error, detailPrefix: "Line \(place + 1): ")
            problem.detail = hiddenPaths.hidden(in: problem.detail)
            if problem.isUnknown { logger.error("line \(place + 1) failed: \(error)") }
            let told = try? JSON.compact.encode(BodyProblem(id: id, problem: problem))
            return Array(told ?? Data("{}".utf8))
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
    }

    private static func question(_ line: Data) throws -> BodyQuestion {
        do {
            return try JSONDecoder().decode(BodyQuestion.self, from: line)
        } catch let error as RequestError {
            throw error
        } catch {
            throw RequestError.notJSON(sentence(error))
        }
    }

    /// Where a body is not what it should be, without Foundation's debug text.
    private static func sentence(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "it cannot be read" }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .keyNotFound(_, let context):
            let path = context.codingPath.map {
                $0.intValue.map { "item \($0 + 1)" } ?? $0.stringValue
            }
            return "\(path.joined(separator: ", ")) is of the wrong type"
        case .dataCorrupted: return "the text ends early or is not JSON"
        @unknown default: return "it cannot be read"
        }
    }
}

/// A reason why a request cannot be understood.
enum RequestError: Error, Hashable, CustomStringConvertible {
    /// The body is not the JSON that is expected.
    case notJSON(String)
    /// The array has too many questions.
    case tooMany(Int, limit: Int)
    /// A question of the array cannot be asked.
    case inArray(Int, String)
    /// `at` is not two numbers.
    case notAPair(Int)
    /// The order of axes is none.
    case unknownAxes(String)
    /// `asOf` is not a number.
    case notAnEdition(String)
    /// A parameter that the route does not have.
    case unknownParameter(String, known: [String])
    /// A parameter that stands there twice.
    case repeatedParameter(String)
    /// A kind of body that the route does not take.
    case unknownBody(String)
    /// The body ended early or was not sent as it should.
    case bodyBroken
    /// The body is larger than the route takes.
    case bodyTooLarge(limit: Int)
    /// There is no such address.
    case noSuchPath(String)
    /// The address knows other methods.
    case methodNotAllowed(String, allowed: [String])
    /// No token, or none that opens anything.
    case noToken
    /// The token's role does not reach.
    case roleTooLow(needed: String)

    var description: String {
        switch self {
        case .notJSON(let what):
            "The body is not the JSON that is expected: \(what). `/api` describes it."
        case .tooMany(let count, let limit):
            """
            The array has \(count) questions, \(limit) are allowed. Send several arrays, or lines \
            of JSON as application/x-ndjson.
            """
        case .inArray(let place, let what): "Question \(place): \(what) Nothing was answered."
        case .notAPair(let count):
            "\"at\" has \(count) numbers; give longitude and latitude."
        case .unknownAxes(let axes):
            "\"\(axes)\" is no order of axes: write easting-first or northing-first."
        case .notAnEdition(let text):
            "\"\(text)\" is no edition: asOf takes its number. `wangge history` shows all."
        case .unknownParameter(let name, let known):
            "There is no parameter \(name). There are \(known.joined(separator: ", "))."
        case .repeatedParameter(let name):
            "The parameter \(name) stands there twice. Say it once."
        case .bodyBroken: "The body ended early or was not sent as HTTP asks. Send it again."
        case .unknownBody(let type):
            "A body of type \(type) is not taken. Send application/json or application/x-ndjson."
        case .bodyTooLarge(let limit):
            "The body is larger than \(limit) bytes. Send it in several parts."
        case .noSuchPath(let path): "There is nothing at \(path). `/api` lists what there is."
        case .methodNotAllowed(let path, let allowed):
            "\(path) takes \(allowed.joined(separator: ", "))."
        case .noToken:
            """
            No valid token came with the request. Send `Authorization: Bearer …` with one that \
            `wangge token create` made.
            """
        case .roleTooLow(let needed):
            "The token's role does not reach. This needs the role \(needed)."
        }
    }
}
