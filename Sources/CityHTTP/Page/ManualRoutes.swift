import HTTPTypes
import NIOCore

extension PageRoutes {
    /// The languages of the manual, the first of which is shown where none is wished for.
    static let languages = ["zh", "en"]

    /// The routes of the manual.
    ///
    /// - Parameter file: the first of some files that is there.
    static func manual(
        _ file: @escaping @Sendable (String) throws -> Route.Reply
    ) -> [Route] {
        [
            route("/help", "The manual, in the language that Accept-Language wishes for.") { ask in
                let language = language(ask.headers[.acceptLanguage])
                return .other(
                    .found,
                    [
                        .location: "/help/\(language)", .vary: "Accept-Language",
                        .cacheControl: "no-cache",
                    ], ByteBuffer())
            },
            route("/help/{language}", "The manual in a language.") { ask in
                try page(ask, "index", file)
            },
            route("/help/{language}/{user}", "The manual of a kind of user.") { ask in
                try page(ask, ask.path["user"] ?? "", file)
            },
        ]
    }

    private static func page(
        _ ask: Route.Ask, _ name: String, _ file: (String) throws -> Route.Reply
    ) throws -> Route.Reply {
        do {
            return try file("help/\(ask.path["language"] ?? "")/\(name).html")
        } catch PageRefusal.noFile {
            throw PageRefusal.noManual
        }
    }

    /// The language of ours that is wished for most; weights are not compared, as browsers name the
    /// best one first.
    static func language(_ acceptLanguage: String?) -> String {
        for wish in (acceptLanguage ?? "").split(separator: ",") {
            let code = wish.drop { $0 == " " }.prefix(2).lowercased()
            if languages.contains(code) { return code }
        }
        return languages[0]
    }
}
