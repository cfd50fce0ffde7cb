import Hummingbird

/// A reason why somebody is not let in, beyond a missing token.
enum AccessRefusal: Error, Hashable, CustomStringConvertible {
    /// A page of another site wants to use a session, or it cannot be told which page does.
    case foreignPage
    /// Too many wrong tokens came from the address.
    case tooManyGuesses(seconds: Int)
    /// The body of a sign-in is not of its form.
    case noTokenInBody
    /// The body of a sign-in is of another kind.
    case notJSON(String)

    var status: HTTPResponse.Status {
        switch self {
        case .foreignPage: .forbidden
        case .tooManyGuesses: .tooManyRequests
        case .noTokenInBody: .badRequest
        case .notJSON: .unsupportedMediaType
        }
    }

    var description: String {
        switch self {
        case .foreignPage:
            """
            A session changes nothing at the wish of another site. Use the page of this server, or \
            send `X-Wangge: 1` with the cookie, or a bearer token instead of it.
            """
        case .tooManyGuesses(let seconds):
            "Too many wrong tokens came from this address. Try again in \(seconds) s."
        case .noTokenInBody: #"The body is not of the form {"token": "wg_…"}."#
        case .notJSON(let type):
            "A body of type \(type.prefix(80)) is not taken. Send application/json."
        }
    }
}
