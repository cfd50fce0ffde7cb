import City
public import CityService
import Foundation
import HTTPTypes
public import Hummingbird
public import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization
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
    public init(
        live: LiveCity, jobs: DeliveryJobs, access: Access, version: String, logger: Logger
    ) throws {
        table = try RouteTable(live, jobs, version: version, logger: logger)
        doorkeeper = Doorkeeper(access: access)
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

    private var router: Router<BasicRequestContext> {
        let router = Router()
        router.add(
            middleware: ProblemMiddleware(table: table, hiddenPaths: hiddenPaths, logger: logger))
        for route in table.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                let path = route.pathNames.map { name in
                    (name, context.parameters.get(name)?.removingPercentEncoding ?? "")
                }
                return try await answer(
                    request, route, path: Dictionary(path, uniquingKeysWith: { first, _ in first }))
            }
        }
        return router
    }

    private func answer(
        _ request: Request, _ route: Route, path: [String: String]
    ) async throws -> Response {
        var ask = Route.Ask(query: [:], body: ByteBuffer(), headers: request.headers, path: path)
        ask.role = try doorkeeper.admit(request.headers[.authorization], to: route)
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
        return response(try await route.answer(ask), route)
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

    private func response(_ reply: Route.Reply, _ route: Route) -> Response {
        switch reply {
        case .whole(let body):
            return Response(
                status: .ok,
                headers: [
                    .contentType: route.answers[0].type,
                    .contentLength: String(body.readableBytes),
                ],
                body: ResponseBody(byteBuffer: body))
        case .lines(let lines, let answer):
            return Response(
                status: .ok, headers: [.contentType: BodyType.lines],
                body: ResponseBody { writer in
                    for (place, line) in lines.enumerated() {
                        try await writer.write(answer(place, line))
                        // Long lists of questions do not make others wait for theirs.
                        await Task.yield()
                    }
                    try await writer.finish(nil)
                })
        case .other(let status, let headers, let body):
            var headers = headers
            headers[.contentLength] = status == .noContent ? nil : String(body.readableBytes)
            return Response(
                status: status, headers: headers, body: ResponseBody(byteBuffer: body))
        case .spooled(let spool, let type):
            return Response(
                status: .ok,
                headers: [.contentType: type, .contentLength: String(spool.byteCount)],
                body: ResponseBody(contentLength: spool.byteCount) { writer in
                    var place = 0
                    while place < spool.byteCount {
                        let piece = try spool.piece(at: place)
                        place += piece.count
                        try await writer.write(ByteBuffer(bytes: piece))
                    }
                    try await writer.finish(nil)
                })
        }
    }
}

/// Compares what a token may with what a route asks.
private struct Doorkeeper: Sendable {
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

/// Roles of tokens that were shown lately, so that the ledger is asked once in two seconds: that is
/// how long a revoked token still opens.
private final class KnownTokens: Sendable {
    private struct Seen {
        var role: Role?
        var until: ContinuousClock.Instant
    }

    private let seen = Mutex<[String: Seen]>([:])

    func role(of secret: String, or look: (String) throws -> Role?) throws -> Role? {
        let now = ContinuousClock.now
        if let known = seen.withLock({ $0[secret] }), known.until > now { return known.role }
        let role = try look(secret)
        seen.withLock { seen in
            // Guesses must not fill the memory.
            if seen.count > 10_000 { seen.removeAll() }
            seen[secret] = Seen(role: role, until: now + .seconds(2))
        }
        return role
    }
}

/// Turns every error into a problem, those of unknown addresses too.
private struct ProblemMiddleware: RouterMiddleware {
    let table: RouteTable
    let hiddenPaths: HiddenPaths
    let logger: Logger

    func handle(
        _ request: Request, context: BasicRequestContext,
        next: (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return response(of: missing(request), context)
        } catch {
            return response(of: error, context)
        }
    }

    private func missing(_ request: Request) -> RequestError {
        let methods = table.routes.filter { $0.matches(request.uri.path) }.map(\.method.rawValue)
        return methods.isEmpty
            ? .noSuchPath(request.uri.path) : .methodNotAllowed(request.uri.path, allowed: methods)
    }

    private func response(of error: any Error, _ context: BasicRequestContext) -> Response {
        let id = context.id
        var problem = Problem(error, requestId: id)
        problem.detail = hiddenPaths.hidden(in: problem.detail)
        if problem.isUnknown { logger.error("request \(id) failed: \(error)") }
        let body = (try? JSON.compact.encode(problem)).map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
        var headers: HTTPFields = [
            .contentType: BodyType.problem, .contentLength: String(body.readableBytes),
        ]
        if problem.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        if case RequestError.methodNotAllowed(_, let allowed) = error {
            headers[.allow] = allowed.joined(separator: ", ")
        }
        return Response(
            status: .init(code: problem.status), headers: headers,
            body: ResponseBody(byteBuffer: body))
    }
}

/// Keeps the city at its newest edition for as long as the server runs.
private struct Refresher: Service {
    let live: LiveCity
    let logger: Logger

    func run() async throws {
        let following = live.follow { event in
            switch event {
            case .edition(let number): logger.info("edition \(number) answers")
            case .failed(let reason): logger.error("the register cannot be read: \(reason)")
            }
        }
        let due = live.publishWhenDue { event in
            switch event {
            case .done(let publication): logger.notice("\(publication)")
            case .failed(let reason): logger.error("scheduled deliveries wait: \(reason)")
            }
        }
        try? await gracefulShutdown()
        due.stop()
        following.stop()
    }
}

/// Reads deliveries as long as the server runs; what is cut is read at the next start.
private struct ReadingService: Service {
    let jobs: DeliveryJobs

    func run() async throws {
        jobs.begin()
        try? await gracefulShutdown()
        await jobs.end()
    }
}
