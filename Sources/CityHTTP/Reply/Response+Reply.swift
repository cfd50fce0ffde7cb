import CityService
import HTTPTypes
import Hummingbird

extension Route {
    /// The response that sends a reply to somebody who sent these headers.
    func response(_ reply: Reply, to asked: HTTPFields) async throws -> Response {
        switch reply {
        case .whole(let body):
            return Response(
                status: .ok,
                headers: [
                    .contentType: answers[0].type, .contentLength: String(body.readableBytes),
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
        case .tagged(let tagged):
            return try await tagged.response(
                to: asked, isForAll: role == .public && !dependsOnRole)
        case .spooled(let spool, let type):
            return Self.spooled(spool, type)
        }
    }

    private static func spooled(_ spool: Spool, _ type: String) -> Response {
        Response(
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
