import Foundation
import TestSupport
import Testing

@Suite("Exports of the program")
struct ExportTests {
    /// A copy of the sample town with an organization whose name GBK cannot write.
    private func town() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: try Command.town(), toPath: folder.path("town.db"))
        let file = try folder.write(
            "code,category,owner,name,lon,lat\n"
                + "99010101001000201,component/01001,SW,\u{3402}字井盖,120.0003,30.0003\n",
            to: "rare.csv")
        let result = try Command.run([
            "import", folder.path("town.db"), "components", file, "--crs", "EPSG:4490",
        ])
        try #require(result.status == 0, "\(result)")
        return folder
    }

    @Test("what a format cannot hold is listed and refused, and nothing is written")
    func refused() throws {
        let folder = try town()
        let before = try folder.contents().keys.sorted()
        let refused = try Command.run([
            "export", folder.path("town.db"), "components", folder.path("c.shp"), "--encoding",
            "GBK",
        ])
        #expect(refused.status == 65)
        #expect(refused.error.contains("name has characters that GBK lacks in 1 row"))
        #expect(refused.error.contains("--accept-losses"))
        #expect(try folder.contents().keys.sorted() == before)
    }

    @Test("accepted losses are written and told; UTF-8 and GB18030 lose nothing")
    func accepted() throws {
        let folder = try town()
        let town = folder.path("town.db")
        let accepted = try Command.run([
            "export", town, "components", folder.path("gbk.shp"), "--encoding", "GBK",
            "--accept-losses", "--vocabulary", "national",
        ])
        #expect(accepted.status == 0, "\(accepted)")
        #expect(accepted.output.contains("lost: "))
        let info = try Command.run("/usr/bin/ogrinfo", ["-al", "-ro", folder.path("gbk.shp")])
        #expect(info.output.contains("〓字井盖") && info.output.contains("GLBJBSM"))
        for encoding in ["UTF-8", "GB18030"] {
            let path = folder.path("\(encoding).shp")
            let whole = try Command.run([
                "export", town, "components", path, "--encoding", encoding,
            ])
            #expect(whole.status == 0 && whole.output.hasPrefix("8 rows of components"))
            let back = try Command.run(["import", town, "components", path])
            #expect(back.output.contains("Nothing to do"), "\(back)")
        }
    }

    @Test("a vocabulary that there is none of is wrong usage")
    func vocabulary() throws {
        let folder = try town()
        let result = try Command.run([
            "export", folder.path("town.db"), "components", folder.path("c.csv"), "--vocabulary",
            "latin",
        ])
        #expect(result.status == 64)
    }
}
