import HTTPTypes

extension Route.Ask {
    /// Whether a browser, or whoever sends the cookie of a session, says that the request was made by
    /// our own page.
    ///
    /// A browser tells by `Sec-Fetch-Site`, an older one by `Origin`; neither can be forged by a
    /// page. A program without either says `X-Wangge: 1`, which no page of another site can add
    /// without our leave.
    var isFromOwnPage: Bool {
        if headers[.ourOwn] == "1" { return true }
        if let site = headers[.fetchSite] { return site == "same-origin" }
        return headers[.origin].map(isOwn) ?? false
    }

    /// Whether a browser says that the request was made by a page of another site.
    var isFromForeignPage: Bool {
        if let site = headers[.fetchSite] { return site != "same-origin" && site != "none" }
        return headers[.origin].map { !isOwn($0) } ?? false
    }

    /// How the server is addressed: `https://city.example`. Where a request does not say it, addresses
    /// begin at the server's root.
    var origin: String {
        let isName = host.utf8.allSatisfy { byte in
            (48...58).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || ".-[]".utf8.contains(byte)
        }
        return host.isEmpty || !isName ? "" : (isByTLS ? "https://" : "http://") + host
    }

    private func isOwn(_ origin: String) -> Bool {
        let parts = origin.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 3 && ["http:", "https:"].contains(parts[0]) && parts[1].isEmpty
            && !host.isEmpty && parts[2].lowercased() == host.lowercased()
    }

    /// Whether the request came by TLS, here or to the server in front of this one.
    var isByTLS: Bool {
        headers[.forwardedProtocol]?.lowercased() == "https"
            || headers[.forwarded]?.lowercased().contains("proto=https") == true
    }
}

extension HTTPField.Name {
    fileprivate static let fetchSite = Self.known("Sec-Fetch-Site")
    fileprivate static let ourOwn = Self.known("X-Wangge")
    fileprivate static let forwarded = Self.known("Forwarded")
    fileprivate static let forwardedProtocol = Self.known("X-Forwarded-Proto")
    static let forwardedFor = Self.known("X-Forwarded-For")

    /// A name that is written here and so is one.
    static func known(_ text: String) -> Self {
        guard let name = Self(text) else { preconditionFailure("\(text) is no name of a field.") }
        return name
    }
}
