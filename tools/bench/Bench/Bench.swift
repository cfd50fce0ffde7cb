import ArgumentParser
import Foundation

/// The figures that only a program in the same process can measure; `tools/bench/run` puts them beside those of
/// the peers.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure lookups, verdicts and tiles in memory, and the server's own ceiling.",
        subcommands: [
            Lookup.self, TileDrawing.self, Growth.self, Searching.self, Constant.self,
        ])
}

/// One measured figure, as a line of JSON.
struct Figure: Encodable {
    /// The row of the table that it belongs to.
    var row: String
    /// How many a second, for one processor.
    var perSecond: Double?
    /// The median of single ones, in microseconds.
    var medianMicroseconds: Double?
    /// What 99 of 100 stay below, in microseconds.
    var p99Microseconds: Double?
    /// What 95 of 100 stay below, in microseconds.
    var p95Microseconds: Double?
    /// The median of packing a tile by gzip, in microseconds, which is not in the other ones.
    var packingMicroseconds: Double?
    /// How many bytes a tile has: the median, the most, and the median once it is packed.
    var medianBytes: Int?
    var largestBytes: Int?
    var medianPackedBytes: Int?
    /// Which tiles were drawn.
    var tiles: [String]?
    /// How many the figure is made of.
    var count: Int?
    /// How many components the city has.
    var components: Int?
    /// How many bytes of index a component takes.
    var bytesPerComponent: Double?

    /// Prints the figure.
    func print() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
        fflush(nil)
    }
}

/// Time taken by work.
enum Stopwatch {
    /// The median of several runs in seconds; the first one is not counted.
    static func median(of runs: Int, _ work: () -> Void) -> Double {
        work()
        let seconds = (0..<runs).map { _ in
            let start = ContinuousClock.now
            work()
            return (ContinuousClock.now - start) / .seconds(1)
        }
        return seconds.sorted()[runs / 2]
    }

    /// The time of each piece of work in microseconds, ascending.
    static func each(_ count: Int, _ work: (Int) -> Void) -> [Double] {
        var times: [Double] = []
        times.reserveCapacity(count)
        for number in 0..<count {
            let start = ContinuousClock.now
            work(number)
            times.append((ContinuousClock.now - start) / .microseconds(1))
        }
        return times.sorted()
    }
}
