import Foundation
import TestSupport
import Testing

@Suite("wangge demo")
struct DemoTests {
    @Test("a city that exists is not grown over")
    func exists() throws {
        let town = try Command.town()
        let result = try Command.run(["demo", town])
        #expect(result.status == 73 && result.error.contains("exists already"))
    }

    @Test(
        "what cannot be grown is said in a sentence, and no file is made",
        arguments: [
            (["--city", "atlantis"], Int32(64), "Choose one of shenyang"),
            (["--gisdata", "/nowhere"], 66, "--gisdata"), (["--components=-1"], 64, "from 0"),
        ])
    func refusals(options: [String], status: Int32, words: String) throws {
        let folder = try TemporaryFolder()
        let result = try Command.run(["demo", folder.path("x.db")] + options)
        #expect(result.status == status && result.error.contains(words), "\(result)")
        #expect(try folder.contents().isEmpty)
    }
}
