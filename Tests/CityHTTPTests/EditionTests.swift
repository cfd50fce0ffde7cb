import City
import CityService
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CityHTTP

@Suite("Editions over HTTP")
struct EditionTests {
    private func list(
        _ client: TestServer.Client, _ query: String = ""
    ) async throws -> [[String: Any]] {
        let reply = try await client.ask(Ask(uri: "/v1/editions\(query)", role: .viewer))
        #expect(reply.status == 200, "\(reply.text)")
        let list = try JSONSerialization.jsonObject(with: Data(reply.text.utf8))
        return try #require(list as? [[String: Any]])
    }

    private func publish(_ client: TestServer.Client, _ rows: String) async throws {
        let place = try await client.staged(.handIn(Census.header + rows))
        let reply = try await client.ask(.post(place + "/publish"))
        #expect(reply.status == 200, "\(reply.text)")
    }

    @Test("they are listed newest first, page by page, in the form that is described")
    func pages() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let all = try await list(client)
            #expect(all.compactMap { $0["number"] as? Int } == Array((1...13).reversed()))
            var numbers: [Int] = []
            while true {
                let before = numbers.last.map { "&before=\($0)" } ?? ""
                let page = try await list(client, "?limit=5\(before)")
                if page.isEmpty { break }
                numbers += page.compactMap { $0["number"] as? Int }
            }
            #expect(numbers == Array((1...13).reversed()))
            let schema = BodySchema.all["Edition"] as? [String: Any]
            let keys = (schema?["properties"] as? [String: Any])?.keys
            #expect(Set(try #require(all.first).keys) == keys.map(Set.init))
            let none = try await client.ask(Ask(uri: "/v1/editions?limit=0", role: .viewer))
            #expect(none.status == 400)
        }
    }

    @Test("the last edition is undone; one that a later one built upon is not, and says why")
    func undo() async throws {
        let town = try TestServer()
        try await town.serve { client in
            try await publish(client, Census.cover(1))
            try await publish(client, Census.cover(1, owner: "DX"))
            let listed = try await list(client, "?limit=2")
            #expect(listed.map { $0["isUndoable"] as? Bool } == [true, false])
            let reason = try #require(listed[1]["whyNot"] as? String)
            #expect(reason.contains("edition 15"))
            #expect((listed[1]["whyNotInChinese"] as? String)?.contains("第15版") == true)

            let refused = try await client.ask(.post("/v1/editions/14/undo"))
            #expect(refused.status == 409)
            #expect(try refused.object()["detail"] as? String == reason)
            var viewer = Ask.post("/v1/editions/15/undo")
            viewer.role = .viewer
            #expect(try await client.ask(viewer).status == 403)

            let difference = try await client.ask(
                Ask(uri: "/v1/editions/15/difference", role: .viewer)
            ).object()
            #expect(difference["counts"] as? [String: Int] == ["reowned": 1])
            let rows = try #require(difference["rows"] as? [[String: Any]])
            #expect(rows.first?["columns"] as? [String] == ["owner"])

            let undone = try await client.ask(.post("/v1/editions/15/undo", "{}"))
            #expect(undone.status == 200, "\(undone.text)")
            #expect(undone.text == #"{"edition":16,"outcome":"published","undone":15}"#)
            let verdict = try await client.ask(.verdict("code=99010101001900001")).object()
            #expect(verdict["edition"] as? Int == 16)
            // The row is again as edition 14 left it, and not as edition 15 did.
            let after = try await list(client, "?limit=3").map { $0["isUndoable"] as? Bool }
            #expect(after == [true, false, true])
            let first = try await client.ask(.post("/v1/editions/14/undo"))
            #expect(first.status == 200, "\(first.text)")
            for path in ["99/undo", "x/undo", "99/difference"] {
                let method: HTTPRequest.Method = path.hasSuffix("undo") ? .post : .get
                let reply = try await client.ask(
                    Ask(uri: "/v1/editions/\(path)", method: method, role: .surveyor))
                #expect(reply.status == (path.hasPrefix("x") ? 400 : 404), "\(path)")
            }
        }
    }

    @Test("an edition is not undone while others name what it brought, and the check says which")
    func named() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let editions = try await list(client)
            let layer = try #require(editions.first { $0["layer"] as? String == "organizations" })
            let number = try #require(layer["number"] as? Int)
            let reply = try await client.ask(.post("/v1/editions/\(number)/undo"))
            #expect(reply.status == 409, "\(reply.text)")
            let detail = try #require(try reply.object()["detail"] as? String)
            #expect(detail.hasPrefix("Edition \(number) is not undone: "))
            #expect(try await list(client).count == editions.count)
        }
    }
}
