import CityStore
import Foundation

/// Who may ask: bearer tokens with a role each.
public struct Access: Sendable {
    private let ledger: Ledger

    init(ledger: Ledger) { self.ledger = ledger }

    /// A bearer token without its secret.
    public struct Token: Hashable, Sendable, Encodable {
        /// What the token is called in lists and audits.
        public var handle: String
        /// What its maker called it.
        public var name: String
        /// What its bearer may do.
        public var role: String
        /// When it was made, ISO 8601 in UTC.
        public var createdAt: String
        /// When it was revoked, if it was.
        public var revokedAt: String?
    }

    /// Makes a token; its secret is shown once and kept nowhere.
    public func createToken(name: String, role: Role) throws -> String {
        try ledger.createToken(name: name, role: role.rawValue, at: Date().formatted(.iso8601))
    }

    /// All tokens, in the order in which they were made.
    public func tokens() throws -> [Token] {
        try ledger.tokens().map(Token.init)
    }

    /// Revokes every valid token of a handle or name and returns how many there were.
    ///
    /// - Throws: an error if there is none.
    @discardableResult
    public func revokeTokens(_ handleOrName: String) throws -> Int {
        let count = try ledger.revokeTokens(handleOrName, at: Date().formatted(.iso8601))
        if count == 0 { throw CityStoreError.noToken(handleOrName) }
        return count
    }

    /// The token of a secret, or `nil` if the secret opens nothing.
    public func token(ofSecret secret: String) throws -> Token? {
        try ledger.token(secret: secret).map(Token.init)
    }

    /// The token of a handle, or `nil` if it is revoked.
    public func token(ofHandle handle: String) throws -> Token? {
        try ledger.token(handle: handle).map(Token.init)
    }
}

extension Access.Token {
    fileprivate init(_ token: Ledger.Token) {
        self.init(
            handle: token.handle, name: token.name, role: token.role, createdAt: token.createdAt,
            revokedAt: token.revokedAt)
    }
}
