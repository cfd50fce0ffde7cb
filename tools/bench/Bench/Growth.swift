import ArgumentParser
import City
import CityService
import Foundation
import Geo

/// `bench growth`: the same ground with more and more components, in memory alone.
struct Growth: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure lookups, verdicts and bytes as the number of components grows.",
        discussion: "Fifty million components take some 4 GB and a quarter of an hour.")

    @Option(help: "How many components, one city after the other.")
    var sizes = "50000,780000,10000000,50000000"
    @Option(help: "The folder gisdata.")
    var gisdata = "gisdata"

    func run() throws {
        let day = try Day("2026-03-01")
        var empty: Int?
        for size in sizes.split(separator: ",").compactMap({ Int($0) }) {
            if empty == nil { empty = try Self.bytes(of: try city(0).index(on: day)) }
            let index = try city(size).index(on: day)
            let own = try Self.bytes(of: index) - (empty ?? 0)
            try measure(index, day, bytesPerComponent: Double(own) / Double(max(size, 1)))
        }
    }

    private func city(_ components: Int) throws -> GrownCity {
        try GrownCity("shenyang", seed: 1, components: components, gisdata: [gisdata])
    }

    private func measure(_ index: CityIndex, _ day: Day, bytesPerComponent: Double) throws {
        let queries = Self.queries(index, day, count: 400_000)
        let places = queries.map(\.place)
        var found = 0
        let lookups = Stopwatch.median(of: 3) {
            found = index.unitGrids(at: places).count { $0 >= 0 }
        }
        let verdicts = Stopwatch.median(of: 3) {
            index.forEachVerdict(on: queries) { if $1.component != nil { found += 1 } }
        }
        let times = Stopwatch.each(100_000) { number in
            if index.verdict(for: queries[number]).component != nil { found += 1 }
        }
        for (row, perSecond) in [
            ("growth, grids in a batch", Double(places.count) / lookups),
            ("growth, verdicts in a batch", Double(queries.count) / verdicts),
        ] {
            try Figure(
                row: row, perSecond: perSecond.rounded(), components: index.componentCount,
                bytesPerComponent: (bytesPerComponent * 10).rounded() / 10
            ).print()
        }
        try Figure(
            row: "growth, single verdicts", medianMicroseconds: times[times.count / 2],
            p99Microseconds: times[times.count * 99 / 100], components: index.componentCount
        ).print()
    }

    /// Places near components, with the categories that they have: as cases are.
    private static func queries(_ index: CityIndex, _ day: Day, count: Int) -> [Query] {
        var random = SplitMix(state: 7)
        return (0..<count).compactMap { _ in
            let component = Int32(random.next() % UInt64(max(index.componentCount, 1)))
            let place = index.place(ofComponent: component)
            let east = Int32(random.next() % 4001) - 2000
            let north = Int32(random.next() % 4001) - 2000
            return Query(
                place: Coordinate(
                    longitude: place.longitude + east, latitude: place.latitude + north),
                category: index.category(ofComponent: component), day: day)
        }
    }

    /// How many bytes the packed index takes.
    private static func bytes(of index: CityIndex) throws -> Int {
        var bytes = 0
        var writer = PackedWriter { bytes += $0.count }
        try index.write(to: &writer)
        return bytes
    }
}

/// Random numbers that are the same in every run (SplitMix64, Steele, Lea and Flood 2014).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
