import HTTPTypes
import Hummingbird
import NIOCore

/// What is known of a request beside itself: where it comes from.
struct CityContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }

    /// The address of who asks. A server on this machine that stands in front of this one is
    /// believed what it says about it; others are not.
    func client(_ headers: HTTPFields) -> String {
        let address = remoteAddress?.ipAddress ?? ""
        guard address.isEmpty || address.hasPrefix("127.") || address == "::1",
            let named = headers[.forwardedFor]?.split(separator: ",").last
        else { return address }
        return String(named.filter { $0 != " " }.prefix(64))
    }
}
