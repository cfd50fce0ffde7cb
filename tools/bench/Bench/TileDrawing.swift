import ArgumentParser
import City
import CityFiles
import CityService
import Foundation
import Geo

/// `bench tiles`: tiles drawn from memory, as when nobody asked for them before.
struct TileDrawing: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tiles",
        abstract: "Measure drawing tiles and packing them, where components are and all over.")

    @Argument(help: "The city's file.")
    var db: String
    @Option(help: "The folder of the map's files.")
    var tiles: String?
    @Option(help: "The layers, joined by commas; all if not said.")
    var layers: String?
    @Option(help: "The zooms, joined by commas.")
    var zooms = "12,14"
    @Option(help: "How many tiles each median is made of.")
    var count = 200
    @Flag(help: "Print which tiles were drawn too.")
    var list = false

    func run() throws {
        let index = try CityOnDisk(path: db).live().index
        let known = try PageFiles.layers(in: tiles)
        let names = layers?.split(separator: ",").map(String.init)
        let wanted = known.layers.filter { names?.contains($0.id) ?? true }
        let map = CityMap(index, layers: known)
        for zoom in zooms.split(separator: ",").compactMap({ Int($0) }) {
            let places = TilePlaces(map, index, wanted, zoom: zoom)
            for (name, addresses) in [
                ("dense", places.amongComponents(count)), ("average", places.allOver(count)),
            ] where !addresses.isEmpty {
                try measure("4 z\(zoom) \(name)", addresses) { address in
                    map.tile(wanted, in: TileFrame(address)).bytes
                }
            }
        }
    }

    private func measure(
        _ row: String, _ addresses: [TileAddress], draw: (TileAddress) -> [UInt8]
    ) throws {
        let drawn = addresses.map(draw)
        let times = Stopwatch.each(addresses.count) { _ = draw(addresses[$0]) }
        var packed = [Int](repeating: 0, count: drawn.count)
        let packing = Stopwatch.each(drawn.count) { number in
            packed[number] = (try? Gzip.packed(drawn[number]))?.count ?? 0
        }
        var figure = Figure(
            row: row, medianMicroseconds: times.quantile(0.5),
            p99Microseconds: times.quantile(0.99), count: addresses.count)
        figure.p95Microseconds = times.quantile(0.95)
        figure.medianBytes = drawn.map(\.count).sorted().quantile(0.5)
        figure.largestBytes = drawn.map(\.count).max()
        figure.packingMicroseconds = packing.quantile(0.5)
        figure.medianPackedBytes = packed.sorted().quantile(0.5)
        if list { figure.tiles = addresses.map(\.description) }
        try figure.print()
    }
}

/// Which tiles of a zoom are drawn: the same in every run.
private struct TilePlaces {
    private let map: CityMap
    private let index: CityIndex
    private let wanted: [MapLayer]
    private let zoom: Int

    init(_ map: CityMap, _ index: CityIndex, _ wanted: [MapLayer], zoom: Int) {
        (self.map, self.index, self.wanted, self.zoom) = (map, index, wanted, zoom)
    }

    /// The tiles of random components: the more lie in one, the likelier it is asked for.
    func amongComponents(_ count: Int) -> [TileAddress] {
        guard index.componentCount > 0 else { return [] }
        var random = SplitMix(state: 11)
        return (0..<count).map { _ in
            let component = Int32(random.next() % UInt64(index.componentCount))
            let place = index.place(ofComponent: component)
            return TileAddress(of: Mercator.point(place), zoom: zoom)
        }
    }

    /// Random tiles among those that show anything.
    func allOver(_ count: Int) -> [TileAddress] {
        guard let range = TileAddress.range(meeting: index.extent, zoom: zoom) else { return [] }
        let shown = range.rows.flatMap { row in
            range.columns.compactMap { TileAddress(zoom: zoom, column: $0, row: row) }
        }.filter { map.mayShow(wanted, in: TileFrame($0)) }
        guard !shown.isEmpty else { return [] }
        var random = SplitMix(state: 13)
        return (0..<count).map { _ in shown[Int(random.next() % UInt64(shown.count))] }
    }
}

extension [Double] {
    /// The value below which a share of ascending ones lies.
    fileprivate func quantile(_ share: Double) -> Double {
        self[Swift.min(Int(Double(count) * share), count - 1)]
    }
}

extension [Int] {
    fileprivate func quantile(_ share: Double) -> Int {
        self[Swift.min(Int(Double(count) * share), count - 1)]
    }
}
