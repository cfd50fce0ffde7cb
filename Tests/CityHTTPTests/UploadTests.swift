import City
import CityService
import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import CityHTTP

@Suite("Files that are sent")
struct UploadTests {
    @Test("a file beyond the limit is refused, announced or not, and nothing of it remains")
    func tooLarge() async throws {
        var limits = DeliveryJobs.Limits()
        limits.fileBytes = 1 << 20
        var town = try TestServer()
        try town.restart(limits)
        let reply = try await town.ask(
            .handIn(Census.header + String(repeating: "x", count: 1 << 20)))
        #expect(reply.status == 413)
        #expect(reply.text.contains("1 MB"))

        var reading = Deliveries.Reading()
        reading.referenceSystem = "EPSG:4490"
        var incoming: IncomingDelivery? = try town.jobs.receive(
            "census.csv", as: .components, reading, announced: nil)
        let bytes = [UInt8](repeating: 0x20, count: 600_000)
        try bytes.withUnsafeBytes { try incoming?.take($0) }
        #expect(throws: UploadError.tooLarge(limit: 1 << 20)) {
            try bytes.withUnsafeBytes { try incoming?.take($0) }
        }
        incoming = nil
        #expect(town.stagingFiles.isEmpty)
    }

    @Test("a sender who goes away in the middle leaves nothing behind")
    func broken() async throws {
        let town = try TestServer()
        let token = try #require(town.tokens[.surveyor])
        try await town.server.application(at: .init(host: "127.0.0.1", port: 0)).test(.live) {
            client in
            let port = try #require(client.port)
            let socket = try Socket(port: port)
            socket.send(
                """
                POST /v1/deliveries?layer=components&filename=census.csv&crs=EPSG:4490 HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer \(token)\r
                Content-Length: 100000\r
                \r
                code,category\n
                """)
            for _ in 0..<500 where town.stagingFiles.isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(town.stagingFiles.contains { $0.hasSuffix("census.csv") })
            socket.close()
            #expect(try await town.isStagingEmptied())
        }
        let list = try await town.ask(.surveyor("/v1/deliveries"))
        #expect(list.text == "[]")
    }

    @Test("what cannot be a delivery is refused before a byte of it is kept")
    func refusals() async throws {
        let town = try TestServer()
        let file = Census.header + Census.cover(1)
        let asks: [(Ask, Int, String)] = [
            (.handIn(file, layer: "nothing"), 400, "There is no layer nothing"),
            (.handIn(file, as: "census"), 400, "no ending"),
            (.handIn(file, as: ".."), 400, "no ending"),
            (.handIn("", as: "census.csv"), 400, "no bytes"),
            (.handIn(file, "&crs=mars"), 400, "names no reference system"),
            (.handIn(file, "&wait=perhaps"), 400, "true or false"),
            (.handIn(file, "&map=name"), 400, "FIELD=COLUMN"),
            (.handIn(file, "&axes=up"), 400, "northing-first"),
            (.handIn(file, "&force=true"), 400, "no parameter force"),
            (.post("/v1/deliveries?layer=components", file), 400, "filename"),
        ]
        for (ask, status, words) in asks {
            let reply = try await town.ask(ask)
            #expect(reply.status == status, "\(reply.text)")
            #expect(reply.text.contains(words), "\(reply.text)")
        }
        #expect(town.stagingFiles.isEmpty)
    }

    @Test(
        "a name keeps its last component alone",
        arguments: [
            ("../../etc/census.csv", "census.csv"), ("C:\\普查\\部件.csv", "部件.csv"),
            ("/etc/passwd.csv", "passwd.csv"), ("a\u{0}b\nc\u{202E}.csv", "abc.csv"),
            ("...csv.csv", "csv.csv"), ("x{y}z*.csv", "xyz.csv"),
            (
                String(repeating: "长", count: 300) + ".csv",
                String(repeating: "长", count: 52) + ".csv"
            ),
        ])
    func names(sent: String, kept: String) async throws {
        let town = try TestServer()
        try await town.serve { client in
            let place = try await client.staged(
                .handIn(Census.header + Census.cover(1), as: sent))
            let state = try await client.ask(.surveyor(place)).object()
            #expect(state["fileName"] as? String == kept)
        }
        #expect(town.stagingFiles.count == 1)
        #expect(try town.folder.contents().keys.allSatisfy { $0.hasPrefix("town.") })
    }

    @Test("a delivery's name that is none is unknown and comes near no file")
    func deliveryNames() async throws {
        let town = try TestServer()
        let names = [
            "components-00000000", "..", "..%2F..%2Ftown", "%2Fetc%2Fpasswd", "..%2Ftown.ledger",
            "a%00b", "%E9%83%A8", String(repeating: "a", count: 300),
        ]
        let before = try town.folder.contents()
        for name in names {
            let place = "/v1/deliveries/\(name)"
            for ask in [
                Ask.surveyor(place), .surveyor(place + "/findings"),
                .surveyor(place + "/difference"), .post(place + "/check"),
                .post(place + "/publish"), .discard(place),
            ] {
                let reply = try await town.ask(ask)
                #expect(reply.status == 404, "\(ask.method) \(ask.uri): \(reply.text)")
            }
        }
        #expect(try town.folder.contents()["town.db"] == before["town.db"])
    }

    @Test("no problem and no state tells where the server keeps its files")
    func paths() async throws {
        let town = try TestServer()
        try await town.serve { client in
            let files = [
                ("garbage.gpkg", "no database"), ("garbage.zip", "PK nothing"),
                ("drawing.dwg", "AC1027"), ("cut.shp", "\u{0}\u{0}"), ("empty.csv", "code,name\n"),
                ("odd.xlsx", "PK"),
                ("broken.geojson", #"{"type":"FeatureCollection","features":["#),
                ("no-system.csv", Census.header + Census.cover(1)),
                ("x.vrt", "<OGRVRTDataSource/>"),
            ]
            for (name, contents) in files {
                let waited = try await client.ask(.handIn(contents, as: name, "&wait=true"))
                #expect(waited.status >= 400, "\(name): \(waited.text)")
                #expect(waited.status < 500, "\(name): \(waited.text)")
                #expect(!waited.text.contains(town.folder.path), "\(waited.text)")
                #expect(!waited.text.contains(".upload"), "\(waited.text)")
            }
            let list = try await client.ask(.surveyor("/v1/deliveries"))
            #expect(list.text.contains("\"failed\""))
            #expect(list.text.contains("garbage.gpkg"))
            #expect(!list.text.contains(town.folder.path))
            #expect(!list.text.contains(".upload"))
        }
    }
}
