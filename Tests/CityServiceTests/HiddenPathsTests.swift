import Foundation
import TestSupport
import Testing

@testable import CityService

@Suite("What is told far away")
struct HiddenPathsTests {
    @Test(
        "folders of the server go, names of files stay",
        arguments: [
            (
                "/srv/city a/town.staging/components-1f.upload/file/census.zip is empty.",
                "census.zip is empty."
            ),
            (
                "/srv/city a/town.staging/components-1f.db is damaged.",
                "components-1f.db is damaged."
            ),
            ("/srv/city a/town.db was replaced.", "town.db was replaced."),
            (
                "/vsizip/{/srv/city a/town.staging/x.upload/file/a.zip}/b.shp",
                "/vsizip/{a.zip}/b.shp"
            ),
            ("Nothing to hide in /etc.", "Nothing to hide in /etc."),
        ])
    func hidden(told: String, shown: String) {
        #expect(HiddenPaths(cityPath: "/srv/city a/town.db").hidden(in: told) == shown)
    }

    @Test("a city named without a folder hides its staging folder all the same")
    func relative() {
        let paths = HiddenPaths(cityPath: "town.db")
        #expect(paths.hidden(in: "town.staging/x.upload/file/a.csv is empty.") == "a.csv is empty.")
        let here = FileManager.default.currentDirectoryPath
        #expect(paths.hidden(in: "\(here)/town.db is damaged.") == "town.db is damaged.")
    }
}
