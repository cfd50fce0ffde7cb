import City
import Foundation
import TestSupport
import Testing

@testable import CityHTTP
@testable import CityService

@Suite("Deliveries that outlive the server, or are thrown away")
struct RestartTests {
    private var noReaders: DeliveryJobs.Limits {
        var limits = DeliveryJobs.Limits()
        limits.readers = 0
        return limits
    }

    @Test("what was staged and checked waits after a restart as before")
    func staged() async throws {
        var town = try TestServer()
        let place = try await town.serve {
            try await $0.staged(.handIn(Census.header + Census.cover(1)))
        }
        let before = try await town.ask(.surveyor(place)).text
        try town.restart()
        #expect(try await town.ask(.surveyor(place)).text == before)
        #expect(try await town.ask(.post(place + "/publish")).status == 200)
    }

    @Test("what had come and was not read yet is read after a restart")
    func unread() async throws {
        var town = try TestServer()
        try town.restart(noReaders)
        let kept = try await town.ask(.handIn(Census.header + Census.cover(1)))
        let place = try #require(kept.location)
        #expect(try kept.object()["state"] as? String == "waiting")
        try town.restart()
        let step = try await town.serve { try await $0.wait(for: ["checked"], place).step }
        #expect(step == "checked")
        #expect(town.stagingFiles.count == 1)
    }

    @Test("what a kill cut while it came or was read is cleaned, the rest of the folder stays")
    func cut() async throws {
        var town = try TestServer()
        try town.restart(noReaders)
        let kept = try await town.ask(.handIn(Census.header + Census.cover(1)))
        let name = try #require(kept.location?.split(separator: "/").last)
        let staging = town.folder.path("town.staging")
        // What a killed server leaves: half a file without a note, and half a staging file.
        try FileManager.default.createDirectory(
            atPath: staging + "/components-12345678.upload/file", withIntermediateDirectories: true)
        try Data("code,cat".utf8).write(
            to: URL(fileURLWithPath: staging + "/components-12345678.upload/file/half.csv"))
        try Data("half".utf8).write(to: URL(fileURLWithPath: staging + "/\(name).reading"))
        try town.restart()
        #expect(!town.stagingFiles.contains { $0.contains("12345678") })
        let step = try await town.serve {
            try await $0.wait(for: ["checked"], "/v1/deliveries/\(name)").step
        }
        #expect(step == "checked")
        #expect(town.stagingFiles == ["\(name).db"])
    }

    @Test("an upload that another server receives is left alone")
    func another() async throws {
        let town = try TestServer()
        var reading = Deliveries.Reading()
        reading.referenceSystem = "EPSG:4490"
        let incoming = try town.jobs.receive("a.csv", as: .components, reading, announced: nil)
        var other = town
        try other.restart()
        #expect(town.stagingFiles.contains { $0.hasSuffix("a.csv") })
        withExtendedLifetime(incoming) {}
    }

    @Test("why a delivery could not be read is still told after a restart")
    func failed() async throws {
        var town = try TestServer()
        let place = try await town.serve { client in
            let kept = try await client.ask(.handIn("no database", as: "census.gpkg"))
            let place = try #require(kept.location)
            #expect(try await client.wait(for: ["failed"], place).step == "failed")
            return place
        }
        let before = try await town.ask(.surveyor(place)).text
        #expect(before.contains("census.gpkg is"))
        #expect(!town.stagingFiles.contains { $0.hasSuffix("census.gpkg") })
        try town.restart()
        #expect(try await town.ask(.surveyor(place)).text == before)
        #expect(try await town.ask(.discard(place)).status == 204)
        #expect(town.stagingFiles.isEmpty)
    }

    @Test("a delivery that waits to be read can be thrown away")
    func discardWaiting() async throws {
        var town = try TestServer()
        try town.restart(noReaders)
        let waiting = try #require(
            try await town.ask(.handIn(Census.header + Census.cover(1))).location)
        #expect(try await town.ask(.discard(waiting)).status == 204)
        #expect(town.stagingFiles.isEmpty)
    }

    @Test("a delivery can be thrown away while it is read or checked, and when it is staged")
    func discard() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let large = try await client.ask(.handIn(Census.many(150_000)))
            let reading = try #require(large.location)
            let (_, reply) = try await client.wait(for: ["reading", "checking"], reading)
            let progress = try reply.object()["progress"] as? [String: Any]
            #expect(progress?["rows"] is Int)
            #expect(try await client.ask(.post(reading + "/publish")).status == 409)
            #expect(try await client.ask(.discard(reading)).status == 204)
            #expect(try await client.ask(.surveyor(reading)).status == 404)
            #expect(try await client.ask(.discard(reading)).status == 404)
            #expect(try await town.isStagingEmptied())

            let staged = try await client.staged(.handIn(Census.header + Census.cover(1)))
            #expect(try await client.ask(.discard(staged)).status == 204)
            #expect(try await client.ask(.discard(staged)).status == 404)
        }
        #expect(town.stagingFiles.isEmpty)
    }

    @Test("one file is read at a time, the others wait their turn")
    func turns() async throws {
        let town = try TestServer()
        try await town.serve { client in
            // The first one cannot be checked before it is allowed to, however fast it is read.
            town.jobs.work.suspend()
            let first = try await client.ask(.handIn(Census.header + Census.cover(1)))
            let kept = try await client.ask(.handIn(Census.header + Census.cover(2)))
            #expect(try kept.object()["state"] as? String == "waiting")
            town.jobs.work.resume()
            for reply in [first, kept] {
                let place = try #require(reply.location)
                #expect(try await client.wait(for: ["checked"], place).step == "checked")
            }
        }
    }
}
