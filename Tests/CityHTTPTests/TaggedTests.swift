import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import CityHTTP

@Suite("Bodies under a tag")
struct TaggedTests {
    private static let tagged = Route.Tagged(
        tag: "17-4f", type: "text/plain", plain: ByteBuffer(string: "whole"),
        gzipped: ByteBuffer(string: "packed"))

    @Test(
        "gzip is taken where it, or anything, is named with a weight",
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("GZIP", true), ("x-gzip", true),
            ("br, gzip;q=0.5", true), ("gzip;q=0", false), ("gzip; q=0.000", false),
            ("gzip ;q=1", true), ("*", true), ("*;q=0", false), ("gzip;q=0, *", false),
            ("*, gzip;q=0", false), ("identity", false), ("*;q=0, gzip", true),
            ("gzip;q=much", false), (",,;,", false), ("gzipped", false),
        ])
    func gzip(field: String?, isTaken: Bool) {
        #expect(Negotiation.takesGzip(field) == isTaken)
    }

    @Test(
        "a tag is found in a list, weak or not, with commas inside quotes, and by a star",
        arguments: [
            (#""a""#, true), (#"W/"a""#, true), (#""b", "a""#, true), (#""b,\"a""#, false),
            ("*", true), (" * ", true), ("a", false), (#""a"#, false), (#""""#, false),
            (#""b" , W/"a""#, true), (#""x,y", "a""#, true), ("\"", false), ("", false),
            (#""ab""#, false), (#""*""#, false),
        ])
    func names(field: String, isNamed: Bool) {
        #expect(Negotiation.names(#""a""#, in: field) == isNamed)
    }

    @Test("each form has its own tag, and the answer says that it varies")
    func forms() async throws {
        let plain = try await Self.tagged.response(to: [:], isForAll: true)
        let packed = try await Self.tagged.response(to: [.acceptEncoding: "gzip"], isForAll: true)
        #expect(plain.headers[.eTag] == #""17-4f""#)
        #expect(plain.headers[.contentEncoding] == nil)
        #expect(plain.headers[.contentLength] == "5")
        #expect(packed.headers[.eTag] == #""17-4f-gzip""#)
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(packed.headers[.contentLength] == "6")
        for response in [plain, packed] {
            #expect(response.headers[.vary] == "Accept-Encoding")
            #expect(response.headers[.cacheControl] == "no-cache")
            #expect(response.headers[.contentType] == "text/plain")
        }
    }

    @Test("who has it is told so, and nothing is made for him")
    func notModified() async throws {
        let tagged = Route.Tagged(tag: "a", type: "text/plain") { _ in
            Issue.record("it was made")
            return .nothing
        }
        for field in [#""a""#, #"W/"a", "b""#, "*", #""a-gzip""#] {
            for encoding in ["gzip", "identity"] {
                let response = try await tagged.response(
                    to: [.ifNoneMatch: field, .acceptEncoding: encoding], isForAll: false)
                #expect(response.status == .notModified)
                #expect(response.body.contentLength == 0)
                #expect(response.headers[.eTag]?.hasPrefix(#""a"#) == true)
                #expect(response.headers[.vary] == "Accept-Encoding, Authorization, Cookie")
                #expect(response.headers[.cacheControl] == "private, no-cache")
            }
        }
        let other = try await Self.tagged.response(to: [.ifNoneMatch: #""b""#], isForAll: true)
        #expect(other.status == .ok)
    }

    @Test("nothing is answered with 204 and a tag")
    func nothing() async throws {
        let tagged = Route.Tagged(tag: "a", type: "text/plain") { _ in .nothing }
        let response = try await tagged.response(to: [.acceptEncoding: "gzip"], isForAll: true)
        #expect(response.status == .noContent)
        #expect(response.headers[.contentType] == nil)
        #expect(response.headers[.eTag] == #""a""#)
    }

    @Test("HEAD is answered as GET is, without the body, and problems too")
    func head() async throws {
        let server = try TestServer()
        let replies = try await server.ask([
            Ask(uri: "/health/live", method: .head), Ask(uri: "/v1/verdict", method: .head),
            Ask(uri: "/nowhere", method: .head), Ask(uri: "/v1/verdicts", method: .head),
        ])
        #expect(replies.map(\.status) == [200, 401, 404, 405])
        #expect(replies.allSatisfy { $0.text.isEmpty })
        #expect(replies[0].type == "application/json")
    }
}
