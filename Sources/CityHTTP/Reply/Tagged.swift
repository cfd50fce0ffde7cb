import HTTPTypes
import Hummingbird

extension Route {
    /// A body under a strong entity tag (RFC 9110 §8.8.3): who has it already is told so, and it is
    /// not even made.
    ///
    /// ```swift
    /// return .tagged(Tagged(tag: "17-4f2a", type: "application/vnd.mapbox-vector-tile") { gzip in
    ///     gzip ? .gzipped(try await tile.packed()) : .plain(try await tile.bytes())
    /// })
    /// ```
    struct Tagged: Sendable {
        /// Names the content, without quotes: letters, digits, `-`, `.` and `_`. Another content
        /// has another tag, and whoever reads with other rights too if he is shown something else.
        var tag: String
        /// The media type.
        var type: String
        /// What else is told. Without a `Cache-Control` the body is kept and asked for each time.
        var headers: HTTPFields = [:]
        /// Makes the body, in a form that the asker can read; never called if he has it already.
        var body: @Sendable (_ takesGzip: Bool) async throws -> Form

        /// A body in the form in which it is sent.
        enum Form: Sendable {
            /// As it is.
            case plain(ByteBuffer)
            /// Packed by gzip; only for who takes it.
            case gzipped(ByteBuffer)
            /// There is nothing: 204.
            case nothing
        }

        /// A body whose forms are at hand.
        init(
            tag: String, type: String, headers: HTTPFields = [:], plain: ByteBuffer,
            gzipped: ByteBuffer? = nil
        ) {
            self.init(tag: tag, type: type, headers: headers) { takesGzip in
                if takesGzip, let gzipped { return .gzipped(gzipped) }
                return .plain(plain)
            }
        }

        /// A body that is made when it is needed.
        init(
            tag: String, type: String, headers: HTTPFields = [:],
            body: @escaping @Sendable (_ takesGzip: Bool) async throws -> Form
        ) {
            self.tag = tag
            self.type = type
            self.headers = headers
            self.body = body
        }
    }
}

extension Route.Tagged {
    /// The response to somebody who sent these headers.
    ///
    /// - Parameter isForAll: whether everybody is answered the same.
    func response(to asked: HTTPFields, isForAll: Bool) async throws -> Response {
        let plainTag = "\"\(tag)\""
        // Two forms of a content are two bodies, byte by byte, and a strong tag names bytes.
        let gzippedTag = "\"\(tag)-gzip\""
        var headers = headers
        headers[.vary] = isForAll ? "Accept-Encoding" : "Accept-Encoding, Authorization, Cookie"
        if headers[.cacheControl] == nil {
            headers[.cacheControl] = isForAll ? "no-cache" : "private, no-cache"
        }
        let takesGzip = Negotiation.takesGzip(asked[.acceptEncoding])
        if let known = asked[.ifNoneMatch] {
            let tags = takesGzip ? [gzippedTag, plainTag] : [plainTag, gzippedTag]
            if let tag = tags.first(where: { Negotiation.names($0, in: known) }) {
                headers[.eTag] = tag
                return Response(status: .notModified, headers: headers)
            }
        }
        headers[.contentType] = type
        switch try await body(takesGzip) {
        case .plain(let body):
            headers[.eTag] = plainTag
            return Response(headers: headers, whole: body)
        case .gzipped(let body):
            headers[.eTag] = gzippedTag
            headers[.contentEncoding] = "gzip"
            return Response(headers: headers, whole: body)
        case .nothing:
            headers[.eTag] = plainTag
            headers[.contentType] = nil
            return Response(status: .noContent, headers: headers)
        }
    }
}

extension Response {
    fileprivate init(headers: HTTPFields, whole body: ByteBuffer) {
        self.init(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
