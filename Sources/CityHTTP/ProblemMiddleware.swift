import CityService
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Turns every error into a problem, those of unknown addresses too.
struct ProblemMiddleware: RouterMiddleware {
    let table: RouteTable
    let hiddenPaths: HiddenPaths
    let logger: Logger

    func handle(
        _ request: Request, context: CityContext,
        next: (Request, CityContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return response(of: missing(request), to: request, context)
        } catch {
            return response(of: error, to: request, context)
        }
    }

    private func missing(_ request: Request) -> RequestError {
        var methods = table.routes.filter { $0.matches(request.uri.path) }.map(\.method.rawValue)
        if methods.contains("GET") { methods.append("HEAD") }
        return methods.isEmpty
            ? .noSuchPath(request.uri.path) : .methodNotAllowed(request.uri.path, allowed: methods)
    }

    private func response(
        of error: any Error, to request: Request, _ context: CityContext
    ) -> Response {
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
        if case AccessRefusal.tooManyGuesses(let seconds) = error {
            headers[.retryAfter] = String(seconds)
        }
        let response = Response(
            status: .init(code: problem.status), headers: headers,
            body: ResponseBody(byteBuffer: body))
        return request.method == .head ? response.createHeadResponse() : response
    }
}
