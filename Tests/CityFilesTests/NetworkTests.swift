import CityFiles
import Foundation
import TestSupport
import Testing

/// A port of this machine on which nobody should call.
private final class Ear {
    let port: UInt16
    private let handle: Int32

    init() throws {
        handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let handle = handle
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(handle, $0, length) == 0 && getsockname(handle, $0, &length) == 0
            }
        }
        try #require(isBound && listen(handle, 1) == 0)
        _ = fcntl(handle, F_SETFL, O_NONBLOCK)
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(handle) }

    var wasCalled: Bool {
        let caller = accept(handle, nil, nil)
        if caller >= 0 { close(caller) }
        return caller >= 0
    }
}

@Suite("Files that name addresses")
struct NetworkTests {
    @Test(
        "a reference system that stands at an address is none, and nobody asks there",
        arguments: ["esriwkt", "proj4", "ogcwkt"])
    func referenceSystem(type: String) throws {
        let folder = try TemporaryFolder()
        let ear = try Ear()
        let path = try folder.write(
            """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"A"},
            "geometry":{"type":"Point","coordinates":[1,2]}}],"crs":{"type":"link","properties":
            {"href":"http://127.0.0.1:\(ear.port)/crs","type":"\(type)"}}}
            """, to: "a.geojson")
        #expect(try VectorFile.rows(path).map(\.values) == [["A"]])
        #expect(!ear.wasCalled)
    }
}
