import CityService

/// Compares what a token may with what a route asks.
struct Doorkeeper: Sendable {
    private let access: Access
    private let known = KnownTokens()

    init(access: Access) { self.access = access }

    /// The role of who asks.
    func admit(_ header: String?, to route: Route) throws -> Role {
        let isOpen = route.role == .public
        if isOpen, header == nil || !route.dependsOnRole { return .public }
        guard let header, header.utf8.count > 7,
            header.prefix(7).lowercased() == "bearer "
        else { throw RequestError.noToken }
        let secret = header.dropFirst(7).drop { $0 == " " }
        guard let role = try known.role(of: String(secret), or: access.role) else {
            throw RequestError.noToken
        }
        guard role.mayAsk(route.role) else {
            throw RequestError.roleTooLow(needed: route.role.rawValue)
        }
        return role
    }
}
