import Foundation
import TestSupport
import Testing

@Suite("Archives of the program")
struct TilesTests {
    private func run(_ words: String...) throws -> Command.Result {
        try Command.run(
            ["tiles", try Command.town()] + words + ["--tiles", Repository.path("tiles")])
    }

    @Test("the whole map goes into one file, with a sentence that counts")
    func whole() throws {
        let folder = try TemporaryFolder()
        let made = try run(folder.path("town.pmtiles"))
        #expect(made.status == 0, "\(made)")
        #expect(made.output.contains("Nothing was left out.\n"))
        #expect(made.output.contains(" tiles, ") && made.output.contains("of edition"))
        #expect(try folder.contents().keys.sorted() == ["town.pmtiles"])
        let again = try run(folder.path("again.pmtiles"), "--threads", "3", "--json")
        let told = try JSONSerialization.jsonObject(with: Data(again.output.utf8))
        let report = try #require(told as? [String: Any])
        let contents = try folder.contents()
        #expect(report["bytes"] as? Int == contents["again.pmtiles"]?.count)
        #expect(contents["again.pmtiles"] == contents["town.pmtiles"])
    }

    @Test("a file that exists and a folder that cannot be written are said, status 73")
    func cannotCreate() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("mine", to: "a.pmtiles")
        let exists = try run(path)
        #expect(exists.status == 73 && exists.error.contains("exists already"))
        let none = try run(folder.path("none/a.pmtiles"))
        #expect(none.status == 73 && none.error.contains("No such file or directory"))
        #expect(try folder.contents() == ["a.pmtiles": Data("mine".utf8)])
    }

    /// Whether a small disk can be made here: by root, or where users have name spaces of their own.
    private static let hasSmallDisks =
        (try? Command.run("/usr/bin/unshare", ["-rm", "true"]))?.status == 0

    @Test(
        "a full disk is said, status 73, and nothing is left behind",
        .enabled(if: TilesTests.hasSmallDisks))
    func fullDisk() throws {
        let folder = try TemporaryFolder()
        let script = """
            mount -t tmpfs -o size=4k tmpfs "$0" || exit 1
            "$@"
            status=$?
            ls -A "$0"
            exit $status
            """
        let full = try Command.run(
            "/usr/bin/unshare",
            [
                "-rm", "/bin/sh", "-c", script, folder.path, Command.path, "tiles",
                try Command.town(), folder.path("a.pmtiles"), "--tiles",
                Repository.path("tiles"),
            ])
        #expect(full.status == 73, "\(full)")
        #expect(full.error.contains("cannot be written (No space left on device)"), "\(full)")
        #expect(full.output.isEmpty)
    }

    @Test("a killed program leaves nothing behind")
    func killed() throws {
        let folder = try TemporaryFolder()
        for seconds in [0.05, 0.2, 0.4] {
            _ = try Command.run(
                "/usr/bin/timeout",
                [
                    "--signal=KILL", "\(seconds)", Command.path, "tiles", try Command.town(),
                    folder.path("a.pmtiles"), "--tiles", Repository.path("tiles"),
                ])
            // It may have been quick enough to end.
            #expect(try folder.contents().keys.allSatisfy { $0 == "a.pmtiles" })
            try? FileManager.default.removeItem(atPath: folder.path("a.pmtiles"))
        }
    }

    @Test(
        "wrong words are told with what there is",
        arguments: [
            ("--layers", "roads", 64, "no layer roads"), ("--zooms", "16-8", 64, "--zooms"),
            ("--zooms", "2-20", 64, "from zoom 6 to 16"), ("--datum", "bd09", 64, "gcj02"),
            ("--district", "123456", 66, "No district has the code 123456"),
        ] as [(String, String, Int32, String)])
    func wrong(_ option: String, _ value: String, _ status: Int32, _ words: String) throws {
        let folder = try TemporaryFolder()
        let refused = try run(folder.path("a.pmtiles"), option, value)
        #expect(refused.status == status && refused.error.contains(words), "\(refused)")
        #expect(try folder.contents().isEmpty)
    }
}
