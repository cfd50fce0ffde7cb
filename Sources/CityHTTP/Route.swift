// CityHTTP is the product's verbs over HTTP: one table of routes, each with its role and body limit,
// and one place where an error becomes a response. It computes nothing itself. Start at `RouteTable`.

public import CityService
import Foundation
public import HTTPTypes
import Hummingbird

/// One thing that can be asked over HTTP, with everything that holds for it.
public struct Route: Sendable {
    /// The method.
    public var method: HTTPRequest.Method
    /// The path: `/v1/verdict`.
    public var path: String
    /// Who may ask; `public` needs no token.
    public var role: Role
    /// Whether the answer depends on who asks, so that a token is looked at even where none is needed.
    public var dependsOnRole = false
    /// How many bytes a body may have; 0 if there is none.
    public var bodyLimit: Int
    /// What it is, in one line.
    public var summary: String
    /// What may stand behind the question mark.
    public var parameters: [Parameter] = []
    /// What may stand in the path, by name, where it is not any text.
    public var pathForms: [String: Parameter.Form] = [:]
    /// The bodies it takes.
    public var bodies: [Body] = []
    /// Whether the body may be left out.
    public var isBodyOptional = false
    /// Whether the body is handed to the work as it comes, never gathered; the work counts it then.
    public var isBodyStreamed = false
    /// What it answers if all goes well.
    public var successes: [Int: String] = [200: "The answer."]
    /// What it refuses with beyond what every route can, by status.
    public var refusals: [Int: String] = [:]
    /// The bodies it answers with; the first one unless the reply says otherwise.
    public var answers: [Body]
    /// The work.
    var answer: @Sendable (Ask) async throws -> Reply

    /// A parameter of a query.
    public struct Parameter: Sendable {
        /// Its name.
        public var name: String
        /// What it means.
        public var summary: String
        /// An example of it.
        public var example: String
        /// Whether it must be given.
        public var isNeeded = false
        /// Whether it may stand there several times.
        public var repeats = false
        /// What its texts look like.
        public var form = Form.text
    }

    /// A kind of body, with the schema of its contents by name; `[Name]` is an array of them.
    public struct Body: Sendable {
        /// The media type.
        public var type: String
        /// The name of its schema.
        public var schema: String
    }

    /// What a route is asked.
    struct Ask: Sendable {
        var query: [String: String]
        /// The values of the parameters that may stand there several times.
        var lists: [String: [String]] = [:]
        var body: ByteBuffer
        /// The body of a route that takes it as it comes; it can be read once.
        var stream: RequestBody?
        var headers: HTTPFields = [:]
        /// What stands in the path in place of each `{…}`, without its percent signs.
        var path: [String: String] = [:]
        /// Who asks; `nil` without a token, or if the route does not care.
        var bearer: Bearer?
        /// The role of who asks; `public` without a token.
        var role = Role.public
        /// The address of who asks.
        var client = ""
        /// The name by which this server is asked.
        var host = ""

        /// What stands in the path in place of `{name}`.
        var name: String { path["name"] ?? "" }

        var contentType: String { headers[.contentType] ?? "" }
    }

    /// What a route answers.
    enum Reply: Sendable {
        /// A body of the route's own type.
        case whole(ByteBuffer)
        /// An answer for each of these lines, sent as they are made: the questions of one body can
        /// have answers a hundred times its size.
        case lines([Data], answer: @Sendable (_ place: Int, _ line: Data) -> ByteBuffer)
        /// A body of another status or type than the route's own, or none.
        case other(HTTPResponse.Status, HTTPFields, ByteBuffer)
        /// A body that is sent only to who does not have it yet, packed if he can unpack it.
        case tagged(Tagged)
        /// A body that is sent from disk.
        case spooled(Spool, type: String)
    }
}

/// The kinds of body that are spoken.
enum BodyType {
    static let json = "application/json"
    static let lines = "application/x-ndjson"
    static let problem = "application/problem+json"
    static let csv = "text/csv"
    static let html = "text/html"
    static let geoJSON = "application/geo+json"
    static let bytes = "application/octet-stream"
    static let vectorTile = "application/vnd.mapbox-vector-tile"
    static let openAPI = "application/vnd.oai.openapi+json;version=3.0"
}

extension Route {
    /// Whether a path is one of the route's: what stands in place of `{name}` may be anything.
    func matches(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let own = self.path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == own.count
            && zip(parts, own).allSatisfy { $0 == $1 || ($1.hasPrefix("{") && !$0.isEmpty) }
    }

    /// The names of what may stand in the path: `z` for `{z}`, `y` for `{y}.mvt`.
    var pathNames: [String] {
        path.split(separator: "/").compactMap { part in
            part.hasPrefix("{") ? String(part.dropFirst().prefix { $0 != "}" }) : nil
        }
    }
}
