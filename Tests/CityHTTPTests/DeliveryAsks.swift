import CityService
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CityHTTP

extension Ask {
    /// A file of components, handed in by a surveyor.
    static func handIn(
        _ body: String, as fileName: String = "census.csv", _ more: String = "&crs=EPSG:4490",
        layer: String = "components", role: Role = .surveyor
    ) -> Ask {
        let letters = CharacterSet.alphanumerics
        let name = fileName.addingPercentEncoding(withAllowedCharacters: letters) ?? ""
        return Ask(
            uri: "/v1/deliveries?layer=\(layer)&filename=\(name)\(more)", method: .post, role: role,
            type: "application/octet-stream", body: body)
    }

    static func surveyor(_ path: String, accept: String? = nil) -> Ask {
        Ask(uri: path, role: .surveyor, accept: accept)
    }

    static func post(_ path: String, _ body: String? = nil) -> Ask {
        Ask(
            uri: path, method: .post, role: .surveyor, type: body == nil ? nil : "application/json",
            body: body)
    }

    static func discard(_ path: String) -> Ask {
        Ask(uri: path, method: .delete, role: .surveyor)
    }
}

/// Files of components of the sample town.
enum Census {
    static let header = "code,category,name,owner,lon,lat\n"

    /// A new cover of the town, by a number below 1000.
    static func cover(_ number: Int, owner: String = "SW", longitude: String = "120.0003") -> String
    {
        "99010101001\(String(format: "%06d", 900_000 + number)),component/01001,井盖\(number),"
            + "\(owner),\(longitude),30.0003\n"
    }

    /// Many covers, so that reading them takes a while.
    static func many(_ count: Int) -> String {
        header
            + (0..<count).map { number in
                "99010101001\(String(format: "%06d", number)),component/01001,井盖\(number),SW,"
                    + "120.000\(number % 10),30.0003\n"
            }.joined()
    }
}

extension TestServer.Client {
    /// Asks until a delivery is at one of some steps, and returns what was said then.
    func wait(
        for steps: Set<String>, _ location: String
    ) async throws -> (step: String, reply: TestServer.Reply) {
        for _ in 0..<1000 {
            let reply = try await ask(.surveyor(location))
            let step = try reply.object()["state"] as? String ?? ""
            if steps.contains(step) || step == "failed" { return (step, reply) }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("\(location) never came to \(steps)")
        throw CancellationError()
    }

    /// Hands a file in, waits until it is checked, and returns its address.
    func staged(_ ask: Ask) async throws -> String {
        var ask = ask
        ask.uri += "&wait=true"
        let reply = try await self.ask(ask)
        #expect(reply.status == 201, "\(reply.text)")
        return try #require(reply.location)
    }
}

extension TestServer {
    /// The names of what stands in the staging folder and below.
    var stagingFiles: [String] {
        let path = folder.path("town.staging")
        return ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// Waits until nothing stands in the staging folder.
    func isStagingEmptied() async throws -> Bool {
        for _ in 0..<500 where !stagingFiles.isEmpty {
            try await Task.sleep(for: .milliseconds(20))
        }
        return stagingFiles.isEmpty
    }
}
