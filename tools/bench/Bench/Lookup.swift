import ArgumentParser
import City
import CityService
import Foundation
import Geo

/// `bench lookup`: places to grids and whole verdicts, in memory.
struct Lookup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure places to unit grids, and verdicts, over a city and a file of points.")

    @Argument(help: "The city's file.")
    var db: String
    @Argument(help: "Points as CSV: id,lon,lat,category.")
    var points: String
    @Option(help: "How many runs each median is made of.")
    var runs = 5

    func run() throws {
        let index = try CityOnDisk(path: db).live().index
        let day = try Day("2026-03-01")
        let queries = try Self.queries(points, of: index, on: day)
        try Measurement(index: index, queries: queries, runs: runs).printAll()
    }

    /// The points of a file as queries in the index's numbers.
    static func queries(_ path: String, of index: CityIndex, on day: Day) throws -> [Query] {
        try String(contentsOfFile: path, encoding: .utf8)
            .split(separator: "\n").dropFirst().compactMap { line in
                let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                guard fields.count >= 4, let x = Double(fields[1]), let y = Double(fields[2])
                else { return nil }
                let key = try? CategoryKey(String(fields[3]))
                return Query(
                    place: try Coordinate(longitudeDegrees: x, latitudeDegrees: y),
                    category: key.flatMap(index.number(of:)), day: day)
            }
    }
}

/// What is measured over one index.
struct Measurement {
    let index: CityIndex
    let queries: [Query]
    let runs: Int

    func printAll() throws {
        let places = queries.map(\.place)
        let million = Self.repeated(places, to: 1_000_000)
        var found = 0
        let batch = Stopwatch.median(of: runs) {
            found = index.unitGrids(at: million).count { $0 >= 0 }
        }
        try figure("1 batch", Double(million.count) / batch, found)
        let single = Stopwatch.median(of: runs) {
            found = million.count { index.unitGrid(at: $0) != nil }
        }
        try figure("1 single", Double(million.count) / single, found)
        let naive = Stopwatch.median(of: runs) {
            found = places.count { index.unitGridByTree(at: $0) != nil }
        }
        try figure("naive", Double(places.count) / naive, found)

        let asked = Self.repeated(queries, to: 500_000)
        let verdicts = Stopwatch.median(of: runs) {
            found = 0
            index.forEachVerdict(on: asked) { if $1.organization != nil { found += 1 } }
        }
        try figure("2 batch", Double(asked.count) / verdicts, found)
        let times = Stopwatch.each(min(queries.count, 200_000)) { number in
            if index.verdict(for: queries[number]).organization != nil { found += 1 }
        }
        try Figure(
            row: "2 single", medianMicroseconds: times[times.count / 2],
            p99Microseconds: times[times.count * 99 / 100], count: times.count
        ).print()
        try printMargins()
    }

    private func printMargins() throws {
        let questions = queries.prefix(50_000).map { query in
            Question(
                place: query.place, category: query.category.map(index.key(ofCategory:)),
                day: query.day, wantsMargin: true)
        }
        var found = 0
        let times = Stopwatch.each(questions.count) { number in
            if index.verdict(for: questions[number]).marginInMetres != nil { found += 1 }
        }
        try Figure(
            row: "2 with margin", medianMicroseconds: times[times.count / 2],
            p99Microseconds: times[times.count * 99 / 100], count: found
        ).print()
    }

    private func figure(_ row: String, _ perSecond: Double, _ found: Int) throws {
        try Figure(row: row, perSecond: perSecond.rounded(), count: found).print()
    }

    private static func repeated<Item>(_ items: [Item], to count: Int) -> [Item] {
        guard !items.isEmpty else { return [] }
        return (0..<max(count, items.count)).map { items[$0 % items.count] }
    }
}
