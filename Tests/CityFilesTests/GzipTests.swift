import CityFiles
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("gzip")
struct GzipTests {
    private let text = Array(String(repeating: "部件 component/01001 ", count: 4000).utf8)

    @Test("what is packed is unpacked equal, by gzip itself too", arguments: [1, 6, 9])
    func roundTrip(level: Int) throws {
        for bytes in [[], [7], text] {
            let packed = try Gzip.packed(bytes, level: level)
            #expect(try Gzip.unpacked(packed) == bytes)
            let folder = try TemporaryFolder()
            _ = try folder.write(Data(packed), to: "a.gz")
            try Tool.run("gunzip", "a.gz", in: folder)
            #expect(FileManager.default.contents(atPath: folder.path("a")) == Data(bytes))
        }
    }

    @Test("the same bytes are always packed the same way, without a moment or a name")
    func sameBytes() throws {
        let first = try Gzip.packed(text)
        for _ in 0..<3 { #expect(try Gzip.packed(text) == first) }
        // RFC 1952: the mark, deflate, no flags, no moment.
        #expect(Array(first.prefix(8)) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
    }

    @Test("several threads pack at a time")
    func threads() throws {
        let wanted = try Gzip.packed(text)
        let found = Found()
        DispatchQueue.concurrentPerform(iterations: 64) { _ in
            found.add((try? Gzip.packed(text)) == wanted)
        }
        #expect(found.all == [Bool](repeating: true, count: 64))
    }

    @Test("damaged, cut and endless bytes are refused")
    func refused() throws {
        let packed = try Gzip.packed(text)
        #expect(throws: GzipError.damaged) { _ = try Gzip.unpacked(Array(packed.dropLast(9))) }
        #expect(throws: GzipError.damaged) { _ = try Gzip.unpacked(Array("no gzip".utf8)) }
        #expect(throws: GzipError.damaged) { _ = try Gzip.unpacked([]) }
        #expect(throws: GzipError.tooLong(limit: 100)) {
            _ = try Gzip.unpacked(packed, limit: 100)
        }
    }

    private final class Found: Sendable {
        private let values = Mutex<[Bool]>([])
        var all: [Bool] { values.withLock { $0 } }
        func add(_ value: Bool) { values.withLock { $0.append(value) } }
    }
}
