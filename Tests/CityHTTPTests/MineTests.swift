import City
import CityService
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CityHTTP

@Suite("What is mine, over HTTP")
struct MineTests {
    private func rows(_ name: String) throws -> [[String: String]] {
        try Table.read(Repository.path("gisdata/sample/\(name).csv"))
    }

    private func mine(
        _ client: TestServer.Client, _ query: String
    ) async throws -> [String: Any] {
        let reply = try await client.ask(Ask(uri: "/v1/mine?\(query)", role: .viewer))
        #expect(reply.status == 200, "\(reply.text)")
        return try reply.object()
    }

    @Test("an organization's things are those of the delivered files that name it")
    func organizations() async throws {
        let town = try TestServer()
        let (components, posts, mandates) = (
            try rows("components"), try rows("posts"), try rows("mandates")
        )
        let codes = try rows("organizations").compactMap { $0["code"] }
        try await town.serve { client in
            for code in codes {
                let answer = try await mine(client, "organization=\(code)")
                let counts = try #require(answer["counts"] as? [String: Int])
                let acting = components.filter { row in
                    [
                        row["lead_organization"], row["maintainer"], row["owner"],
                        row["competent_department"],
                    ].compactMap(\.self).first { !$0.isEmpty } == code
                }
                #expect(counts["components"] ?? 0 == acting.count, "\(code)")
                let held = posts.filter { row in
                    row["organization"] == code && (row["valid_to"] ?? "").isEmpty
                }
                #expect(counts["posts"] ?? 0 == held.count, "\(code)")
                let own = mandates.count { $0["organization"] == code }
                #expect(counts["mandates"] ?? 0 == own, "\(code)")
                let page = try await mine(client, "organization=\(code)&kind=components")
                let listed = try #require(page["rows"] as? [[String: Any]])
                #expect(
                    listed.compactMap { $0["code"] as? String }
                        == acting.compactMap { $0["code"] }.sorted(), "\(code)")
            }
        }
    }

    @Test("a post has what it is for and what stands there; an organization's duty has all of it")
    func posts() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let chief = try await mine(client, "post=GW-01")
            #expect(chief["counts"] as? [String: Int] == ["road-chief-segments": 1])
            #expect((chief["post"] as? [String: Any])?["title"] as? String == "一级路长")
            #expect((chief["box"] as? [Double])?.count == 4)
            let grid = try await mine(client, "post=GW-04")
            let counts = try #require(grid["counts"] as? [String: Int])
            #expect(counts["responsibility-grids"] == 1)
            #expect(counts["components"] == nil)
            let duty = try await mine(client, "post=GW-07")
            let own = try await mine(client, "organization=SWYH")
            #expect(duty["counts"] as? [String: Int] == own["counts"] as? [String: Int])
        }
    }

    @Test("no person is told, and what is not there or not meant is refused")
    func closed() async throws {
        let town = try TestServer()
        let people = try rows("people").flatMap { row in
            ["code", "name", "telephone"].compactMap { row[$0] }.filter { !$0.isEmpty }
        }
        #expect(!people.isEmpty)
        try await town.serve { client in
            for query in ["organization=XQ", "post=GW-01", "post=GW-04", "organization=SWYH"] {
                let kinds = [
                    "", "&kind=posts", "&kind=components", "&kind=mandates",
                    "&kind=road-chief-segments",
                ]
                for kind in kinds {
                    let reply = try await client.ask(
                        Ask(uri: "/v1/mine?\(query)\(kind)", role: .viewer))
                    #expect(reply.status == 200, "\(reply.text)")
                    #expect(!people.contains { reply.text.contains("\"\($0)\"") })
                }
            }
            for (query, status) in [
                ("", 400), ("organization=XQ&post=GW-01", 400), ("organization=none", 404),
                ("post=none", 404), ("organization=XQ&kind=people", 400),
                ("organization=XQ&kind=posts&limit=0", 400),
            ] {
                let reply = try await client.ask(Ask(uri: "/v1/mine?\(query)", role: .viewer))
                #expect(reply.status == status, "\(query)")
            }
            #expect(try await client.ask(Ask(uri: "/v1/mine?organization=XQ")).status == 401)
        }
    }

    @Test("pages follow each other to the end")
    func pages() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let whole = try await mine(client, "organization=LD&kind=components")
            let all = try #require(whole["rows"] as? [[String: Any]])
            #expect(all.count == 2)
            var codes: [String] = []
            var after = ""
            repeat {
                let page = try await mine(client, "organization=LD&kind=components&limit=1" + after)
                let rows = try #require(page["rows"] as? [[String: Any]])
                #expect(rows.count <= 1)
                codes += rows.compactMap { $0["code"] as? String }
                after = (page["next"] as? String).map { "&after=\($0)" } ?? ""
            } while !after.isEmpty
            #expect(codes == all.compactMap { $0["code"] as? String })
        }
    }
}
