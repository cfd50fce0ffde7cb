import ArgumentParser
import City
import CityService

/// `wangge history`: the published editions.
struct History: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the published editions.")

    @OptionGroup var city: CityArgument
    @OptionGroup var output: OutputOptions

    func run() throws {
        let editions = try city.open().editions()
        if output.json { return try output.printJSON(editions) }
        if editions.isEmpty { print("Nothing is published yet.") }
        for edition in editions {
            print(
                """
                \(edition.number)  \(edition.publishedAt)  \(edition.layer)  \
                +\(edition.newRows) ~\(edition.changedRows) -\(edition.vanishedRows) \
                =\(edition.unchangedRows)  \(edition.fileName.visible)  \
                \(edition.contentHash.prefix(12))\
                \(edition.correction.map { "  (coordinates read as: \($0))" } ?? "")
                """)
        }
    }
}

/// `wangge verify`: is the file whole, and is its content what the last edition said?
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that a city's file is whole and says what its last edition said.")

    @OptionGroup var city: CityArgument

    func run() throws {
        let city = try city.open()
        let faults = try city.faults()
        for fault in faults { print(fault) }
        guard faults.isEmpty else { throw Outcome.no }
        let last = try city.editions().last
        print("\(city.path) is whole, edition \(last?.number ?? 0)", terminator: "")
        print(last.map { ", content \($0.contentHash)." } ?? ".")
    }
}
