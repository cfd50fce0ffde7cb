import HTTPTypes

/// The cookie that holds the secret of a session.
///
/// No script can read it, no other site can make a browser send it, and it is sent back by TLS
/// alone if it was given by TLS.
enum SessionCookie {
    static let name = "wangge_session"

    /// The secret in a `Cookie` field.
    static func secret(in field: String?) -> String? {
        guard let field else { return nil }
        for pair in field.split(separator: ";") {
            let pair = pair.drop { $0 == " " }
            guard pair.hasPrefix("\(name)=") else { continue }
            return String(pair.dropFirst(name.count + 1))
        }
        return nil
    }

    /// The `Set-Cookie` field that gives a browser a secret.
    static func given(_ secret: String, isSecure: Bool) -> String {
        field(secret, seconds: Int(Sessions.lifetime.components.seconds), isSecure: isSecure)
    }

    /// The `Set-Cookie` field that takes it back.
    static func taken(isSecure: Bool) -> String { field("", seconds: 0, isSecure: isSecure) }

    private static func field(_ secret: String, seconds: Int, isSecure: Bool) -> String {
        "\(name)=\(secret); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict"
            + (isSecure ? "; Secure" : "")
    }
}
