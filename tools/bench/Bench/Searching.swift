import ArgumentParser
import City
import CityService
import Foundation

/// Search and nearby in memory, one question at a time.
struct Searching: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Measure search and nearby in a city.")

    @Argument(help: "The city's file.")
    var db: String
    @Option(help: "How many questions of each kind.")
    var count = 200

    func run() throws {
        let live = try CityOnDisk(path: db).live()
        let start = ContinuousClock.now
        _ = try live.search(SearchQuestion("x"))
        try Figure(
            row: "search, names prepared",
            medianMicroseconds: (ContinuousClock.now - start) / .microseconds(1), count: 1
        ).print()
        for text in try questions(live) { try measure("search \(text)", live, text) }
    }

    /// Texts of every kind, out of the city itself.
    private func questions(_ live: LiveCity) throws -> [String] {
        let roads = try live.search(question("大街", kinds: [.roads])).results.map(\.name)
        let crossing = try live.search(question("路 街", kinds: [.crossings])).results.first?.name
        let code = try live.search(question("210", kinds: [.components])).results.first?.code
        return ["社区", "公厕", "2101", "sqgc", "zy", "dajie", "没有这样的名字"] + roads.prefix(2)
            + [crossing, code].compactMap { $0 }
    }

    private func question(_ text: String, kinds: Set<SearchKind>) -> SearchQuestion {
        var question = SearchQuestion(text)
        question.kinds = kinds
        return question
    }

    private func measure(_ row: String, _ live: LiveCity, _ text: String) throws {
        var found = 0
        let times = Stopwatch.each(count) { _ in
            found += (try? live.search(SearchQuestion(text)).results.count) ?? 0
        }
        try Figure(
            row: row, medianMicroseconds: times[count / 2],
            p99Microseconds: times[count * 99 / 100], count: found / count
        ).print()
    }
}
