import City
import CityService
import Foundation
import TestSupport
import Testing

@testable import CityHTTP

@Suite("Deliveries over HTTP")
struct DeliveryTests {
    @Test("a file is kept at once, read behind, published, and answers")
    func round() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let kept = try await client.ask(.handIn(Census.header + Census.cover(1)))
            #expect(kept.status == 202)
            let place = try #require(kept.location)
            #expect(place.hasPrefix("/v1/deliveries/components-"))
            let (step, checked) = try await client.wait(for: ["checked"], place)
            #expect(step == "checked")
            let state = try checked.object()
            #expect(state["checkedEdition"] as? Int == 13)
            #expect(state["isStale"] as? Bool == false)
            #expect((state["differences"] as? [String: Int])?["new"] == 1)
            let listed = try await client.ask(.surveyor("/v1/deliveries"))
            #expect(listed.text == "[\(checked.text)]")

            let published = try await client.ask(.post(place + "/publish"))
            #expect(published.status == 200, "\(published.text)")
            #expect(try published.object()["edition"] as? Int == 14)
            let verdict = try await client.ask(.verdict("code=99010101001900001"))
            #expect(verdict.status == 200)
            #expect(try verdict.object()["edition"] as? Int == 14)

            let after = try await client.ask(.surveyor(place)).object()
            #expect(after["state"] as? String == "published")
            #expect(after["edition"] as? Int == 14)
            let again = try await client.ask(.post(place + "/publish"))
            #expect(try again.object()["edition"] as? Int == 14)
            let editions = try await client.ask(Ask(uri: "/v1/editions", role: .viewer))
            let list = try JSONSerialization.jsonObject(with: Data(editions.text.utf8))
            #expect((list as? [[String: Any]])?.first?["number"] as? Int == 14)
        }
        #expect(town.stagingFiles.isEmpty)
    }

    @Test("who waits is answered when it is checked, and the same file again changes nothing")
    func waiting() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let first = try await client.staged(.handIn(Census.header + Census.cover(1)))
            _ = try await client.ask(.post(first + "/publish"))
            let second = try await client.staged(.handIn(Census.header + Census.cover(1)))
            let published = try await client.ask(.post(second + "/publish")).object()
            #expect(published["outcome"] as? String == "unchanged")
            #expect(published["edition"] is NSNull)
            #expect(try await client.ask(.surveyor(second)).status == 404)
        }
    }

    @Test("a delivery with rejected rows is refused with their number, unless they stay out")
    func rejected() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let file = Census.header + Census.cover(1) + Census.cover(2, owner: "NOBODY")
            let place = try await client.staged(.handIn(file))
            let refused = try await client.ask(.post(place + "/publish"))
            #expect(refused.status == 409)
            #expect(refused.type == "application/problem+json")
            let problem = try refused.object()
            #expect(problem["rejectedRows"] as? Int == 1)
            #expect(problem["layerErrors"] as? Int == 0)
            let odd = try await client.ask(.post(place + "/publish", #"{"force": true}"#))
            #expect(odd.status == 400)
            let others = try await client.ask(
                .post(place + "/publish", #"{"withoutRejected": true}"#))
            let account = try others.object()["account"] as? [String: Int]
            #expect(account?["published"] == 1)
            #expect(account?["rejected"] == 1)
        }
    }

    @Test("of two that wait, the second one is stale when the first is published, and checked anew")
    func two() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let first = try await client.staged(.handIn(Census.header + Census.cover(1)))
            let second = try await client.staged(
                .handIn(Census.header + Census.cover(1, longitude: "120.0004") + Census.cover(2)))
            _ = try await client.ask(.post(first + "/publish"))
            let stale = try await client.ask(.surveyor(second)).object()
            #expect(stale["isStale"] as? Bool == true)
            let note = stale["note"] as? String ?? ""
            #expect(note.hasPrefix("stale: checked against edition 13, city is at 14"))
            let checked = try await client.ask(.post(second + "/check")).object()
            #expect(checked["checkedEdition"] as? Int == 14)
            #expect(checked["isStale"] as? Bool == false)
            let differences = checked["differences"] as? [String: Int]
            #expect(differences?["moved"] == 1)
            #expect(differences?["new"] == 1)
            let published = try await client.ask(.post(second + "/publish")).object()
            #expect(published["edition"] as? Int == 15)
        }
    }

    @Test("what others publish can mend a delivery: it is checked anew before it is published")
    func mended() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let organizations = "code,name\nNEU,新单位\n"
            let unit = try await client.staged(
                .handIn(organizations, as: "units.csv", "", layer: "organizations"))
            let covers = try await client.staged(
                .handIn(Census.header + Census.cover(1, owner: "NEU")))
            #expect(try await client.ask(.surveyor(covers)).object()["errors"] as? Int == 1)
            _ = try await client.ask(.post(unit + "/publish"))
            let published = try await client.ask(.post(covers + "/publish"))
            #expect(published.status == 200, "\(published.text)")
        }
    }

    @Test("only surveyors hand in, and what others send is not kept")
    func roles() async throws {
        let town = try TestServer()
        try await town.serve { client in
            for role in [Role.viewer, .dispatcher] {
                let reply = try await client.ask(.handIn(Census.header, role: role))
                #expect(reply.status == 403)
            }
            var nobody = Ask.handIn(Census.header)
            nobody.role = nil
            #expect(try await client.ask(nobody).status == 401)
            #expect(try await client.ask(Ask(uri: "/v1/editions", role: .viewer)).status == 200)
        }
        #expect(town.stagingFiles.isEmpty)
    }

    @Test("what is told about a delivery is what the schemas describe, key by key")
    func schemas() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let place = try await client.staged(.handIn(Census.header + Census.cover(1)))
            let state = try await client.ask(.surveyor(place)).object()
            let page = try await client.ask(.surveyor(place + "/difference")).object()
            let published = try await client.ask(.post(place + "/publish")).object()
            for (object, name) in [
                (state, "Delivery"), (page, "Difference"), (published, "Publication"),
            ] {
                let schema = BodySchema.all[name] as? [String: Any]
                let keys = (schema?["properties"] as? [String: Any])?.keys
                #expect(Set(object.keys) == keys.map(Set.init), "\(name)")
            }
        }
    }
}
