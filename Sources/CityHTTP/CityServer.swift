import City
public import CityService
import Foundation
import HTTPTypes
public import Hummingbird
public import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// The server of a city.
///
/// A request passes one gate: its route is looked up, its token's role compared, its body counted,
/// and only then is the work done. Requests in flight are finished when the process is told to end.
public struct CityServer: Sendable {
    private let table: RouteTable
    private let doorkeeper: Doorkeeper
    private let refresher: Refresher
    private let reading: ReadingService
    private let hiddenPaths: HiddenPaths
    private let logger: Logger

    /// Where to listen.
    public struct Address: Hashable, Sendable {
        /// The name or number of the interface.
        public var host: String
        /// The port; 0 takes any free one.
        public var port: Int
        /// How many threads read and write; the answers are worked out by others.
        public var eventLoops: Int

        /// An address by its parts.
        public init(host: String, port: Int, eventLoops: Int = 1) {
            self.host = host
            self.port = port
            self.eventLoops = eventLoops
        }
    }

    /// A server over a city; it takes up new editions as they are published.
    ///
    /// - Parameter page: what it shows to people.
    public init(
        live: LiveCity, jobs: DeliveryJobs, access: Access, page: MapPage = MapPage(),
        version: String, logger: Logger
    ) throws {
        doorkeeper = Doorkeeper(access: access)
        table = try RouteTable(live, jobs, doorkeeper, page, version: version, logger: logger)
        refresher = Refresher(live: live, logger: logger)
        reading = ReadingService(jobs: jobs)
        hiddenPaths = jobs.hiddenPaths
        self.logger = logger
    }

    /// The application, to be run or tested.
    public func application(
        at address: Address, onServerRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        var application = Application(
            router: router, server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(
                address: .hostname(address.host, port: address.port), serverName: "wangge"),
            onServerRunning: { channel in
                await onServerRunning(channel.localAddress?.port ?? address.port)
            },
            eventLoopGroupProvider: .shared(
                MultiThreadedEventLoopGroup(numberOfThreads: address.eventLoops)),
            logger: logger)
        application.addServices(refresher, reading)
        return application
    }

    /// Listens until the process is told to end.
    ///
    /// - Throws: ``CityServiceError/portTaken(host:port:detail:)`` if the address cannot be had.
    public func run(
        at address: Address, onServerRunning: @escaping @Sendable (Int) async -> Void
    ) async throws {
        do {
            var services = ServiceGroupConfiguration(
                services: [application(at: address, onServerRunning: onServerRunning)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            // Whoever stalls in the middle of a request is not waited for.
            services.maximumGracefulShutdownDuration = .seconds(10)
            try await ServiceGroup(configuration: services).run()
        } catch let error as IOError where Self.isAboutAddress(error) {
            throw CityServiceError.portTaken(
                host: address.host, port: address.port,
                detail: String(cString: strerror(error.errnoCode)))
        }
    }

    private static func isAboutAddress(_ error: IOError) -> Bool {
        [EADDRINUSE, EACCES, EADDRNOTAVAIL].contains(error.errnoCode)
    }

    private var router: Router<CityContext> {
        let router = Router(context: CityContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: ProblemMiddleware(table: table, hiddenPaths: hiddenPaths, logger: logger))
        for route in table.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                let path = route.pathNames.map { name in
                    (name, context.parameters.get(name)?.removingPercentEncoding ?? "")
                }
                var ask = Route.Ask(
                    query: [:], body: ByteBuffer(), headers: request.headers,
                    path: Dictionary(path, uniquingKeysWith: { first, _ in first }))
                ask.client = context.client(request.headers)
                ask.host = request.head.authority ?? ""
                return try await answer(ask, request, route)
            }
        }
        return router
    }

    private func answer(
        _ asked: Route.Ask, _ request: Request, _ route: Route
    ) async throws -> Response {
        var ask = asked
        ask.bearer = try doorkeeper.admit(ask, to: route)
        ask.role = ask.bearer?.role ?? .public
        if route.isBodyStreamed {
            ask.stream = request.body
        } else {
            ask.body = try await body(of: request, route)
        }
        let lists = route.parameters.filter(\.repeats).map(\.name)
        for (name, value) in request.uri.queryParameters {
            if lists.contains(String(name)) {
                ask.lists[String(name), default: []].append(String(value))
            } else if ask.query.updateValue(String(value), forKey: String(name)) != nil {
                throw RequestError.repeatedParameter(String(name))
            }
        }
        return try await route.response(try await route.answer(ask), to: request.headers)
    }

    private func body(of request: Request, _ route: Route) async throws -> ByteBuffer {
        do {
            return try await request.body.collect(upTo: route.bodyLimit)
        } catch is NIOTooManyBytesError {
            throw RequestError.bodyTooLarge(limit: route.bodyLimit)
        } catch {
            throw RequestError.bodyBroken
        }
    }
}
