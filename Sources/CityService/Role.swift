/// What the bearer of a token may do.
public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Anybody, without a token.
    case `public`
    /// Looks at maps and registers.
    case viewer
    /// Asks for verdicts and hands out orders 派遣员.
    case dispatcher
    /// Hands in deliveries 普查员.
    case surveyor
    /// Everything.
    case administrator

    /// Whether the bearer of this role may ask what needs another: administrators may all, and
    /// everybody with a token may look.
    public func mayAsk(_ needed: Role) -> Bool {
        switch needed {
        case .public: true
        case .viewer: self != .public
        case .dispatcher, .surveyor, .administrator: self == needed || self == .administrator
        }
    }
}
