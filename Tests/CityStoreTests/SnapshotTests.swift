import City
import Foundation
import TestSupport
import Testing

@testable import CityStore

@Suite("Snapshots")
struct SnapshotTests {
    private let folder: TemporaryFolder
    private let snapshots: Snapshots
    private let subject = Snapshots.Subject(
        edition: 3, contentHash: String(repeating: "ab", count: 32))
    private let day: Day

    init() throws {
        folder = try TemporaryFolder()
        snapshots = Snapshots(ofRegister: folder.path("c.db"))
        day = try Day("2026-03-01")
        try snapshots.save(index(edition: 3), contentHash: subject.contentHash)
    }

    private func index(edition: Int) -> CityIndex {
        var contents = CityContents(
            settings: CitySettings(name: "City", code: "c", scheme: .free), edition: edition)
        contents.organizations = (0..<50).map { Organization(code: "O\($0)", name: "单位\($0)") }
        return CityIndex(contents, on: day)
    }

    private var path: String { snapshots.path(of: 3) }

    private func bytes() throws -> Data {
        try #require(FileManager.default.contents(atPath: path))
    }

    private func fault(after change: (inout Data) -> Void) throws -> Snapshots.Fault? {
        var bytes = try bytes()
        change(&bytes)
        try bytes.write(to: URL(fileURLWithPath: path))
        do throws(Snapshots.Fault) {
            _ = try snapshots.load(subject, on: day)
            return nil
        } catch {
            return error
        }
    }

    @Test("what was saved is what is loaded")
    func whole() throws {
        let index = try snapshots.load(subject, on: day)
        #expect(index.edition == 3)
        #expect(index.settings == CitySettings(name: "City", code: "c", scheme: .free))
    }

    @Test("a snapshot that is cut short anywhere is found", arguments: [0, 1, 100, 128, 129, 999])
    func cutShort(length: Int) throws {
        #expect(try fault { $0 = $0.prefix(length) } == .cutShort)
    }

    @Test("a snapshot with more bytes than it says is found")
    func tooLong() throws {
        #expect(try fault { $0.append(0) } == .cutShort)
    }

    @Test("one flipped bit is found, in whatever byte it is")
    func flipped() throws {
        let whole = try bytes()
        var random = SeededGenerator(seed: 12)
        let places =
            Array(0..<128) + (0..<300).map { _ in .random(in: 128..<whole.count, using: &random) }
        for place in places {
            let fault = try fault { bytes in
                bytes = whole
                bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
            #expect(fault != nil, "byte \(place)")
        }
        #expect(try fault { $0 = whole } == nil)
    }

    @Test("the snapshot of another edition under this one's name is found")
    func otherEdition() throws {
        try snapshots.save(index(edition: 4), contentHash: subject.contentHash)
        let other = try #require(FileManager.default.contents(atPath: snapshots.path(of: 4)))
        #expect(try fault { $0 = other } == .otherEdition)
    }

    @Test("the snapshot of another city with the same number is found")
    func otherCity() throws {
        try snapshots.save(index(edition: 3), contentHash: String(repeating: "cd", count: 32))
        #expect(throws: Snapshots.Fault.otherEdition) { try snapshots.load(subject, on: day) }
    }

    @Test("the byte order of another machine is found")
    func otherByteOrder() throws {
        #expect(
            try fault { bytes in
                let order = Array(bytes[8..<12].reversed())
                bytes.replaceSubrange(8..<12, with: order)
            } == .otherByteOrder)
    }

    @Test("a file of something else is found")
    func notASnapshot() throws {
        #expect(try fault { $0 = Data(repeating: 0x20, count: 4096) } == .notASnapshot)
    }

    @Test("none is a fault that nobody is told of")
    func missing() {
        #expect(throws: Snapshots.Fault.missing) {
            try snapshots.load(Snapshots.Subject(edition: 9, contentHash: ""), on: day)
        }
    }

    @Test("only the newest editions are kept, and nothing unfinished of an hour ago")
    func sweeping() throws {
        let left = "\(snapshots.folder)/left.unfinished"
        _ = FileManager.default.createFile(atPath: left, contents: Data())
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: left)
        for edition in 4...8 { try snapshots.save(index(edition: edition), contentHash: "") }
        let names = try FileManager.default.contentsOfDirectory(atPath: snapshots.folder).sorted()
        #expect(names == (6...8).map { "edition-\($0).index" })
    }
}
